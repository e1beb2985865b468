package org.siegel.transport.smtp;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Keeps time for all connections with one thread. A type of its own because a plain scheduler keeps every cancelled
 * alarm until its time: at some ten alarms per mail, of minutes each, that fills the heap.
 */
public final class Alarms implements AutoCloseable {

    private final ScheduledThreadPoolExecutor scheduler;

    public Alarms() {
        scheduler = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("smtp-alarms").daemon().factory());
        scheduler.setRemoveOnCancelPolicy(true);
    }

    /**
     * Runs the action when the time is up, unless the result is cancelled before.
     *
     * @throws java.util.concurrent.RejectedExecutionException after {@link #close()}
     */
    Future<?> after(Duration time, Runnable action) {
        return scheduler.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** How many are set now. */
    int pending() {
        return scheduler.getQueue().size();
    }

    /** Drops all alarms. Connections that are still open are no longer bounded, so close those first. */
    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
