package org.siegel.transport.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens sockets one after another, and can be told from outside to give up for good. Thread-safe. */
final class AbortableSockets implements AutoCloseable {

    private @Nullable Socket current;
    private boolean isAborted;

    /** Connects; ends with an exception at once if {@link #abort} was or is called. */
    Socket connect(InetAddress address, int port, Duration timeout) throws IOException {
        Socket socket = new Socket();
        take(socket);
        socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
        return socket;
    }

    private synchronized void take(Socket socket) throws IOException {
        close();
        if (isAborted) {
            throw new SocketException("aborted");
        }
        current = socket;
    }

    /** Whatever is being read, written or connected ends with an exception. */
    synchronized void abort() {
        isAborted = true;
        close();
    }

    @Override
    public synchronized void close() {
        if (current != null) {
            try {
                current.close();
            } catch (IOException _alreadyGone) {
                // Nothing is left to close.
            }
            current = null;
        }
    }
}
