package org.siegel.transport.delivery;

import org.siegel.transport.smtp.SmtpConversation;

/** What came of opening a connection to one address of a mail server. */
sealed interface OpenResult {

    /** Both sides are ready for mail, and the connection is judged. */
    record Open(SmtpConversation conversation, ConnectionFacts facts) implements OpenResult {}

    /** TLS was begun and failed: with this offer there is no TLS. Another offer needs a new connection. */
    record NoHandshake(String reason) implements OpenResult {}

    /** No conversation came about. */
    record Unavailable(String reason) implements OpenResult {}
}
