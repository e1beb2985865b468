package org.siegel.testing.smtp;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bouncycastle.tls.TlsServerProtocol;

/** The bytes of one connection, in clear at first. What comes in clear is noted. */
final class Wire {
    private static final int BUFFER = 16384;
    private static final int LONGEST_LINE = 65536;
    /** The content type of a handshake record (RFC 8446 §5.1). */
    private static final int TLS_HANDSHAKE = 22;

    private final Socket socket;
    private final SinkConnection connection;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private boolean encrypted;
    private InputStream in;
    private OutputStream out;

    Wire(Socket socket, SinkConnection connection) throws IOException {
        this.socket = socket;
        this.connection = connection;
        this.in = socket.getInputStream();
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /** The next byte, or -1 at the end of the stream. */
    int read() throws IOException {
        return position < limit || fill() ? buffer[position++] & 0xff : -1;
    }

    /** Whoever pipelines gets all replies at once, before the next wait (RFC 2920 §3.2). */
    private boolean fill() throws IOException {
        out.flush();
        int length = in.read(buffer);
        if (length < 0) {
            return false;
        }
        if (!encrypted) {
            connection.clear(buffer, 0, length);
        }
        position = 0;
        limit = length;
        return true;
    }

    /** A line without its CRLF or LF; empty at the end of the stream. */
    Optional<String> readLine() throws IOException {
        var line = new StringBuilder();
        for (int b = read(); b != '\n'; b = read()) {
            if (b < 0) {
                return Optional.empty();
            }
            if (line.length() == LONGEST_LINE) {
                throw new ProtocolException("a command line of more than " + LONGEST_LINE + " bytes");
            }
            line.append((char) b);
        }
        int end = line.length();
        line.setLength(end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
        return Optional.of(decode(line.toString()));
    }

    /** Commands are ASCII, or UTF-8 with SMTPUTF8 (RFC 6531 §3.3). */
    private static String decode(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Copies so many bytes; fails if the stream ends before. */
    void copy(long length, OutputStream target) throws IOException {
        for (long left = length; left > 0; ) {
            if (position == limit && !fill()) {
                throw new EOFException("the client left within a chunk");
            }
            int part = (int) Math.min(left, limit - position);
            target.write(buffer, position, part);
            position += part;
            left -= part;
        }
    }

    void write(String characters) throws IOException {
        out.write(characters.getBytes(StandardCharsets.ISO_8859_1));
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Drops what came in clear before its time (RFC 3207 §4.2) and waits for the client's handshake. */
    void startTls(SinkTlsServer server) throws IOException {
        out.flush();
        position = limit;
        var raw = new PushbackInputStream(in);
        int first = raw.read();
        if (first < 0) {
            throw new EOFException("the client left instead of starting the handshake");
        }
        raw.unread(first);
        if (first != TLS_HANDSHAKE) {
            in = raw;
            fill();
            throw new ProtocolException("the client went on in clear after STARTTLS");
        }
        var protocol = new TlsServerProtocol(raw, socket.getOutputStream());
        protocol.accept(server);
        encrypted = true;
        in = protocol.getInputStream();
        out = new BufferedOutputStream(protocol.getOutputStream(), BUFFER);
    }

    /** Says goodbye within TLS, if there is any, and closes the socket. */
    void close() throws IOException {
        try (socket) {
            out.close();
        }
    }
}
