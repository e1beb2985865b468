package org.siegel.mailets.sealing;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.siegel.matchers.MailDecisions;
import org.siegel.matchers.MailRisk;
import org.siegel.matchers.RecipientDomain;
import org.siegel.policy.Decision;
import org.siegel.policy.Policy;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.UnsealedKind;

/**
 * Lets mail go unsealed that programs read, where its class permits that. What the connection must reach is noted in the place of a
 * cover mail's grade, and delivery enforces it.
 */
final class AsItIs {

    private static final String PROGRAM = "written by a program, so it is not sealed";
    private static final String INVITATION = "an invitation, which the policy does not seal";

    private final Policy policy;
    private final MailRisk risks;
    private final Clock clock;

    AsItIs(Policy policy, Clock clock) {
        this.policy = policy;
        this.risks = new MailRisk(policy);
        this.clock = clock;
    }

    /**
     * A mail that nobody would open if it were sealed; only if nobody wanted it sealed.
     *
     * @return whether it may go; if not, nothing is noted
     */
    boolean letAutomaticMailGo(Mail mail) {
        return !MailDecisions.isContainerChosen(mail) && let(mail, UnsealedKind.AUTOMATIC, PROGRAM);
    }

    /**
     * An invitation; only if nobody wanted it sealed, and over connections that are known to reach the grade.
     *
     * @return whether it goes; if not, it is to be sealed
     */
    boolean letInvitationGo(Mail mail) {
        return !MailDecisions.isContainerChosen(mail)
                && !MailDecisions.isExhausted(mail)
                && let(mail, UnsealedKind.MEETING_REQUEST, INVITATION);
    }

    private boolean let(Mail mail, UnsealedKind kind, String why) {
        Map<MailAddress, MailDecisions.Noted> notes = new LinkedHashMap<>();
        for (MailAddress recipient : mail.getRecipients()) {
            Optional<MailDecisions.Noted> before = MailDecisions.of(mail, recipient);
            Optional<TransportGrade> predicted = before.flatMap(MailDecisions.Noted::predicted);
            Optional<Decision> decision = decision(mail, recipient, kind)
                    .filter(one -> kind == UnsealedKind.AUTOMATIC || isReached(one, predicted));
            if (decision.isEmpty()) {
                return false;
            }
            notes.put(
                    recipient,
                    new MailDecisions.Noted(
                            decision.get(),
                            predicted,
                            before.map(MailDecisions.Noted::why)
                                    .filter(words -> !words.isEmpty() && !words.endsWith(why))
                                    .map(words -> words + "; " + why)
                                    .orElse(why),
                            before.map(MailDecisions.Noted::findings).orElseGet(List::of)));
        }
        MailDecisions.note(mail, notes);
        return true;
    }

    private Optional<Decision> decision(Mail mail, MailAddress recipient, UnsealedKind kind) {
        return RecipientDomain.of(recipient)
                .flatMap(domain -> policy.unsealed(kind, risks.orHighest(mail).riskClass(), domain, clock));
    }

    /** What could not be told is not reached. */
    private static boolean isReached(Decision decision, Optional<TransportGrade> predicted) {
        return predicted.filter(grade -> grade.atLeast(decision.demand())).isPresent();
    }
}
