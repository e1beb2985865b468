package org.siegel.transport.mtasts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.Identity;

/** A web server on loopback that answers every request with what it was told to, well-formed or not. */
public final class PolicyServer implements AutoCloseable {

    /** Writes an answer; may write for ever, the client will end it. */
    @FunctionalInterface
    public interface Answer {
        void to(OutputStream out) throws IOException;
    }

    private final SSLServerSocket socket;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Answer answer = out -> {};

    private PolicyServer(SSLServerSocket socket) {
        this.socket = socket;
    }

    /** Shows that identity at 127.0.0.1 and a port of its own. */
    public static PolicyServer showing(Identity identity, String... protocols) {
        try {
            SSLServerSocket socket = (SSLServerSocket)
                    identity.serverContext().getServerSocketFactory().createServerSocket(0, 50, Loopback.address());
            if (protocols.length > 0) {
                socket.setEnabledProtocols(protocols);
            }
            PolicyServer server = new PolicyServer(socket);
            Thread.ofVirtual().start(server::serve);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** From now on it answers so. */
    public PolicyServer answering(Answer newAnswer) {
        answer = newAnswer;
        return this;
    }

    /** From now on it answers with these bytes, and closes. */
    public PolicyServer answering(String... lines) {
        byte[] bytes = String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
        return answering(out -> out.write(bytes));
    }

    /** From now on it publishes that policy. */
    public PolicyServer publishing(String policy) {
        return answering(
                "HTTP/1.1 200 OK",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Length: " + policy.length(),
                "",
                policy);
    }

    /** The heads of all requests. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                SSLSocket connection = (SSLSocket) socket.accept();
                Thread.ofVirtual().start(() -> answer(connection));
            } catch (IOException _closed) {
                return;
            }
        }
    }

    private void answer(SSLSocket connection) {
        try (connection) {
            var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            StringBuilder head = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
            }
            if (!head.isEmpty()) {
                requests.add(head.toString());
                answer.to(connection.getOutputStream());
            }
        } catch (IOException _clientLeft) {
            // It had enough.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
