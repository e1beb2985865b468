package org.siegel.james;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done at start and then again and again: taking away what its time is over for, and renewing. */
final class Regular {

    private static final Logger LOGGER = LoggerFactory.getLogger(Regular.class);

    /** Some work asks other people's servers; decisions and confirmations must not wait behind it. */
    private static final int THREADS = 6;

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(
            THREADS, Thread.ofPlatform().name("siegel-regular-", 0).daemon().factory());

    /** Once a day. */
    void daily(String what, Runnable work) {
        repeat(what, Duration.ofDays(1), work);
    }

    /**
     * A failure is logged, and the next time it is tried again.
     *
     * @param what  completes the sentence "Cannot ..."
     * @param pause from the end of the work to its next beginning
     */
    @SuppressWarnings("FutureReturnValueIgnored") // it never ends, and never fails
    void repeat(String what, Duration pause, Runnable work) {
        executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOGGER.error("Cannot {}; it is tried again in {} seconds", what, pause.toSeconds(), e);
                    }
                },
                0,
                pause.toSeconds(),
                TimeUnit.SECONDS);
    }

    /** Once, as soon as a thread is free; a failure is logged. */
    @SuppressWarnings("FutureReturnValueIgnored") // it never fails
    void soon(String what, Runnable work) {
        executor.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOGGER.error("Cannot {}", what, e);
            }
        });
    }
}
