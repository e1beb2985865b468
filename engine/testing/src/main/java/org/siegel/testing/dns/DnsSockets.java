package org.siegel.testing.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** UDP and TCP on one port (RFC 7766 §5), one virtual thread per packet and per connection. */
final class DnsSockets implements AutoCloseable {
    private static final int ATTEMPTS = 20;

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final QueryHandler handler;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private DnsSockets(DatagramSocket udp, ServerSocket tcp, QueryHandler handler) {
        this.udp = udp;
        this.tcp = tcp;
        this.handler = handler;
    }

    /** Listens on the port, or if it is 0 on one that is free for both protocols. */
    static DnsSockets open(InetAddress address, int port, QueryHandler handler) {
        for (int attempt = 1; ; attempt++) {
            try {
                var sockets = bind(address, port, handler);
                Thread.startVirtualThread(sockets::receive);
                Thread.startVirtualThread(sockets::accept);
                return sockets;
            } catch (BindException taken) {
                if (port != 0 || attempt == ATTEMPTS) {
                    throw new UncheckedIOException("port " + port + " of " + address + " is taken; use port 0", taken);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("no DNS sockets on " + address, e);
            }
        }
    }

    private static DnsSockets bind(InetAddress address, int port, QueryHandler handler) throws IOException {
        var udp = new DatagramSocket(new InetSocketAddress(address, port));
        try {
            return new DnsSockets(udp, new ServerSocket(udp.getLocalPort(), 50, address), handler);
        } catch (IOException e) {
            udp.close();
            throw e;
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    private void receive() {
        var buffer = new byte[QueryHandler.TCP_SIZE];
        while (!udp.isClosed()) {
            var packet = new DatagramPacket(buffer, buffer.length);
            try {
                udp.receive(packet);
            } catch (IOException closedOrUnreachable) {
                continue;
            }
            byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
            var client = packet.getSocketAddress();
            Thread.startVirtualThread(
                    () -> handler.handleUdp(query, answer -> send(new DatagramPacket(answer, answer.length, client))));
        }
    }

    private void send(DatagramPacket packet) {
        try {
            udp.send(packet);
        } catch (IOException clientOrServerIsGone) {
            // UDP promises nothing: a client that still waits asks again.
        }
    }

    private void accept() {
        while (!tcp.isClosed()) {
            try {
                Socket client = tcp.accept();
                connections.add(client);
                if (tcp.isClosed()) {
                    // It came while close() was at work and may have been missed there.
                    client.close();
                }
                Thread.startVirtualThread(() -> converse(client));
            } catch (IOException closed) {
                // The loop's condition decides whether this was the end.
            }
        }
    }

    private void converse(Socket client) {
        try (client) {
            var in = new DataInputStream(client.getInputStream());
            var out = new DataOutputStream(client.getOutputStream());
            while (true) {
                byte[] query = in.readNBytes(in.readUnsignedShort());
                handler.handleTcp(query, answer -> write(out, answer));
            }
        } catch (IOException clientIsGone) {
            // Its connection ends here, and only that one.
        } finally {
            connections.remove(client);
        }
    }

    private static void write(DataOutputStream out, byte[] answer) {
        var framed = new byte[answer.length + 2];
        framed[0] = (byte) (answer.length >> 8);
        framed[1] = (byte) answer.length;
        System.arraycopy(answer, 0, framed, 2, answer.length);
        try {
            out.write(framed);
            out.flush();
        } catch (IOException clientIsGone) {
            // The reader of this connection notices too and ends it.
        }
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
            for (Socket client : connections) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the DNS sockets", e);
        }
    }
}
