package org.siegel.transport.delivery;

import org.siegel.transport.smtp.SmtpConversation;

/** What came of opening a connection to one address of a mail server. */
sealed interface OpenResult {

    /** Both sides are ready for mail, and the connection is judged. */
    record Open(SmtpConversation conversation, ConnectionFacts facts) implements OpenResult {}

    /**
     * TLS was begun and failed: with this offer there is no TLS. Another offer needs a new connection.
     *
     * @param isHelloUnanswered whether the server answered our hello with no hello of its own
     */
    record NoHandshake(String reason, boolean isHelloUnanswered) implements OpenResult {}

    /**
     * No conversation came about.
     *
     * @param isHelloUnanswered whether TLS was begun, and the server did not answer our hello
     */
    record Unavailable(String reason, boolean isHelloUnanswered) implements OpenResult {

        /** It did not come as far as TLS. */
        Unavailable(String reason) {
            this(reason, false);
        }
    }

    /** Somebody slipped cleartext in behind the consent to STARTTLS (RFC 3207 §6). */
    record Injected(String reason) implements OpenResult {}

    /** Whether a shorter hello might do better. */
    default boolean isHelloUnanswered() {
        return switch (this) {
            case Open _open -> false;
            case Injected _injected -> false;
            case NoHandshake(var _reason, var isUnanswered) -> isUnanswered;
            case Unavailable(var _reason, var isUnanswered) -> isUnanswered;
        };
    }
}
