package org.siegel.transport.resolver;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocket;
import org.siegel.transport.smtp.Deadline;
import org.xbill.DNS.Message;

/** One connection, with any number of questions under way, which their identifiers tell apart. */
final class TlsSession {

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final int IDENTIFIERS = 1 << 16;

    private final SSLSocket socket;
    private final RandomGenerator random;
    private final ReentrantLock writing = new ReentrantLock();
    private final Map<Integer, CompletableFuture<Message>> waiting = new ConcurrentHashMap<>();
    private volatile boolean isGone;
    private volatile boolean hasAnswered;
    private volatile long heardAt = System.nanoTime();

    /** The connection ended before the answer came. */
    static final class Gone extends IOException {
        private static final long serialVersionUID = 1L;

        Gone(String why) {
            super(why);
        }
    }

    private TlsSession(SSLSocket socket, RandomGenerator random) {
        this.socket = socket;
        this.random = random;
    }

    /** Connects, and has seen the right certificate when it returns. Somebody must then {@link #read}. */
    static TlsSession to(ResolverAddress.Tls address, ResolverSettings settings) throws IOException {
        Duration timeout = settings.timeout();
        Socket plain = new Socket();
        try (Deadline deadline = Deadline.arm(settings.alarms(), timeout, () -> Streams.close(plain))) {
            try {
                plain.connect(address.socket(), (int) timeout.toMillis());
                plain.setTcpNoDelay(true);
                SSLSocket socket = (SSLSocket) NamedTrust.context(settings.trust(), address.name())
                        .getSocketFactory()
                        .createSocket(
                                plain, address.name().ascii(), address.socket().getPort(), true);
                socket.setSSLParameters(NamedTrust.parameters(address.name()));
                socket.startHandshake();
                Duration quiet = timeout.compareTo(IDLE) > 0 ? timeout : IDLE;
                socket.setSoTimeout((int) quiet.toMillis());
                return new TlsSession(socket, settings.random());
            } catch (IOException e) {
                Streams.close(plain);
                throw deadline.missed() ? new IOException("no answer within " + timeout.toMillis() + " ms", e) : e;
            }
        }
    }

    boolean isGone() {
        return isGone;
    }

    /** Whether it was good for something once. */
    boolean hasAnswered() {
        return hasAnswered;
    }

    Message ask(Message query, Duration timeout) throws IOException {
        CompletableFuture<Message> answer = new CompletableFuture<>();
        Message own = query.clone();
        own.getHeader().setID(register(answer));
        long begin = System.nanoTime();
        try {
            write(own.toWire());
            if (isGone) {
                throw new Gone("the connection ended"); // nobody reads any more
            }
            Message came = Answers.checked(own, answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
            hasAnswered = true;
            came.getHeader().setID(query.getHeader().getID());
            return came;
        } catch (TimeoutException e) {
            if (heardAt - begin < 0) {
                end(); // not one word meanwhile: it is not the question
            }
            throw new IOException("no answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new Gone("the connection ended: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            waiting.remove(own.getHeader().getID());
        }
    }

    private int register(CompletableFuture<Message> answer) {
        int id = random.nextInt(IDENTIFIERS);
        while (waiting.putIfAbsent(id, answer) != null) {
            id = random.nextInt(IDENTIFIERS);
        }
        return id;
    }

    private void write(byte[] message) throws IOException {
        writing.lock();
        try {
            Streams.write(socket.getOutputStream(), message);
        } catch (IOException e) {
            end();
            throw new Gone(String.valueOf(e.getMessage()));
        } finally {
            writing.unlock();
        }
    }

    /** Hands out answers until the connection ends or nothing has come for a while. */
    void read() {
        try {
            while (true) {
                Message answer = new Message(Streams.read(socket.getInputStream()));
                heardAt = System.nanoTime();
                CompletableFuture<Message> asked =
                        waiting.remove(answer.getHeader().getID());
                if (asked != null) {
                    asked.complete(answer);
                }
            }
        } catch (IOException e) {
            end();
            waiting.values().forEach(asked -> asked.completeExceptionally(e));
        }
    }

    private void end() {
        isGone = true;
        Streams.close(socket);
    }
}
