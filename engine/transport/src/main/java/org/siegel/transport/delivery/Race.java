package org.siegel.transport.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connects to whichever address of a server answers first, each attempt begun a little after the one before (RFC 8305 §5), so
 * that an address that does not answer costs that little and not the whole time for connecting. The connection that won is
 * there for whoever connects to its address next.
 */
final class Race implements Dialer, AutoCloseable {

    /** The delay that RFC 8305 §5 recommends. */
    private static final Duration STAGGER = Duration.ofMillis(250);

    private final Dialer dialer;
    private final List<InetAddress> order;
    private final Map<InetAddress, IOException> failures = new HashMap<>();
    private @Nullable Reached winner;

    private sealed interface End {}

    private record Reached(InetAddress address, Socket socket) implements End {}

    private record Lost(InetAddress address, IOException why) implements End {}

    private Race(Dialer dialer, List<InetAddress> order) {
        this.dialer = dialer;
        this.order = order;
    }

    /**
     * Runs it. One address alone is not connected to before it is asked for.
     *
     * @param addresses in the order in which they are tried
     * @param overtaken gets those that had not answered when one answered that was asked later
     * @param threads   for the attempts
     */
    static Race among(
            List<InetAddress> addresses,
            int port,
            Dialer dialer,
            Consumer<InetAddress> overtaken,
            ThreadFactory threads) {
        if (addresses.size() < 2) {
            return new Race(dialer, List.copyOf(addresses));
        }
        Course course = new Course(addresses, port, dialer, threads);
        Optional<Reached> winner = course.run();
        List<InetAddress> order = new ArrayList<>(addresses);
        winner.ifPresent(reached -> {
            order.remove(reached.address());
            order.addFirst(reached.address());
            addresses.subList(0, addresses.indexOf(reached.address())).stream()
                    .filter(address -> !course.failures.containsKey(address))
                    .forEach(overtaken);
        });
        Race race = new Race(dialer, order);
        race.failures.putAll(course.failures);
        race.winner = winner.orElse(null);
        return race;
    }

    /** All addresses, beginning with the one that answered. */
    List<InetAddress> order() {
        return order;
    }

    @Override
    public Socket connect(InetAddress address, int port) throws IOException {
        Reached reached = winner;
        if (reached != null && reached.address().equals(address)) {
            winner = null;
            return reached.socket();
        }
        IOException failure = failures.remove(address); // of a moment ago
        if (failure != null) {
            throw failure;
        }
        return dialer.connect(address, port);
    }

    /** Ends the connection if nobody wanted it. */
    @Override
    public void close() {
        if (winner != null) {
            closeQuietly(winner.socket());
            winner = null;
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _alreadyGone) {
            // Nothing is left to close.
        }
    }

    /** The attempts under way. */
    private static final class Course {
        private final List<InetAddress> waiting;
        private final int port;
        private final Dialer dialer;
        private final ThreadFactory threads;
        private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();
        private final List<Thread> running = new ArrayList<>();
        private final Map<InetAddress, IOException> failures = new HashMap<>();
        private boolean isWon;

        Course(List<InetAddress> addresses, int port, Dialer dialer, ThreadFactory threads) {
            this.waiting = new ArrayList<>(addresses);
            this.port = port;
            this.dialer = dialer;
            this.threads = threads;
        }

        Optional<Reached> run() {
            int open = 0;
            try {
                while (open > 0 || !waiting.isEmpty()) {
                    if (!waiting.isEmpty()) {
                        begin(waiting.removeFirst());
                        open++;
                    }
                    End end = waiting.isEmpty() ? ends.take() : ends.poll(STAGGER.toMillis(), TimeUnit.MILLISECONDS);
                    if (end instanceof Reached reached) {
                        return Optional.of(reached);
                    }
                    if (end instanceof Lost(var address, var why)) {
                        failures.put(address, why);
                        open--;
                    }
                }
            } catch (InterruptedException _stopped) {
                Thread.currentThread().interrupt();
                end().ifPresent(reached -> closeQuietly(reached.socket()));
            } finally {
                running.forEach(Thread::interrupt); // ends a connection attempt
            }
            return Optional.empty();
        }

        private void begin(InetAddress address) {
            Thread thread = threads.newThread(() -> attempt(address));
            running.add(thread);
            thread.start();
        }

        private void attempt(InetAddress address) {
            try {
                finish(new Reached(address, dialer.connect(address, port)));
            } catch (IOException e) {
                finish(new Lost(address, e));
            }
        }

        /** Who comes second is told good-bye. */
        private synchronized void finish(End end) {
            if (end instanceof Reached reached) {
                if (isWon) {
                    closeQuietly(reached.socket());
                    return;
                }
                isWon = true;
            }
            ends.add(end);
        }

        /** From now on nobody wins any more. */
        private synchronized Optional<Reached> end() {
            isWon = true;
            return ends.stream()
                    .filter(Reached.class::isInstance)
                    .map(Reached.class::cast)
                    .findFirst();
        }
    }
}
