package org.siegel.transport.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.siegel.testing.Loopback;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;

/** Stands between a name server and all resolvers, and changes the answers that it was told to change. UDP only. */
final class DnsForger implements AutoCloseable {

    private static final int LARGEST = 65_535;

    private final DatagramSocket socket;
    private final SimpleResolver authority;
    private final Map<Question, UnaryOperator<Message>> changes = new HashMap<>();

    record Question(Name name, int type) {}

    private DnsForger(DatagramSocket socket, InetSocketAddress authority) {
        this.socket = socket;
        this.authority = new SimpleResolver(authority);
        this.authority.setEDNS(0, 4096, ExtendedFlags.DO, List.of());
    }

    static DnsForger before(InetSocketAddress authority) {
        try {
            return new DnsForger(new DatagramSocket(new InetSocketAddress(Loopback.address(), 0)), authority);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To be told before it starts. */
    DnsForger forging(String name, int type, UnaryOperator<Message> change) {
        changes.put(new Question(name(name), type), change);
        return this;
    }

    DnsForger start() {
        Thread.ofVirtual().start(this::serve);
        return this;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** What the server says when it is not lied about. */
    Message truth(String name, int type) {
        return ask(Message.newQuery(Record.newRecord(name(name), type, DClass.IN)));
    }

    private Message ask(Message query) {
        try {
            return authority.send(query);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        byte[] buffer = new byte[LARGEST];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (IOException _closed) {
                return;
            }
            byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
            Thread.ofVirtual().start(() -> answer(query, packet.getSocketAddress()));
        }
    }

    private void answer(byte[] wire, SocketAddress client) {
        try {
            Message query = new Message(wire);
            Record question = query.getQuestion();
            // The answer repeats the question as it was written, letter case included.
            Message answer = ask(query);
            UnaryOperator<Message> change = changes.get(new Question(question.getName(), question.getType()));
            byte[] reply = (change == null ? answer : change.apply(answer)).toWire(LARGEST);
            socket.send(new DatagramPacket(reply, reply.length, client));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Name name(String text) {
        try {
            return Name.fromString(text.endsWith(".") ? text : text + ".");
        } catch (TextParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
