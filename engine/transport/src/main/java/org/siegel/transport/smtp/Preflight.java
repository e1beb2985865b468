package org.siegel.transport.smtp;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a server can take a mail at all: known from what it offers and what the mail is, before the first command.
 *
 * @param capabilities of the last EHLO
 * @param encrypted whether that EHLO was spoken inside TLS
 */
record Preflight(Capabilities capabilities, boolean encrypted, LongLines longLines) {

    private static final long LONGEST_LINE = 998;

    /** What keeps the mail from all of its recipients. */
    Optional<Outcome> obstacle(Envelope envelope, MessageFacts facts) {
        if (facts.nul()) {
            return found(Obstacle.NUL, "The message contains an octet 0, which e-mail cannot carry.");
        }
        if (facts.longestLine() > LONGEST_LINE && longLines == LongLines.REFUSE) {
            return found(
                    Obstacle.LONG_LINE,
                    String.format(
                            Locale.ROOT,
                            "The message has a line of %,d octets, but e-mail allows 998. Its parts must be encoded in"
                                    + " shorter lines.",
                            facts.longestLine()));
        }
        OptionalLong limit = capabilities.sizeLimit();
        if (limit.isPresent() && facts.octets() > limit.getAsLong()) {
            return found(
                    Obstacle.TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "The message has %,d octets, but the receiving server takes at most %,d.",
                            facts.octets(),
                            limit.getAsLong()));
        }
        return lackOfExtension(envelope, facts);
    }

    /** What keeps the mail from this recipient only. */
    Optional<Outcome> obstacle(Recipient recipient) {
        return recipient.mailbox().needsSmtpUtf8() && !offers(Extension.SMTPUTF8)
                ? found(
                        Obstacle.SMTPUTF8_MISSING,
                        "The recipient's address has characters beyond ASCII, which the receiving server does not"
                                + " support (SMTPUTF8).")
                : Optional.empty();
    }

    private Optional<Outcome> lackOfExtension(Envelope envelope, MessageFacts facts) {
        if (envelope.insistsOnTls() && !mayRequireTls()) {
            return found(
                    Obstacle.REQUIRETLS_MISSING,
                    "The message demands encryption on its whole way, which the receiving server does not promise"
                            + " (REQUIRETLS).");
        }
        boolean senderBeyondAscii =
                envelope.sender().filter(Mailbox::needsSmtpUtf8).isPresent();
        if ((senderBeyondAscii || facts.eightBitHeader()) && !offers(Extension.SMTPUTF8)) {
            return found(
                    Obstacle.SMTPUTF8_MISSING,
                    "The sender's address or the header of the message has characters beyond ASCII, which the"
                            + " receiving server does not support (SMTPUTF8).");
        }
        if (facts.eightBit() && !offers(Extension.EIGHT_BIT_MIME)) {
            return found(
                    Obstacle.EIGHT_BIT_MIME_MISSING,
                    "The message has 8-bit content, which the receiving server does not support (8BITMIME). Its parts"
                            + " must be encoded as quoted-printable or base64.");
        }
        return Optional.empty();
    }

    /** Whether the message must be encoded for this server, if nothing else is in the way. */
    boolean needsSevenBit(MessageFacts facts) {
        return facts.eightBit() && !facts.eightBitHeader() && !facts.nul() && !offers(Extension.EIGHT_BIT_MIME);
    }

    /** It must be encoded and cannot be. */
    static Outcome notEncodable(String why) {
        return Rejected.byUs(
                Obstacle.EIGHT_BIT_MIME_MISSING,
                "The message has 8-bit content, which the receiving server does not support (8BITMIME), and it cannot be"
                        + " encoded otherwise, because " + why + ".");
    }

    boolean offers(Extension extension) {
        return capabilities.offers(extension);
    }

    /** In clear anybody could have put the keyword there, so it counts only inside TLS (RFC 8689 §2). */
    boolean mayRequireTls() {
        return encrypted && offers(Extension.REQUIRETLS);
    }

    private static Optional<Outcome> found(Obstacle obstacle, String words) {
        return Optional.of(Rejected.byUs(obstacle, words));
    }
}
