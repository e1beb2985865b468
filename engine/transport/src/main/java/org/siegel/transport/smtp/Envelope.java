package org.siegel.transport.smtp;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who sends a mail to whom, and what is demanded of its way.
 *
 * @param sender empty for the null reverse-path of notices (RFC 5321 §4.5.5)
 * @param recipients at least one
 * @param returnContent what stood in RET (RFC 3461 §4)
 * @param envelopeId what stood in ENVID, not encoded: printable ASCII, 1 to 100 octets when encoded
 * @param requireTls whether every further hop is asked to be secured (RFC 8689 §2)
 */
public record Envelope(
        Optional<Mailbox> sender,
        List<Recipient> recipients,
        Optional<ReturnContent> returnContent,
        Optional<String> envelopeId,
        boolean requireTls) {

    private static final Pattern ENVELOPE_ID = Pattern.compile("[\\x20-\\x7E]{1,100}");
    private static final int LONGEST_ENVELOPE_ID = 100;

    public Envelope {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("An envelope needs at least one recipient");
        }
        envelopeId.ifPresent(Envelope::requireEnvelopeId);
    }

    /** A mail without any special demand. */
    public static Envelope of(Mailbox sender, List<Recipient> recipients) {
        return new Envelope(Optional.of(sender), recipients, Optional.empty(), Optional.empty(), false);
    }

    /** A notice that must never be answered by another notice. */
    public static Envelope withNullSender(List<Recipient> recipients) {
        return new Envelope(Optional.empty(), recipients, Optional.empty(), Optional.empty(), false);
    }

    /**
     * Whether it is better not sent than sent unsecured. A notice is not lost for that (RFC 8689 §5): it asks for REQUIRETLS
     * where that is offered, and goes elsewhere too.
     */
    public boolean insistsOnTls() {
        return requireTls && sender.isPresent();
    }

    /** Whether it can stand in ENVID (RFC 3461 §4.4). */
    public static boolean isEnvelopeId(String id) {
        return ENVELOPE_ID.matcher(id).matches() && XText.encode(id).length() <= LONGEST_ENVELOPE_ID;
    }

    private static void requireEnvelopeId(String id) {
        if (!isEnvelopeId(id)) {
            throw new IllegalArgumentException(
                    "ENVID must be printable ASCII of 1 to 100 octets when encoded: " + MailboxSyntax.quoted(id));
        }
    }
}
