package org.siegel.benchmarks.verdict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.siegel.testing.Loopback;

/** A resolver over UDP, one round trip away. A query that comes after an answer counts as one that had to wait for it. */
final class DistantResolver implements AutoCloseable {

    private static final int LARGEST = 65_535;

    private final DatagramSocket socket;
    private final InetSocketAddress resolver;
    private final Flights flights;
    private final Way way = Way.open();

    private DistantResolver(DatagramSocket socket, InetSocketAddress resolver, Flights flights) {
        this.socket = socket;
        this.resolver = resolver;
        this.flights = flights;
    }

    static DistantResolver before(InetSocketAddress resolver, Flights flights) throws IOException {
        DistantResolver relay = new DistantResolver(
                new DatagramSocket(new InetSocketAddress(Loopback.address(), 0)), resolver, flights);
        Thread.startVirtualThread(relay::receive);
        return relay;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private void receive() {
        byte[] buffer = new byte[LARGEST];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (IOException _closed) {
                return;
            }
            byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
            InetSocketAddress client = (InetSocketAddress) packet.getSocketAddress();
            int flight = flights.count() + 1;
            Thread.startVirtualThread(() -> answer(query, client, flight));
        }
    }

    private void answer(byte[] query, InetSocketAddress client, int flight) {
        try (DatagramSocket upstream = new DatagramSocket()) {
            upstream.send(new DatagramPacket(query, query.length, resolver));
            DatagramPacket answer = new DatagramPacket(new byte[LARGEST], LARGEST);
            upstream.receive(answer);
            way.send(flights.roundTrip(), () -> send(answer, client, flight));
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void send(DatagramPacket answer, InetSocketAddress client, int flight) {
        try {
            flights.note(flight);
            socket.send(new DatagramPacket(answer.getData(), answer.getLength(), client));
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
