package org.siegel.transport.smtp;

/**
 * An address as it stands between the angle brackets of MAIL FROM and RCPT TO (RFC 5321 §4.1.2, RFC 6531 §3.3). Its
 * syntax is checked, so that no address can end its command and begin another, or add parameters.
 *
 * @param address {@code local-part@domain}, at most 320 octets of UTF-8. Two dots in a row, or a dot at the
 *     edge of the local part, are accepted although no standard allows them: such addresses are in use
 */
public record Mailbox(String address) {

    public Mailbox {
        if (!MailboxSyntax.isMailbox(address)) {
            throw new IllegalArgumentException("This is no e-mail address that SMTP could carry: "
                    + MailboxSyntax.quoted(address) + "; expected local-part@domain");
        }
    }

    /** Whether only a server with SMTPUTF8 can take it (RFC 6531 §3.4). A domain can be written as A-labels instead. */
    public boolean needsSmtpUtf8() {
        return address.chars().anyMatch(c -> c > 0x7F);
    }

    @Override
    public String toString() {
        return address;
    }
}
