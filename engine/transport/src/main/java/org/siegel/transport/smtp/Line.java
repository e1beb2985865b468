package org.siegel.transport.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The connection of one conversation: writes commands, reads replies, keeps time, and is cut as soon as anything goes
 * wrong. Used by one thread; only the alarm comes from another.
 */
final class Line {

    /** A server that closes in the middle of our words has often said why. It has said it already. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Wire wire;
    private final OutputStream out;
    private final ReplyReader replies;
    private final SmtpTimeouts timeouts;
    private final Alarms alarms;
    private volatile boolean late;
    private boolean over;

    Line(Wire wire, SmtpTimeouts timeouts, Alarms alarms) {
        this.wire = wire;
        this.out = wire.out();
        this.replies = new ReplyReader(wire.in());
        this.timeouts = timeouts;
        this.alarms = alarms;
    }

    SmtpTimeouts timeouts() {
        return timeouts;
    }

    boolean isOver() {
        return over || late;
    }

    /** Sends one command and waits for its reply. */
    SmtpReply ask(Stage stage, String command) throws Broken {
        say(stage, command + "\r\n");
        return hear(stage);
    }

    /** Sends one or more whole commands, to each of which a reply will be heard. */
    void say(Stage stage, String commands) throws Broken {
        refuseUnaskedSpeech(stage);
        byte[] octets = commands.getBytes(StandardCharsets.UTF_8);
        put(stage, octets, octets.length);
    }

    /** Sends a piece of the message. */
    void send(Stage stage, byte[] octets, int count) throws Broken {
        // A reply before the dot can only be a refusal; a "250" read here would confirm a mail not yet transferred.
        refuseUnaskedSpeech(Stage.CONTENT);
        put(stage, octets, count);
    }

    /** Waits for one reply. */
    SmtpReply hear(Stage stage) throws Broken {
        SmtpReply reply = timed(stage, timeouts.forReplyTo(stage), replies::next);
        if (reply.isClosing()) {
            throw broken(Failed.because(stage, FailureKind.REFUSED, reply));
        }
        return reply;
    }

    /** Whether octets have arrived that belong to no reply we asked for. Does not wait. */
    boolean hasUnaskedOctets(Stage stage) throws Broken {
        try {
            return replies.hasUnread();
        } catch (IOException e) {
            throw broken(Failed.because(stage, late ? FailureKind.TIMEOUT : FailureKind.CONNECTION_LOST));
        }
    }

    /** Keeps time for a whole sequence of steps. */
    Deadline within(Duration budget) {
        return Deadline.arm(alarms, budget, this::ring);
    }

    /** Cuts the connection and says why. */
    Broken broken(Failed failed) {
        cut();
        return new Broken(failed);
    }

    void cut() {
        over = true;
        wire.abort();
    }

    /** Says good-bye, waits for the answer (RFC 5321 §4.1.1.10) and closes, all within the time for QUIT. */
    void quit() {
        over = true;
        try {
            Deadline deadline = within(timeouts.quit());
            try {
                out.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                replies.next();
                wire.close();
            } finally {
                deadline.close();
            }
        } catch (IOException | RuntimeException farewellFailed) {
            // Every result is known by now; how the connection ends changes none.
        } finally {
            wire.abort();
        }
    }

    private void put(Stage stage, byte[] octets, int count) throws Broken {
        timed(stage, timeouts.block(), () -> {
            try {
                out.write(octets, 0, count);
                out.flush();
            } catch (IOException e) {
                throw late ? e : new WriteFailed(e);
            }
            return count;
        });
    }

    private void refuseUnaskedSpeech(Stage stage) throws Broken {
        if (hasUnaskedOctets(stage)) {
            SmtpReply reply = timed(stage, timeouts.block(), replies::next);
            boolean isRefusal = reply.isClosing() || (stage == Stage.CONTENT && reply.isNegative());
            throw broken(
                    isRefusal ? Failed.because(stage, FailureKind.REFUSED, reply) : Failed.unexpected(stage, reply));
        }
    }

    private <T> T timed(Stage stage, Duration budget, Io<T> io) throws Broken {
        if (over) {
            throw new Broken(Failed.because(stage, FailureKind.CONNECTION_LOST));
        }
        Deadline deadline = within(budget);
        try {
            return io.run();
        } catch (ReplyViolation violation) {
            throw broken(Failed.violation(stage, String.valueOf(violation.getMessage())));
        } catch (WriteFailed writeFailed) {
            throw broken(lastWords()
                    .map(reply -> Failed.because(stage, FailureKind.REFUSED, reply))
                    .orElseGet(() -> Failed.because(stage, FailureKind.CONNECTION_LOST)));
        } catch (IOException e) {
            throw broken(Failed.because(stage, late ? FailureKind.TIMEOUT : FailureKind.CONNECTION_LOST));
        } finally {
            deadline.close();
        }
    }

    private Optional<SmtpReply> lastWords() {
        Deadline deadline = within(LAST_WORDS);
        try {
            return Optional.of(replies.next()).filter(SmtpReply::isNegative);
        } catch (IOException nothingMore) {
            return Optional.empty();
        } finally {
            deadline.close();
        }
    }

    private void ring() {
        late = true;
        wire.abort();
    }

    private interface Io<T> {
        T run() throws IOException;
    }

    /** The other side no longer takes what we write. */
    private static final class WriteFailed extends IOException {
        WriteFailed(IOException cause) {
            super(cause);
        }
    }
}
