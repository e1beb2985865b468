package org.siegel.transport.smtp;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A point in time at which an action is taken unless the deadline was closed before. With {@code wire::abort} as the
 * action it bounds a whole exchange, reads and writes, however slowly the other side drips its bytes and however many
 * layers (TLS) lie between: a read timeout of the socket starts anew with every byte and does not bound writes.
 */
public final class Deadline implements AutoCloseable {

    private final AtomicBoolean missed;
    private final Future<?> alarm;

    private Deadline(AtomicBoolean missed, Future<?> alarm) {
        this.missed = missed;
        this.alarm = alarm;
    }

    /**
     * Starts the time.
     *
     * @param alarms shared by all connections
     * @param budget positive
     * @param action short and without blocking, such as {@code wire::abort}
     */
    public static Deadline arm(Alarms alarms, Duration budget, Runnable action) {
        var missed = new AtomicBoolean();
        Runnable ring = () -> {
            missed.set(true);
            action.run();
        };
        return new Deadline(missed, alarms.after(budget, ring));
    }

    /** Whether the time ran out before {@link #close()}. */
    public boolean missed() {
        return missed.get();
    }

    /** Stops the time. An action that has begun is not recalled. */
    @Override
    public void close() {
        alarm.cancel(false);
    }
}
