package org.siegel.testing.smtp;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers on one connection: as usual, or as the script has it. */
final class Replies {
    /** What became of a command. */
    enum Outcome {
        DONE,
        REFUSED,
        /** The connection is over. */
        ENDED
    }

    /** What a command does when it is carried out. */
    interface Effect {
        Effect NONE = () -> {};

        void run() throws IOException;
    }

    private static final String FILLER = "x".repeat(1022);

    private final Wire wire;
    private final CountDownLatch closing;

    /** Pauses end when the server closes. */
    Replies(Wire wire, CountDownLatch closing) {
        this.wire = wire;
        this.closing = closing;
    }

    Outcome perform(Optional<Behaviour> behaviour, int code, String text, Effect effect) throws IOException {
        if (behaviour.isEmpty()) {
            effect.run();
            send(code, text);
            return Outcome.DONE;
        }
        return switch (behaviour.get()) {
            case Behaviour.Reply(int other, var otherText) -> {
                boolean carriedOut = other / 100 == code / 100;
                if (carriedOut) {
                    effect.run();
                }
                send(other, otherText);
                yield carriedOut ? Outcome.DONE : Outcome.REFUSED;
            }
            case Behaviour.Goodbye(int other, var otherText) -> {
                send(other, otherText);
                wire.flush();
                yield Outcome.ENDED;
            }
            case Behaviour.Raw(var characters) -> {
                wire.write(characters);
                wire.flush();
                yield Outcome.REFUSED;
            }
            case Behaviour.Hang() -> hang();
            case Behaviour.Close() -> Outcome.ENDED;
            case Behaviour.LoseReply() -> {
                effect.run();
                yield Outcome.ENDED;
            }
            case Behaviour.Late(var delay) -> {
                wire.flush();
                pause(delay);
                yield done(code, text, effect);
            }
            case Behaviour.Drip(var pause) -> {
                effect.run();
                drip(format(code, text), pause);
                yield Outcome.DONE;
            }
            case Behaviour.EndlessReply(long bytes) -> {
                flood(bytes, code + "-" + FILLER.substring(6) + "\r\n");
                yield done(code, text, effect);
            }
            case Behaviour.EndlessLine(long bytes) -> {
                wire.write(code + "-");
                flood(bytes, FILLER);
                wire.write("\r\n");
                yield done(code, text, effect);
            }
            case Behaviour.Inject(var characters) -> {
                effect.run();
                wire.write(format(code, text) + characters);
                yield Outcome.DONE;
            }
        };
    }

    private Outcome done(int code, String text, Effect effect) throws IOException {
        return perform(Optional.empty(), code, text, effect);
    }

    void send(int code, String text) throws IOException {
        wire.write(format(code, text));
    }

    private static String format(int code, String text) {
        var formatted = new StringBuilder();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            formatted
                    .append(code)
                    .append(i < lines.length - 1 ? '-' : ' ')
                    .append(lines[i])
                    .append("\r\n");
        }
        return formatted.toString();
    }

    private Outcome hang() throws IOException {
        wire.flush();
        while (wire.read() >= 0) {
            // Whatever the client says, it gets no answer.
        }
        return Outcome.ENDED;
    }

    private void drip(String reply, Duration pause) throws IOException {
        for (int i = 0; i < reply.length(); i++) {
            wire.write(reply.substring(i, i + 1));
            wire.flush();
            pause(pause);
        }
    }

    private void flood(long bytes, String piece) throws IOException {
        for (long sent = 0; sent < bytes; sent += piece.length()) {
            wire.write(piece);
        }
    }

    private void pause(Duration duration) throws IOException {
        try {
            if (!duration.isZero() && closing.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("the server closes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server closes", e);
        }
    }
}
