package org.siegel.james;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done at start and then once a day: taking away what its time is over for. */
final class Daily {

    private static final Logger LOGGER = LoggerFactory.getLogger(Daily.class);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("siegel-daily").daemon().factory());

    /**
     * A failure is logged, and the next day it is tried again.
     *
     * @param what completes the sentence "Cannot ..."
     */
    @SuppressWarnings("FutureReturnValueIgnored") // it never ends, and never fails
    void repeat(String what, Runnable work) {
        executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOGGER.error("Cannot {}; it is tried again tomorrow", what, e);
                    }
                },
                0,
                1,
                TimeUnit.DAYS);
    }
}
