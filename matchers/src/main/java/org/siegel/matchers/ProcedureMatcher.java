package org.siegel.matchers;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.siegel.policy.Procedure;

/**
 * Matches the recipients for whom the policy decides on one procedure, given the mail's risk class and how well it would
 * travel: {@code match="org.siegel.matchers.ProcedureMatcher=password-pdf"}. Recipients for whom that is not found out in
 * time leave the mail and come back with a copy later.
 */
public final class ProcedureMatcher extends GenericMatcher {

    private final Decider decider;
    private Procedure procedure = Procedure.REFUSE;

    @Inject
    public ProcedureMatcher(Decider decider) {
        this.decider = decider;
    }

    @Override
    public void init() throws MessagingException {
        procedure = MatcherCondition.of(this, Procedure::fromConfigName);
    }

    @Override
    public Collection<MailAddress> match(Mail mail) throws MessagingException {
        Map<MailAddress, MailDecisions.Noted> decided = decider.decide(mail);
        List<MailAddress> open = new ArrayList<>(mail.getRecipients());
        open.removeAll(decided.keySet());
        Later.again(mail, open, getMailetContext());
        return decided.entrySet().stream()
                .filter(entry -> entry.getValue().decision().procedure() == procedure)
                .map(Map.Entry::getKey)
                .toList();
    }
}
