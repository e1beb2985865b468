package org.siegel.transport.smtp;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One conversation with one server, for one thread at a time: {@link #hello}, perhaps {@link #startTls} and
 * {@link #secured} and {@code hello} again, any number of {@link #transmit}, {@link #close}.
 *
 * <p>Calls in another order are the caller's mistake and throw {@link IllegalStateException}.
 */
public final class SmtpConversation implements AutoCloseable {

    private enum Phase {
        /** Connected; the greeting is yet to come. */
        SILENT,
        /** Inside TLS after STARTTLS: no second greeting. */
        SECURED,
        READY,
        /** The server did not want us. */
        UNWELCOME,
        HANDSHAKE_DUE,
        /** The connection belongs to the conversation inside TLS. */
        HANDED_OVER,
        CLOSED
    }

    /** The codes of success of the greeting and STARTTLS, and of EHLO and HELO (RFC 5321 §4.3.2, RFC 3207 §4). */
    private static final int SERVICE_READY = 220;

    private static final int DONE = 250;
    private static final int AUTHENTICATED = 235;

    private final SmtpClient client;
    private final Line line;
    private final boolean encrypted;
    private Phase phase;
    private Capabilities capabilities = Capabilities.none();
    private boolean leftOpen;

    private SmtpConversation(SmtpClient client, Wire wire, boolean encrypted, Phase phase) {
        this.client = client;
        this.line = new Line(wire, client.timeouts(), client.alarms());
        this.encrypted = encrypted;
        this.phase = phase;
    }

    static SmtpConversation begin(SmtpClient client, Wire wire, boolean encrypted) {
        return new SmtpConversation(client, wire, encrypted, Phase.SILENT);
    }

    /** Waits for the greeting, if one is due, and introduces us. */
    public Hello hello(Introduction introduction) {
        require(phase == Phase.SILENT || phase == Phase.SECURED, "hello");
        Hello hello;
        try {
            hello = phase == Phase.SILENT ? greetingThenEhlo(introduction) : ehlo(introduction);
        } catch (Broken broken) {
            hello = broken.failed();
        }
        phase = hello instanceof Hello.Welcome ? Phase.READY : Phase.UNWELCOME;
        return hello;
    }

    /** What the server offers, as of the last {@link #hello}; nothing before. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /**
     * Asks for TLS. After {@link StartTls.HandshakeDue} the caller does the handshake on the streams of the wire and goes
     * on with {@link #secured}. If the server does not offer TLS or declines it, this conversation is still
     * {@linkplain #isUsable() usable}, in clear.
     */
    public StartTls startTls() {
        require(phase == Phase.READY && !encrypted, "startTls");
        if (!capabilities.offers(Extension.STARTTLS)) {
            return Failed.because(Stage.STARTTLS, FailureKind.STARTTLS_NOT_OFFERED);
        }
        try {
            return askForTls();
        } catch (Broken broken) {
            return broken.failed();
        }
    }

    /**
     * The same connection inside TLS. Nothing learned in clear is carried over (RFC 3207 §4); {@link #hello} comes next.
     * From now on the new conversation closes the connection, and closing this one does nothing.
     *
     * @param tls streams over the same connection, handshake done and judged good enough
     */
    public SmtpConversation secured(Wire tls) {
        require(phase == Phase.HANDSHAKE_DUE, "secured");
        phase = Phase.HANDED_OVER;
        return new SmtpConversation(client, tls, true, Phase.SECURED);
    }

    /**
     * Proves who we are (RFC 4954 §4), by PLAIN or, if the server has only that, LOGIN. Only inside TLS, after the server has
     * been judged: both tell it the password.
     *
     * @return what went wrong; the connection may be usable still
     */
    public Optional<Failed> authenticate(Login login) {
        require(phase == Phase.READY && encrypted, "authenticate");
        List<String> mechanisms = capabilities.parameters(Extension.AUTH);
        try {
            SmtpReply reply;
            if (mechanisms.contains("PLAIN")) {
                reply = line.ask(Stage.AUTH, "AUTH PLAIN " + login.plain());
            } else if (mechanisms.contains("LOGIN")) {
                reply = line.ask(Stage.AUTH, "AUTH LOGIN");
                if (reply.isIntermediate()) {
                    reply = line.ask(Stage.AUTH, Login.encoded(login.user()));
                }
                if (reply.isIntermediate()) {
                    reply = line.ask(Stage.AUTH, Login.encoded(login.password()));
                }
            } else {
                return Optional.of(Failed.violation(Stage.AUTH, "offers neither AUTH PLAIN nor AUTH LOGIN"));
            }
            if (reply.isNegative()) {
                return Optional.of(Failed.because(Stage.AUTH, FailureKind.REFUSED, reply));
            }
            return reply.code() == AUTHENTICATED
                    ? Optional.empty()
                    : Optional.of(
                            line.broken(Failed.unexpected(Stage.AUTH, reply)).failed());
        } catch (Broken broken) {
            return Optional.of(broken.failed());
        }
    }

    /**
     * Sends one mail. Whatever the server does is in the results; afterwards {@link #isUsable()} tells whether the
     * connection can carry another.
     *
     * @throws IOException only if the message cannot be read, or is no longer what was examined: nothing was accepted
     */
    public Transmission transmit(Envelope envelope, OutgoingMessage message) throws IOException {
        require(phase == Phase.READY, "transmit");
        Optional<Failed> stuck = leftOpen ? reset() : Optional.empty();
        if (stuck.isPresent()) {
            return same(envelope, stuck.get());
        }
        var server = new Preflight(capabilities, encrypted, client.longLines());
        if (!server.needsSevenBit(message.facts())) {
            return transmit(server, envelope, message, false);
        }
        return switch (message.narrowed()) {
            case OutgoingMessage.Narrowed.To(var narrowed) -> transmit(server, envelope, narrowed, true);
            case OutgoingMessage.Narrowed.Not(var why) -> same(envelope, Preflight.notEncodable(why));
        };
    }

    private Transmission transmit(Preflight server, Envelope envelope, OutgoingMessage message, boolean isEncoded)
            throws IOException {
        var transaction = new Transaction(line, server, envelope, message.facts());
        var results = transaction.run(message.source());
        leftOpen = transaction.isLeftOpen();
        return new Transmission(results, server.offers(Extension.DSN), isEncoded);
    }

    private static Transmission same(Envelope envelope, Outcome outcome) {
        var tally = new Tally(envelope.recipients());
        tally.decideRest(outcome);
        return new Transmission(tally.results(), false, false);
    }

    /**
     * Clears the server's state, and finds out whether a kept connection is still alive.
     *
     * @return what went wrong; then the connection is not usable
     */
    public Optional<Failed> reset() {
        require(phase == Phase.READY, "reset");
        try {
            SmtpReply reply = line.ask(Stage.RESET, "RSET");
            if (!reply.isPositive()) {
                throw line.broken(Failed.unexpected(Stage.RESET, reply));
            }
            leftOpen = false;
            return Optional.empty();
        } catch (Broken broken) {
            return Optional.of(broken.failed());
        }
    }

    /** Whether the connection can carry a mail, as far as is known without asking the server. */
    public boolean isUsable() {
        return phase == Phase.READY && !line.isOver();
    }

    /** Says QUIT where that is possible and closes the connection; never throws, and takes no longer than QUIT may. */
    @Override
    public void close() {
        Phase last = phase;
        phase = last == Phase.HANDED_OVER ? last : Phase.CLOSED;
        switch (last) {
            case READY, UNWELCOME -> leave();
            case SILENT, SECURED, HANDSHAKE_DUE -> line.cut();
            case HANDED_OVER, CLOSED -> {}
        }
    }

    private void leave() {
        if (line.isOver()) {
            line.cut();
        } else {
            line.quit();
        }
    }

    private Hello greetingThenEhlo(Introduction introduction) throws Broken {
        SmtpReply greeting = line.hear(Stage.GREETING);
        return greeting.code() == SERVICE_READY ? ehlo(introduction) : turnedAway(Stage.GREETING, greeting);
    }

    private Hello ehlo(Introduction introduction) throws Broken {
        SmtpReply reply = line.ask(Stage.EHLO, "EHLO " + client.heloName());
        // Exactly this code: a server that greets a second time inside TLS must not be taken for one without
        // extensions.
        if (reply.code() == DONE) {
            capabilities = Capabilities.of(reply);
            return new Hello.Welcome(capabilities);
        }
        if (reply.isPermanent() && introduction == Introduction.HELO_IF_NEEDED) {
            SmtpReply second = line.ask(Stage.EHLO, "HELO " + client.heloName());
            return second.code() == DONE ? new Hello.Welcome(capabilities) : turnedAway(Stage.EHLO, second);
        }
        return turnedAway(Stage.EHLO, reply);
    }

    private Failed turnedAway(Stage stage, SmtpReply reply) throws Broken {
        if (!reply.isNegative()) {
            throw line.broken(Failed.unexpected(stage, reply));
        }
        return Failed.because(stage, FailureKind.REFUSED, reply);
    }

    private StartTls askForTls() throws Broken {
        SmtpReply reply = line.ask(Stage.STARTTLS, "STARTTLS");
        if (reply.isNegative()) {
            return Failed.because(Stage.STARTTLS, FailureKind.STARTTLS_REFUSED, reply);
        }
        if (reply.code() != SERVICE_READY) {
            throw line.broken(Failed.unexpected(Stage.STARTTLS, reply));
        }
        // A TLS server never speaks first. Whatever has come behind the consent was written in clear, by whomever, to
        // be read as if it had come inside TLS (the class of CVE-2011-0411; RFC 3207 §6). What comes later runs into
        // the handshake and breaks it.
        if (line.hasUnaskedOctets(Stage.STARTTLS)) {
            throw line.broken(Failed.because(Stage.STARTTLS, FailureKind.PLAINTEXT_INJECTED));
        }
        phase = Phase.HANDSHAKE_DUE;
        return new StartTls.HandshakeDue();
    }

    private void require(boolean condition, String call) {
        if (!condition) {
            throw new IllegalStateException("SmtpConversation." + call + " does not belong here: it is "
                    + phase.name().toLowerCase(Locale.ROOT) + (encrypted ? ", inside TLS" : ""));
        }
    }
}
