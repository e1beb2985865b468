package org.siegel.testing.smtp;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happened on one connection so far. Thread-safe; it grows while the connection is open. */
public final class SinkConnection {
    private static final int KEPT_CLEARTEXT = 1 << 20;

    private final long number;
    private final InetSocketAddress client;
    private final boolean keeps;
    private final List<String> commands = new ArrayList<>();
    private final ByteArrayOutputStream cleartext = new ByteArrayOutputStream();
    private long cleartextSize;
    private Optional<TlsFacts> tls = Optional.empty();
    private Optional<String> failure = Optional.empty();

    /** Keeps neither commands nor cleartext if it only counts. */
    SinkConnection(long number, InetSocketAddress client, boolean keeps) {
        this.number = number;
        this.client = client;
        this.keeps = keeps;
    }

    /** Counted from 1, per server. */
    public long number() {
        return number;
    }

    /** Where the client connected from. */
    public InetSocketAddress client() {
        return client;
    }

    /** The command lines that came, in clear or not, in their order; an AUTH line without its secret. */
    public synchronized List<String> commands() {
        return List.copyOf(commands);
    }

    /** All that the client sent before TLS, or without it, one character per byte; the first MiB of it. */
    public synchronized String cleartext() {
        return cleartext.toString(StandardCharsets.ISO_8859_1);
    }

    /** How many bytes the client sent in clear. */
    public synchronized long cleartextSize() {
        return cleartextSize;
    }

    /** Empty if there was no complete handshake. */
    public synchronized Optional<TlsFacts> tls() {
        return tls;
    }

    /** Why the connection ended, if it was by an error such as a failed handshake or a reset. */
    public synchronized Optional<String> failure() {
        return failure;
    }

    synchronized void command(String line) {
        if (keeps) {
            commands.add(line);
        }
    }

    synchronized void clear(byte[] bytes, int offset, int length) {
        cleartextSize += length;
        if (keeps) {
            cleartext.write(bytes, offset, Math.min(length, KEPT_CLEARTEXT - cleartext.size()));
        }
    }

    synchronized void secured(TlsFacts facts) {
        tls = Optional.of(facts);
    }

    synchronized void failed(String reason) {
        failure = Optional.of(reason);
    }

    @Override
    public String toString() {
        return "connection " + number + " from " + client;
    }
}
