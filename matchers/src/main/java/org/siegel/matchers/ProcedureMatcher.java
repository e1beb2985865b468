package org.siegel.matchers;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.Collection;
import java.util.Map;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.siegel.policy.Procedure;

/**
 * Matches the recipients for whom the policy decides on one procedure, given the mail's risk class and how well it would
 * travel: {@code match="org.siegel.matchers.ProcedureMatcher=password-pdf"}.
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
    public Collection<MailAddress> match(Mail mail) {
        return decider.decide(mail).entrySet().stream()
                .filter(entry -> entry.getValue().decision().procedure() == procedure)
                .map(Map.Entry::getKey)
                .toList();
    }
}
