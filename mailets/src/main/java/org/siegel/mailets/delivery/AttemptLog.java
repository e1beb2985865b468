package org.siegel.mailets.delivery;

import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.siegel.matchers.MailDecisions;
import org.siegel.policy.Policy;
import org.siegel.policy.Risk;
import org.siegel.store.Attempt;
import org.siegel.store.EvidenceLog;
import org.siegel.store.Handling;
import org.siegel.store.Judgement;
import org.siegel.store.MailCopy;
import org.siegel.store.Outcome;
import org.siegel.store.SmtpReply;
import org.siegel.transport.delivery.ConnectionFacts;

/** Writes what was done with a mail's recipients to the evidence log. */
public final class AttemptLog {

    private final EvidenceLog evidence;
    private final Judgement.Basis basis;
    private final Demands demands;

    /**
     * Sets up.
     *
     * @param profile as {@code CryptoProfile.label()} gives it: name and edition
     */
    public AttemptLog(EvidenceLog evidence, Policy policy, String profile, Clock clock) {
        this.evidence = evidence;
        this.demands = new Demands(policy, clock);
        String[] parts = profile.split(" ", 2);
        this.basis = new Judgement.Basis(policy.edition(), parts[0], parts.length > 1 ? parts[1] : "");
    }

    /**
     * What became of one recipient.
     *
     * @param words what happened, for people
     * @param isEncoded whether 8-bit parts were encoded for the server
     * @param reply what the server answered, if it answered
     */
    public record Entry(
            MailAddress recipient,
            int attempt,
            Risk risk,
            MailDecisions.Noted decision,
            Outcome outcome,
            String words,
            boolean isEncoded,
            Optional<org.siegel.transport.smtp.SmtpReply> reply,
            Optional<ConnectionFacts> facts) {}

    /** Records all of them, durably, or none. */
    public void append(Mail mail, List<Entry> entries) throws MessagingException {
        Optional<String> messageId = MessageIds.of(mail);
        evidence.appendAll(
                entries.stream().map(entry -> attempt(mail, messageId, entry)).toList());
    }

    /** Records the same outcome for every recipient of a mail, with what was decided for each. */
    public void appendAll(Mail mail, Outcome outcome, String words) throws MessagingException {
        append(
                mail,
                mail.getRecipients().stream()
                        .map(recipient -> new Entry(
                                recipient,
                                1,
                                demands.risk(mail),
                                demands.decision(mail, recipient),
                                outcome,
                                words,
                                false,
                                Optional.empty(),
                                Optional.empty()))
                        .toList());
    }

    private Attempt attempt(Mail mail, Optional<String> messageId, Entry entry) {
        return new Attempt(
                new MailCopy(
                        mail.getName(),
                        messageId,
                        mail.getMaybeSender().asOptional().map(MailAddress::asString),
                        entry.recipient().asString(),
                        entry.recipient().getDomain().asString(),
                        entry.attempt()),
                new Judgement(
                        entry.risk(),
                        EvidenceOfAttempt.prediction(entry.decision()),
                        entry.decision().decision(),
                        basis),
                handling(mail, entry));
    }

    private static Handling handling(Mail mail, Entry entry) {
        return new Handling(
                entry.outcome(),
                entry.facts().map(EvidenceOfAttempt::connection),
                MailDecisions.sealed(mail).flatMap(SealedMark::parse).map(SealedMark::container),
                entry.isEncoded(),
                entry.reply().map(reply -> new SmtpReply(reply.code(), reply.text())),
                entry.reply().isPresent() ? "" : entry.words());
    }
}
