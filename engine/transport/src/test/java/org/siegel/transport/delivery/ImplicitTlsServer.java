package org.siegel.transport.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.siegel.testing.pki.Identity;

/** Takes mails over TLS from the first octet (RFC 8314 §3.3), by the JDK's TLS. */
record ImplicitTlsServer(ServerSocket listener) implements AutoCloseable {

    static ImplicitTlsServer at(InetAddress address, Identity identity) throws IOException {
        ServerSocket listener =
                identity.serverContext().getServerSocketFactory().createServerSocket(0, 10, address);
        ImplicitTlsServer server = new ImplicitTlsServer(listener);
        Thread.startVirtualThread(server::accept);
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.startVirtualThread(() -> serve(socket));
            }
        } catch (IOException _closed) {
            // the test is over
        }
    }

    private static void serve(Socket socket) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                var out = socket.getOutputStream();
                Writer writer = new OutputStreamWriter(out, StandardCharsets.US_ASCII)) {
            String reply = "220 relay";
            boolean isMessage = false;
            while (true) {
                if (!reply.isEmpty()) {
                    writer.write(reply + "\r\n");
                    writer.flush();
                }
                String line = in.readLine();
                if (line == null) {
                    return;
                }
                isMessage = isMessage && !line.equals(".");
                reply = isMessage ? "" : line.equals("DATA") ? "354 go on" : "250 ok";
                isMessage |= line.equals("DATA");
            }
        } catch (IOException _clientGone) {
            // nothing is left to do
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
