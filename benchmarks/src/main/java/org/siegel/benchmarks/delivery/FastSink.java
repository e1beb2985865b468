package org.siegel.benchmarks.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.siegel.testing.pki.Identity;

/**
 * A mail server that costs as little as possible, so that what is measured is the other side: STARTTLS with TLS 1.3 by the
 * JDK (which resumes sessions for clients that want it), counts mails and drops them. Refuses recipients whose address begins
 * with {@code later}, for now.
 */
final class FastSink implements AutoCloseable {

    private static final int BACKLOG = 512;
    private static final String OFFER = """
            250-sink.test\r
            250-PIPELINING\r
            250-SIZE 104857600\r
            250-8BITMIME\r
            250-ENHANCEDSTATUSCODES\r
            250-CHUNKING\r
            """;

    private final ServerSocket listener;
    private final SSLContext tls;
    private final LongConsumer arrived;
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong inClear = new AtomicLong();

    /**
     * Starts.
     *
     * @param arrived gets the number of each mail, from its Message-ID, when it has been accepted
     */
    FastSink(InetAddress address, int port, Identity identity, LongConsumer arrived) {
        this.tls = identity.serverContext();
        this.arrived = arrived;
        try {
            listener = new ServerSocket();
            listener.bind(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + " of " + address, e);
        }
        Thread.ofPlatform().daemon().name("sink").start(this::accept);
    }

    /** Connections so far. */
    long connections() {
        return connections.get();
    }

    /** Mails that came without TLS. */
    long inClear() {
        return inClear.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException _closed) {
                // the loop's condition decides
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new Session(socket).run();
        } catch (IOException _clientGone) {
            // what it had sent completely is counted
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private final class Session {
        private Socket socket;
        private Octets in;
        private OutputStream out;
        private boolean isSecure;

        Session(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new Octets(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        void run() throws IOException {
            StringBuilder replies = new StringBuilder("220 sink.test ESMTP\r\n");
            while (true) {
                if (!in.hasMore()) {
                    say(replies);
                }
                String line = in.line();
                if (line.isEmpty()) {
                    return;
                }
                String verb = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EHLO" -> replies.append(OFFER).append(isSecure ? "250 DSN\r\n" : "250 STARTTLS\r\n");
                    case "STAR" -> {
                        say(replies.append("220 2.0.0 go on\r\n"));
                        secure();
                    }
                    case "RCPT" ->
                        replies.append(
                                line.toLowerCase(Locale.ROOT).contains("<later")
                                        ? "451 4.3.0 later\r\n"
                                        : "250 2.1.5 ok\r\n");
                    case "DATA" -> {
                        say(replies.append("354 go on\r\n"));
                        received(in.skipMessage());
                        replies.append("250 2.0.0 queued\r\n");
                    }
                    case "BDAT" -> {
                        String[] words = line.split(" ", -1);
                        long number = in.skip(Long.parseLong(words[1]));
                        if (words.length > 2) {
                            received(number);
                        }
                        replies.append("250 2.0.0 ok\r\n");
                    }
                    case "QUIT" -> {
                        say(replies.append("221 2.0.0 bye\r\n"));
                        return;
                    }
                    default -> replies.append("250 2.0.0 ok\r\n");
                }
            }
        }

        private void received(long number) {
            if (!isSecure) {
                inClear.incrementAndGet();
            }
            arrived.accept(number);
        }

        private void say(StringBuilder replies) throws IOException {
            out.write(replies.toString().getBytes(StandardCharsets.US_ASCII));
            out.flush();
            replies.setLength(0);
        }

        private void secure() throws IOException {
            SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, "client.test", 0, true);
            secured.setUseClientMode(false);
            secured.setEnabledProtocols(new String[] {"TLSv1.3"});
            secured.startHandshake();
            socket = secured;
            in = new Octets(secured.getInputStream());
            out = secured.getOutputStream();
            isSecure = true;
        }
    }
}
