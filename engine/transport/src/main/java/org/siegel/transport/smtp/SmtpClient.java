package org.siegel.transport.smtp;

import java.time.Duration;
import java.util.Optional;

/**
 * How we speak SMTP, the same for every connection.
 *
 * @param heloName what we call ourselves in EHLO: our host name, or an address literal (RFC 5321 §4.1.3)
 * @param alarms cuts connections whose time is up; the caller closes it after the last conversation
 */
public record SmtpClient(String heloName, SmtpTimeouts timeouts, LongLines longLines, Alarms alarms) {

    public SmtpClient {
        if (!MailboxSyntax.isDomain(heloName)) {
            throw new IllegalArgumentException("EHLO needs a host name or an address literal such as [192.0.2.1], not "
                    + MailboxSyntax.quoted(heloName));
        }
    }

    /** The same, but for what is given. */
    public SmtpClient as(Optional<String> otherName, Optional<Duration> otherTimeout) {
        return new SmtpClient(
                otherName.orElse(heloName),
                otherTimeout.map(SmtpTimeouts::allOf).orElse(timeouts),
                longLines,
                alarms);
    }

    /**
     * Begins a conversation in clear, which may turn to TLS by STARTTLS.
     *
     * @param wire just connected; the conversation closes it
     */
    public SmtpConversation over(Wire wire) {
        return SmtpConversation.begin(this, wire, false);
    }

    /**
     * Begins a conversation on a connection that has been inside TLS from its first octet (RFC 8314: port 465).
     *
     * @param wire handshake done, and judged good enough; the conversation closes it
     */
    public SmtpConversation overTls(Wire wire) {
        return SmtpConversation.begin(this, wire, true);
    }
}
