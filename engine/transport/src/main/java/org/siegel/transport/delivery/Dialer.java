package org.siegel.transport.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Opens TCP connections, to addresses only: what was validated is what is connected to. */
@FunctionalInterface
public interface Dialer {

    /**
     * Connects.
     *
     * @throws IOException if nobody answers there in time
     */
    Socket connect(InetAddress address, int port) throws IOException;

    /**
     * Over TCP.
     *
     * @param timeout until the connection stands
     * @param local   the address to connect from, if not any
     */
    static Dialer tcp(Duration timeout, Optional<InetAddress> local) {
        return (address, port) -> {
            Socket socket = new Socket();
            try {
                if (local.isPresent()) {
                    socket.bind(new InetSocketAddress(local.get(), 0));
                }
                socket.connect(new InetSocketAddress(address, port), Math.toIntExact(timeout.toMillis()));
                return socket;
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        };
    }

    /** The same; how each attempt went is told. An attempt that was given up tells nothing. */
    default Dialer noting(BiConsumer<InetAddress, Boolean> how) {
        return (address, port) -> {
            try {
                Socket socket = connect(address, port);
                how.accept(address, true);
                return socket;
            } catch (IOException e) {
                if (!Thread.currentThread().isInterrupted()) {
                    how.accept(address, false);
                }
                throw e;
            }
        };
    }
}
