package org.siegel.transport.resolver;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.siegel.transport.smtp.Alarms;
import org.siegel.transport.smtp.Deadline;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.WireParseException;

/**
 * Over UDP, each question from a port of its own that the system chooses (RFC 5452 §9.2), and over TCP if the answer was
 * cut. Packets that are not the answer are passed over: whoever sends them must not end the wait either.
 */
public final class OverUdp implements RemoteResolver {

    /** A packet is lost now and then; who is slow is not asked more often than that. */
    private static final Duration SENT_AGAIN_AFTER = Duration.ofSeconds(1);

    /** More than any query of ours allows. */
    private static final int LARGEST = 4_096;

    private final InetSocketAddress address;
    private final Duration timeout;
    private final Alarms alarms;

    /**
     * Asks nothing yet.
     *
     * @param timeout for a question and its answer
     */
    public OverUdp(InetSocketAddress address, Duration timeout, Alarms alarms) {
        this.address = address;
        this.timeout = timeout;
        this.alarms = alarms;
    }

    @Override
    public String name() {
        return new ResolverAddress.Plain(address).toString();
    }

    @Override
    public Message ask(Message query) throws IOException {
        Message answer = overUdp(query);
        return answer.getHeader().getFlag(Flags.TC) ? overTcp(query) : answer;
    }

    private Message overUdp(Message query) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(address); // the kernel then drops what others send
            byte[] wire = query.toWire();
            long begin = System.nanoTime();
            socket.send(new DatagramPacket(wire, wire.length));
            boolean isSentAgain = timeout.compareTo(SENT_AGAIN_AFTER.multipliedBy(2)) < 0;
            DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
            while (true) {
                long passed = System.nanoTime() - begin;
                long left = (isSentAgain ? timeout : SENT_AGAIN_AFTER).toNanos() - passed;
                if (left > 0 && receive(socket, packet, left)) {
                    Message answer = read(packet);
                    if (Answers.fits(query, answer)) {
                        return answer;
                    }
                } else if (isSentAgain) {
                    throw new IOException("no answer within " + timeout.toMillis() + " ms");
                } else {
                    socket.send(new DatagramPacket(wire, wire.length));
                    isSentAgain = true;
                }
            }
        }
    }

    private static boolean receive(DatagramSocket socket, DatagramPacket packet, long nanos) throws IOException {
        try {
            socket.setSoTimeout((int) Math.max(1, Duration.ofNanos(nanos).toMillis()));
            packet.setLength(LARGEST);
            socket.receive(packet);
            return true;
        } catch (SocketTimeoutException _notYet) {
            return false;
        }
    }

    /** An empty one, which fits nothing, in the place of one that cannot be read. */
    private static Message read(DatagramPacket packet) throws IOException {
        try {
            return new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
        } catch (WireParseException _unreadable) {
            return new Message();
        }
    }

    private Message overTcp(Message query) throws IOException {
        try (Socket socket = new Socket();
                Deadline deadline = Deadline.arm(alarms, timeout, () -> Streams.close(socket))) {
            try {
                socket.connect(address, (int) timeout.toMillis());
                Streams.write(socket.getOutputStream(), query.toWire());
                return Answers.checked(query, new Message(Streams.read(socket.getInputStream())));
            } catch (IOException e) {
                throw deadline.missed() ? new IOException("no answer within " + timeout.toMillis() + " ms", e) : e;
            }
        }
    }
}
