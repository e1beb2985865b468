package org.siegel.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import org.siegel.testing.Loopback;

/** The organisation's mail server as the gateway sees it: one connection that hands over mail after mail. */
public final class Submission implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;
    private static final byte[] CRLF = {'\r', '\n'};

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private Submission(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream());
    }

    public static Submission to(int port) throws IOException {
        Socket socket = new Socket(Loopback.address(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true); // as mail servers do; a message is more than one write
        Submission submission = new Submission(socket);
        submission.expect("220", submission.reply());
        submission.expect("250", submission.say("EHLO mail.organisation.test"));
        return submission;
    }

    /**
     * Hands one mail over.
     *
     * @param sender empty for the null sender
     * @param message lines may end with LF; sent with CRLF, dots stuffed (RFC 5321 §4.5.2)
     */
    public void send(String sender, List<String> recipients, byte[] message) throws IOException {
        send(sender, recipients, List.of(), message);
    }

    /** The same with parameters for each recipient, such as {@code NOTIFY=SUCCESS}. */
    void send(String sender, List<String> recipients, List<String> parameters, byte[] message) throws IOException {
        expect("250", say("MAIL FROM:<" + sender + ">"));
        for (String recipient : recipients) {
            expect("250", say(("RCPT TO:<" + recipient + "> " + String.join(" ", parameters)).strip()));
        }
        expect("354", say("DATA"));
        data(message);
        expect("250", say("."));
    }

    /** Says a line and returns the reply's last line. */
    String say(String line) throws IOException {
        out.write((line + "\r\n").getBytes(ISO_8859_1));
        out.flush();
        return reply();
    }

    private void data(byte[] message) throws IOException {
        int start = 0;
        while (start < message.length) {
            int end = start;
            while (end < message.length && message[end] != '\n') {
                end++;
            }
            int length = end > start && message[end - 1] == '\r' ? end - 1 - start : end - start;
            if (length > 0 && message[start] == '.') {
                out.write('.');
            }
            out.write(message, start, length);
            out.write(CRLF);
            start = end + 1;
        }
    }

    private String reply() throws IOException {
        while (true) {
            StringBuilder line = new StringBuilder();
            int next = in.read();
            while (next >= 0 && next != '\n') {
                line.append((char) next);
                next = in.read();
            }
            if (next < 0) {
                throw new IOException("the gateway hung up");
            }
            if (line.length() < 4 || line.charAt(3) != '-') {
                return line.toString().strip();
            }
        }
    }

    private void expect(String code, String reply) throws IOException {
        if (!reply.startsWith(code)) {
            throw new IOException("the gateway said '" + reply + "' where " + code + " was expected");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
