package org.siegel.transport.delivery;

import java.util.List;
import java.util.Optional;
import org.siegel.transport.smtp.Mailbox;
import org.siegel.transport.smtp.SmtpReply;

/**
 * What one attempt to deliver one mail to one destination came to.
 *
 * @param results one for each recipient, in the order given
 * @param isDsnPassedOn whether the server got the sender's wishes about notices; if not, who asked to hear of success is
 *                      owed a notice from us (RFC 3461 §5)
 * @param isEncoded whether parts of the message were encoded on the way, because the server takes no 8-bit text (RFC 6152 §3)
 * @param facts   of the connection that carried the mail, or else of the last one that was judged
 */
public record DeliveryReport(
        List<Result> results, Optional<ConnectionFacts> facts, boolean isDsnPassedOn, boolean isEncoded) {

    public DeliveryReport {
        results = List.copyOf(results);
    }

    /**
     * The fate of one recipient.
     *
     * @param reply what the server said to it, if it was a server's word that decided
     */
    public record Result(Mailbox recipient, Fate fate, Optional<SmtpReply> reply) {}
}
