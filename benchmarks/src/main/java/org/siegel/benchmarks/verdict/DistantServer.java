package org.siegel.benchmarks.verdict;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A mail server, one round trip away. Two flights are counted until its banner is there: TCP's handshake, and the banner
 * itself; then one each time that it answers something new.
 */
final class DistantServer implements AutoCloseable {

    private static final int UNTIL_BANNER = 2;
    private static final int PORTION = 16_384;

    private final ServerSocket listening;
    private final InetSocketAddress server;
    private final Flights flights;
    private final AtomicInteger connections = new AtomicInteger();
    private final Phaser open = new Phaser(1);

    private DistantServer(ServerSocket listening, InetSocketAddress server, Flights flights) {
        this.listening = listening;
        this.server = server;
        this.flights = flights;
    }

    static DistantServer before(InetSocketAddress server, InetAddress address, int port, Flights flights)
            throws IOException {
        DistantServer relay = new DistantServer(new ServerSocket(port, 50, address), server, flights);
        Thread.startVirtualThread(relay::accept);
        return relay;
    }

    int port() {
        return listening.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** Waits until good-byes that are still under way have arrived, so that nobody counts them later. */
    void forget() {
        open.arriveAndAwaitAdvance();
        connections.set(0);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                connections.incrementAndGet();
                open.register();
                Thread.startVirtualThread(() -> {
                    join(client);
                    open.arriveAndDeregister();
                });
            } catch (IOException _closed) {
                return;
            }
        }
    }

    private void join(Socket client) {
        Duration half = flights.roundTrip().dividedBy(2);
        AtomicBoolean isAsked = new AtomicBoolean(true);
        AtomicBoolean isBanner = new AtomicBoolean(true);
        AtomicInteger flown = new AtomicInteger();
        try (client;
                Socket upstream = new Socket(server.getAddress(), server.getPort())) {
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            CountDownLatch ended = new CountDownLatch(2);
            Thread.startVirtualThread(() -> {
                relay(client, upstream, () -> {
                    isAsked.set(true);
                    return half;
                });
                ended.countDown();
            });
            relay(upstream, client, () -> {
                boolean begins = isBanner.getAndSet(false);
                if (isAsked.getAndSet(false)) {
                    flights.note(flown.addAndGet(begins ? UNTIL_BANNER : 1));
                }
                // On loopback TCP's handshake takes no time, so the banner brings its own.
                return begins ? flights.roundTrip().multipliedBy(UNTIL_BANNER) : half;
            });
            ended.countDown();
            ended.await();
        } catch (IOException _gone) {
            // Whoever measures sees that no verdict came.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until one side ends it. */
    private static void relay(Socket from, Socket to, Supplier<Duration> delay) {
        Way way = Way.open();
        CountDownLatch end = new CountDownLatch(1);
        try {
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[PORTION];
            for (int n = from.getInputStream().read(buffer);
                    n >= 0;
                    n = from.getInputStream().read(buffer)) {
                byte[] data = Arrays.copyOf(buffer, n);
                way.send(delay.get(), () -> write(out, data));
            }
        } catch (IOException _gone) {
            // The other direction ends by itself.
        }
        way.send(Duration.ZERO, () -> {
            try {
                to.shutdownOutput();
            } catch (IOException _gone) {
                // Closed already.
            }
            end.countDown();
            throw new Way.Ended();
        });
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(OutputStream out, byte[] data) {
        try {
            out.write(data);
            out.flush();
        } catch (IOException _gone) {
            // Its reader notices, too.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
