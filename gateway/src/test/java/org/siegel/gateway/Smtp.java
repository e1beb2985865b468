package org.siegel.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** One SMTP connection, seen from the other side. */
final class Smtp implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 30_000;

    private Socket socket;
    private BufferedReader in;

    private Smtp(Socket socket) throws IOException {
        attach(socket);
    }

    static Smtp connect(int port) throws IOException {
        return connect(port, 1);
    }

    /** From 127.0.0.{@code from}: all of 127/8 is this machine. */
    static Smtp connect(int port, int from) throws IOException {
        var smtp = new Smtp(new Socket(loopback(1), port, loopback(from), 0));
        assertThat(smtp.reply()).startsWith("220");
        return smtp;
    }

    /** Says the line and returns the whole reply, lines joined by a line feed. */
    String say(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return reply();
    }

    Smtp hello() throws IOException {
        assertThat(say("EHLO client.test")).startsWith("250");
        return this;
    }

    /** Returns the reply to the end of the data, or to the first command that was refused. */
    String send(String from, List<String> to, String message) throws IOException {
        var reply = say("MAIL FROM:<" + from + ">");
        for (var recipient : to) {
            reply = reply.startsWith("250") ? say("RCPT TO:<" + recipient + ">") : reply;
        }
        reply = reply.startsWith("250") ? say("DATA") : reply;
        return reply.startsWith("354") ? say(message + "\r\n.") : reply;
    }

    void startTls() throws Exception {
        assertThat(say("STARTTLS")).startsWith("220");
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsEverybody()}, new SecureRandom());
        var tls = (SSLSocket) context.getSocketFactory().createSocket(socket, "gateway.test", socket.getPort(), true);
        tls.startHandshake();
        attach(tls);
    }

    String authenticate(String user, String password) throws IOException {
        var secret = ("\0" + user + "\0" + password).getBytes(ISO_8859_1);
        return say("AUTH PLAIN " + Base64.getEncoder().encodeToString(secret));
    }

    private static InetAddress loopback(int last) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private void attach(Socket opened) throws IOException {
        socket = opened;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedReader(new InputStreamReader(opened.getInputStream(), ISO_8859_1));
    }

    private String reply() throws IOException {
        var text = new StringBuilder();
        while (true) {
            var line = in.readLine();
            if (line == null) {
                throw new IOException("The server hung up");
            }
            text.append(line).append('\n');
            if (line.length() < 4 || line.charAt(3) != '-') {
                return text.toString().strip();
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
