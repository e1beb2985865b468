package org.siegel.testing.smtp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Everything that one server saw, with somebody waiting for it. */
final class SinkLog {
    private final boolean keeps;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Received> messages = new ArrayList<>();
    private final List<SinkConnection> connections = new ArrayList<>();
    private Counts counts = Counts.NONE;
    private long open;

    SinkLog(boolean keeps) {
        this.keeps = keeps;
    }

    boolean keeps() {
        return keeps;
    }

    void opened(SinkConnection connection) {
        change(() -> {
            counts = counts.plus(1, 0, 0, 0);
            open++;
            if (keeps) {
                connections.add(connection);
            }
        });
    }

    void closed() {
        change(() -> open--);
    }

    void secured() {
        change(() -> counts = counts.plus(0, 1, 0, 0));
    }

    void received(Received message) {
        change(() -> {
            counts = counts.plus(0, 0, 1, message.body().size());
            if (keeps) {
                messages.add(message);
            }
        });
    }

    void forget() {
        change(() -> {
            counts = Counts.NONE;
            messages.clear();
            connections.clear();
        });
    }

    Counts counts() {
        return read(() -> counts);
    }

    List<Received> messages() {
        return read(() -> List.copyOf(messages));
    }

    List<SinkConnection> connections() {
        return read(() -> List.copyOf(connections));
    }

    void awaitMessages(long wanted, Duration patience) {
        await(() -> counts.messages() >= wanted, patience, () -> wanted + " messages");
    }

    void awaitConnections(long wanted, Duration patience) {
        await(
                () -> counts.connections() >= wanted && open == 0,
                patience,
                () -> wanted + " connections to come and all to end (" + open + " still open)");
    }

    private void await(BooleanSupplier done, Duration patience, Supplier<String> wanted) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!done.getAsBoolean()) {
                if (left <= 0) {
                    throw new AssertionError("waited " + patience + " for " + wanted.get() + ", saw " + counts);
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + wanted.get(), e);
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable edit) {
        lock.lock();
        try {
            edit.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T read(Supplier<T> reader) {
        lock.lock();
        try {
            return reader.get();
        } finally {
            lock.unlock();
        }
    }
}
