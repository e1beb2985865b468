package org.siegel.testing.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.siegel.testing.pki.Identity;

/**
 * An SMTP server on one loopback address, with a virtual thread per connection. It accepts every mail and keeps it,
 * until told otherwise for single steps. Several servers may share a port number, each on an address of its own.
 *
 * <p>Everything may be changed while it runs, from any thread; TLS settings and identities count from the next
 * handshake, extensions from the next EHLO.
 */
public final class SmtpSink implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final SinkState state;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong connectionNumbers = new AtomicLong();

    SmtpSink(SinkState state, InetAddress address, int port) {
        this.state = state;
        try {
            listener = new ServerSocket(port, BACKLOG, address);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + " of " + address, e);
        }
        Thread.startVirtualThread(this::accept);
    }

    /** A server for this address, such as {@link org.siegel.testing.Loopback#address(int, int)}. */
    public static SmtpSinkBuilder on(InetAddress address) {
        return new SmtpSinkBuilder(address);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), port());
    }

    /** Where it listens: the number only. */
    public int port() {
        return listener.getLocalPort();
    }

    /** From now on every client meets this behaviour at the step. */
    public void at(Step step, Behaviour behaviour) {
        state.script.always(step, behaviour);
    }

    /** The next so many times the step comes, on whatever connection, it goes like this, and then as usual. */
    public void atFirst(int times, Step step, Behaviour behaviour) {
        state.script.first(times, step, behaviour);
    }

    /** From now on RCPT with this address, in any case, meets the behaviour. */
    public void atRecipient(String address, Behaviour behaviour) {
        state.script.recipient(address, behaviour);
    }

    /** The step goes as usual again. */
    public void asUsual(Step step) {
        state.script.forget(step);
    }

    /** Every step and every recipient goes as usual again. */
    public void asUsual() {
        state.script.forget();
    }

    /** The lines of the EHLO reply from now on; see {@link SmtpSinkBuilder#extensions}. */
    public void extensions(String... lines) {
        state.extensions(new Extensions(List.of(lines)));
    }

    /** {@link TlsSettings#none} takes STARTTLS away. Has no effect without an identity. */
    public void tls(TlsSettings settings) {
        state.tls(settings);
    }

    /** Shows this identity to every client from now on. */
    public void identity(Identity identity) {
        state.identities(List.of(identity), Map.of());
    }

    /** Staples this OCSP response to its certificate from now on, for clients that ask for it (RFC 6066 §8). */
    public void staple(byte[] ocspResponse) {
        state.staple(ocspResponse);
    }

    /** The messages accepted so far, in that order; none if it only counts. */
    public List<Received> messages() {
        return state.log.messages();
    }

    /**
     * Waits until so many messages were accepted since the start or {@link #forget}, and returns all of them.
     *
     * @throws AssertionError with what was there instead, if they do not come in time
     */
    public List<Received> awaitMessages(int count, Duration patience) {
        state.log.awaitMessages(count, patience);
        return messages();
    }

    /** The connections so far, open and closed, in their order; none if it only counts. */
    public List<SinkConnection> connections() {
        return state.log.connections();
    }

    /**
     * Waits until so many connections have come and none is open any more, and returns all of them.
     *
     * @throws AssertionError with what was there instead, if that does not happen in time
     */
    public List<SinkConnection> awaitConnections(int count, Duration patience) {
        state.log.awaitConnections(count, patience);
        return connections();
    }

    /** How much it has seen. */
    public Counts counts() {
        return state.log.counts();
    }

    /** Forgets messages, connections and counts; what is scripted stays. */
    public void forget() {
        state.log.forget();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                if (listener.isClosed()) {
                    // It came while close() was at work and may have been missed there.
                    socket.close();
                }
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException closed) {
                // The loop's condition decides whether this was the end.
            }
        }
    }

    private void serve(Socket socket) {
        var client = new InetSocketAddress(socket.getInetAddress(), socket.getPort());
        var connection = new SinkConnection(connectionNumbers.incrementAndGet(), client, state.log.keeps());
        state.log.opened(connection);
        try (socket) {
            socket.setTcpNoDelay(true);
            var wire = new Wire(socket, connection);
            new SmtpSession(state, connection, socket.getLocalAddress(), wire).run();
            hangUp(wire);
        } catch (IOException e) {
            connection.failed(e.getCause() == null ? e.toString() : e + ", because of " + e.getCause());
        } finally {
            sockets.remove(socket);
            state.log.closed();
        }
    }

    private static void hangUp(Wire wire) {
        try {
            wire.close();
        } catch (IOException clientIsGone) {
            // The conversation was over; nobody is left to hear the goodbye.
        }
    }

    /** Closes the socket and all connections and deletes large bodies; messages and counts can still be read. */
    @Override
    public void close() {
        state.closing.countDown();
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the server on " + address(), e);
        }
        state.spool.ifPresent(Spool::close);
    }
}
