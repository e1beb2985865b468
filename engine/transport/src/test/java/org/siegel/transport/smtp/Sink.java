package org.siegel.transport.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A small real SMTP server on loopback that takes every mail, except where a test tells it to misbehave. */
final class Sink implements AutoCloseable {

    /** What the server does at a stage instead of its duty. */
    @FunctionalInterface
    interface Misdeed {
        void commit(Side side) throws IOException, InterruptedException;
    }

    static final Misdeed CLOSES = side -> side.socket.close();

    private final ServerSocket listener;
    private final List<String> extensions;
    private final Map<Stage, Misdeed> misdeeds = new ConcurrentHashMap<>();
    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    private Sink(List<String> extensions) {
        this.extensions = extensions;
        try {
            this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    static Sink offering(String... extensions) {
        return new Sink(List.of(extensions));
    }

    Sink at(Stage stage, Misdeed misdeed) {
        misdeeds.put(stage, misdeed);
        return this;
    }

    /** Never answers, reads nothing any more. */
    Misdeed hangs() {
        return side -> over.await();
    }

    static Misdeed says(String reply) {
        return side -> side.say(reply);
    }

    /** Answers commands that begin so in this way. */
    Sink replyingTo(String command, String reply) {
        replies.put(command, reply);
        return this;
    }

    Socket socket() {
        try {
            var socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
            sockets.add(socket);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Wire wire() {
        try {
            return SocketWire.plain(socket());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command lines, in their order. */
    List<String> heard() {
        return heard;
    }

    /** As they came over the wire, up to the final dot and without it, one character per octet. */
    List<String> messages() {
        return messages;
    }

    @Override
    public void close() throws IOException {
        over.countDown();
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> converse(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            new Side(socket, socket.getInputStream(), socket.getOutputStream()).converse(true);
        } catch (IOException | InterruptedException peerGone) {
            // The test looks at what the client made of it.
        }
    }

    /** The server's end of one connection. */
    final class Side {
        final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Side(Socket socket, InputStream in, OutputStream out) {
            this.socket = socket;
            this.in = new BufferedInputStream(in);
            this.out = out;
        }

        /** The same connection inside TLS. */
        Side within(InputStream tlsIn, OutputStream tlsOut) {
            return new Side(socket, tlsIn, tlsOut);
        }

        void say(String reply) throws IOException {
            write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        }

        void write(byte[] octets) throws IOException {
            out.write(octets);
            out.flush();
        }

        String hear() throws IOException {
            var line = new ByteArrayOutputStream();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    throw new EOFException();
                }
                line.write(octet);
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text + "<bare LF>";
        }

        /** @param greets whether the conversation begins here, and not inside TLS after STARTTLS */
        void converse(boolean greets) throws IOException, InterruptedException {
            if (greets) {
                doDuty(Stage.GREETING, "220 sink.test ESMTP");
            }
            while (!socket.isClosed()) {
                String command = hear();
                heard.add(command);
                obey(command);
            }
        }

        private void obey(String command) throws IOException, InterruptedException {
            switch (command.toUpperCase(Locale.ROOT).split("[ :]", 2)[0]) {
                case "EHLO" -> doDuty(Stage.EHLO, replyTo(command, ehlo()));
                case "HELO" -> say("250 sink.test");
                case "STARTTLS" -> doDuty(Stage.STARTTLS, replyTo(command, "454 4.7.0 no TLS here"));
                case "MAIL" -> doDuty(Stage.MAIL, replyTo(command, "250 2.1.0 sender ok"));
                case "RCPT" -> doDuty(Stage.RCPT, replyTo(command, "250 2.1.5 recipient ok"));
                case "DATA" -> data(replyTo(command, "354 go on"));
                case "BDAT" -> chunk(command);
                case "RSET" -> doDuty(Stage.RESET, replyTo(command, "250 2.0.0 cleared"));
                case "QUIT" -> {
                    say("221 2.0.0 bye");
                    socket.close();
                }
                default -> say("500 5.5.2 what?");
            }
        }

        private void data(String reply) throws IOException, InterruptedException {
            doDuty(Stage.DATA, reply);
            if (!reply.startsWith("354") || misdeeds.containsKey(Stage.DATA)) {
                return;
            }
            if (misdeeds.containsKey(Stage.CONTENT)) {
                misdeeds.get(Stage.CONTENT).commit(this);
                return;
            }
            var message = new StringBuilder();
            for (String line = hear(); !line.equals("."); line = hear()) {
                message.append(line).append("\r\n");
            }
            messages.add(message.toString());
            doDuty(Stage.END_OF_DATA, replyTo(".", "250 2.0.0 queued"));
        }

        private void chunk(String command) throws IOException, InterruptedException {
            String[] words = command.split(" ", -1);
            int size = Integer.parseInt(words[1]);
            byte[] octets = in.readNBytes(size);
            if (octets.length < size) {
                throw new EOFException();
            }
            messages.add(new String(octets, StandardCharsets.ISO_8859_1));
            doDuty(Stage.END_OF_DATA, replyTo("BDAT", "250 2.0.0 " + octets.length + " octets"));
        }

        private void doDuty(Stage stage, String reply) throws IOException, InterruptedException {
            Misdeed misdeed = misdeeds.get(stage);
            if (misdeed == null) {
                say(reply);
            } else {
                misdeed.commit(this);
            }
        }

        private String replyTo(String command, String usual) {
            return replies.entrySet().stream()
                    .filter(entry -> command.startsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(usual);
        }

        private String ehlo() {
            List<String> lines = new ArrayList<>(List.of("sink.test"));
            lines.addAll(extensions);
            var reply = new StringBuilder();
            for (int i = 0; i < lines.size(); i++) {
                boolean last = i == lines.size() - 1;
                reply.append(last ? "250 " : "250-").append(lines.get(i)).append(last ? "" : "\r\n");
            }
            return reply.toString();
        }
    }
}
