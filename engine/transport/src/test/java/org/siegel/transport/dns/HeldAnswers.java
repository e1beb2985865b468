package org.siegel.transport.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.siegel.testing.Loopback;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** A resolver that answers nobody until all of some questions were asked: whoever asks one after another gets no answer. */
final class HeldAnswers implements AutoCloseable {

    private static final int LARGEST = 65_535;

    private final InetSocketAddress resolver;
    private final DatagramSocket socket;
    private final Set<String> awaited;
    private final List<Runnable> held = new ArrayList<>();

    /** Questions are written as {@code name. TYPE}. */
    static HeldAnswers until(InetSocketAddress resolver, String... awaited) {
        try {
            HeldAnswers answers = new HeldAnswers(
                    resolver, new DatagramSocket(new InetSocketAddress(Loopback.address(), 0)), Set.of(awaited));
            Thread.startVirtualThread(answers::receive);
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HeldAnswers(InetSocketAddress resolver, DatagramSocket socket, Set<String> awaited) {
        this.resolver = resolver;
        this.socket = socket;
        this.awaited = new HashSet<>(awaited);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private void receive() {
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
            try {
                socket.receive(packet);
                byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
                Record question = new Message(query).getQuestion();
                awaited.remove(question.getName() + " " + Type.string(question.getType()));
                InetSocketAddress client = (InetSocketAddress) packet.getSocketAddress();
                held.add(() -> answer(query, client));
            } catch (IOException _closedOrUnreadable) {
                // The loop's condition decides whether this was the end.
            }
            if (awaited.isEmpty()) {
                held.forEach(Thread::startVirtualThread);
                held.clear();
            }
        }
    }

    private void answer(byte[] query, InetSocketAddress client) {
        try (DatagramSocket upstream = new DatagramSocket()) {
            upstream.send(new DatagramPacket(query, query.length, resolver));
            DatagramPacket answer = new DatagramPacket(new byte[LARGEST], LARGEST);
            upstream.receive(answer);
            socket.send(new DatagramPacket(answer.getData(), answer.getLength(), client));
        } catch (IOException _closed) {
            // Whoever waits gets no answer.
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
