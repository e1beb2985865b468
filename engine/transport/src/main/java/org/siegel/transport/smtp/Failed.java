package org.siegel.transport.smtp;

import java.util.Optional;

/**
 * A conversation failed as a whole. That says something about the server or the way to it, nothing about the mail or
 * its recipients: another MX host, or the same one later, may do better.
 *
 * @param stage where
 * @param kind what
 * @param reply what the server said to it, if it said something
 * @param detail what exactly the server did wrong, completing "it ..."; else empty
 */
public record Failed(Stage stage, FailureKind kind, Optional<SmtpReply> reply, String detail)
        implements Outcome, Hello, StartTls {

    static Failed because(Stage stage, FailureKind kind) {
        return new Failed(stage, kind, Optional.empty(), "");
    }

    static Failed because(Stage stage, FailureKind kind, SmtpReply reply) {
        return new Failed(stage, kind, Optional.of(reply), "");
    }

    static Failed violation(Stage stage, String whatItDid) {
        return new Failed(stage, FailureKind.PROTOCOL_VIOLATION, Optional.empty(), whatItDid);
    }

    static Failed unexpected(Stage stage, SmtpReply reply) {
        return new Failed(
                stage, FailureKind.PROTOCOL_VIOLATION, Optional.of(reply), "answered out of turn: " + reply.text());
    }

    /** PERMANENT only if the server itself said so (5yz to the connection or to EHLO); else TRANSIENT. */
    public Permanence permanence() {
        return kind == FailureKind.REFUSED
                ? reply.map(Permanence::of).orElse(Permanence.TRANSIENT)
                : Permanence.TRANSIENT;
    }

    /** Whether the server may have accepted the mail all the same, so that sending it again may duplicate it. */
    public boolean mayHaveArrived() {
        return stage == Stage.END_OF_DATA;
    }

    @Override
    public String describe() {
        return what() + consequence();
    }

    private String what() {
        String said = reply.map(spoken -> ": " + spoken.text()).orElse(".");
        return switch (kind) {
            case CONNECTION_LOST -> "The connection to the receiving server was lost " + stage.moment() + ".";
            case TIMEOUT -> "The receiving server took too long " + stage.moment() + ".";
            case PROTOCOL_VIOLATION ->
                "The receiving server broke the rules of the mail protocol " + stage.moment() + ": it " + detail + ".";
            case PLAINTEXT_INJECTED ->
                "Unprotected text was slipped into the connection before encryption began (STARTTLS). This can be an"
                        + " attack, so the connection was given up.";
            case STARTTLS_NOT_OFFERED -> "The receiving server did not offer encryption (STARTTLS).";
            case STARTTLS_REFUSED -> "The receiving server offered encryption (STARTTLS) but then declined it" + said;
            case REFUSED -> "The receiving server turned us away " + stage.moment() + said;
        };
    }

    private String consequence() {
        return switch (stage) {
            case END_OF_DATA ->
                " It did not confirm the message, so nobody knows whether it was accepted; if it is sent again, it may"
                        + " arrive twice.";
            case CONTENT -> " The message was not sent completely and was not accepted.";
            case BEFORE_SENDING, GREETING, EHLO, STARTTLS, AUTH, RESET, MAIL, RCPT, DATA ->
                " The message itself was not sent.";
        };
    }
}
