package org.siegel.content.worker;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How documents are read.
 *
 * @param jar       the worker with all that it needs; a class path will do
 * @param folder    for the workers' temporary files; private to this process
 * @param count     of processes
 * @param heapMiB   that each may use, in MiB
 * @param deadline  for all documents of one mail together
 * @param documents after which a process is replaced
 */
public record WorkerSettings(String jar, Path folder, int count, int heapMiB, Duration deadline, int documents) {

    public static final int DEFAULT_COUNT = 2;
    public static final int DEFAULT_HEAP_MIB = 512;
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(10);
    public static final int DEFAULT_DOCUMENTS = 1_000;

    public WorkerSettings {
        if (count < 1 || heapMiB < 1 || documents < 1 || deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("Each limit of the workers must be 1 or more");
        }
    }

    /** The same with its temporary files elsewhere. */
    public WorkerSettings in(Path elsewhere) {
        return new WorkerSettings(jar, elsewhere, count, heapMiB, deadline, documents);
    }
}
