package org.siegel.content.mime;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.siegel.content.part.Spool;
import org.siegel.content.part.TimeLimit;
import org.siegel.content.worker.Workers;
import org.siegel.policy.PartState;

/** Goes through all parts of a message once, within {@link WalkLimits}, and hands their text to a visitor. */
public final class MimeWalk {

    private final WalkLimits limits;
    private final Spool spool;
    private final Optional<Workers> workers;
    private final LongSupplier nanos;

    /** As {@link #MimeWalk(WalkLimits, Optional, Optional)}, without workers. */
    public MimeWalk(WalkLimits limits, Optional<Path> folder) {
        this(limits, folder, Optional.empty());
    }

    /**
     * @param folder  for large attachments; without one, those of more than 8 MiB are not looked into
     * @param workers read PDF, old Office documents and other things; without them, those are not looked into
     */
    public MimeWalk(WalkLimits limits, Optional<Path> folder, Optional<Workers> workers) {
        this(limits, folder, workers, computingTime());
    }

    MimeWalk(WalkLimits limits, Optional<Path> folder, Optional<Workers> workers, LongSupplier nanos) {
        this.limits = limits;
        this.workers = workers;
        this.nanos = nanos;
        this.spool = new Spool(folder, 2 * limits.unpackedBytes());
    }

    /** Of the thread that asks, so that a mail's class does not depend on how busy the machine is. */
    private static LongSupplier computingTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads::getCurrentThreadCpuTime : System::nanoTime;
    }

    /**
     * Reads the message to its end or to the limits. Nothing in it makes this fail: what cannot be read is reported to
     * the visitor as a part in another state than {@link PartState#SCANNED}.
     *
     * @throws IOException only if {@code message} itself cannot be read
     */
    public void walk(InputStream message, MessageVisitor visitor) throws IOException {
        TimeLimit time = new TimeLimit(limits.time(), nanos);
        new Walk(limits, time, spool, workers.map(Workers::forOneMail), visitor, new SourceGuard(message)).outermost();
    }
}
