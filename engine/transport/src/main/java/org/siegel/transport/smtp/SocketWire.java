package org.siegel.transport.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A wire over a connected socket: directly, or with TLS streams on top of it. */
public final class SocketWire implements Wire {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private SocketWire(Socket socket, InputStream in, OutputStream out) {
        this.socket = socket;
        this.in = in;
        this.out = out;
    }

    /**
     * The socket itself. Switches Nagle's algorithm off: we write whole groups of commands at a time, and holding the
     * last segment back for a delayed acknowledgement would cost up to 200 ms per message.
     *
     * @param socket connected
     * @throws IOException if the socket is closed
     */
    public static SocketWire plain(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return new SocketWire(socket, socket.getInputStream(), socket.getOutputStream());
    }

    /**
     * TLS over the socket.
     *
     * @param socket below the TLS streams; closing it is what makes a blocked TLS read or write fail
     * @param out its {@code close} sends close_notify
     */
    public static SocketWire tls(Socket socket, InputStream in, OutputStream out) {
        return new SocketWire(socket, in, out);
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public void abort() {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // Nothing is left to cut.
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException peerGone) {
            // The farewell is a courtesy; whoever has left does not miss it.
        } finally {
            abort();
        }
    }
}
