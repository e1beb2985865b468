package org.siegel.worker;

import java.nio.file.Path;
import java.time.Duration;
import org.siegel.content.worker.WorkerSettings;
import org.siegel.content.worker.Workers;

/** Workers as the gateway has them, but from this build's class path. */
final class WithWorkers {

    private WithWorkers() {}

    /** One, with a deadline that no machine is too slow for. */
    static Workers patient(Path folder) {
        return of(folder, 1, 512, Duration.ofMinutes(2), 1_000);
    }

    static Workers of(Path folder, int count, int heapMiB, Duration deadline, int documents) {
        return new Workers(
                new WorkerSettings(System.getProperty("java.class.path"), folder, count, heapMiB, deadline, documents),
                trouble -> System.err.println("A worker does not start: " + trouble));
    }
}
