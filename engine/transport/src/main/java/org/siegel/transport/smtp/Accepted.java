package org.siegel.transport.smtp;

/**
 * The server has taken responsibility for the mail (RFC 5321 §4.2.5).
 *
 * @param reply to the end of the message, positive
 */
public record Accepted(SmtpReply reply) implements Outcome {

    @Override
    public String describe() {
        return "The receiving server accepted the message: " + reply.text();
    }
}
