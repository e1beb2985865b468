package org.siegel.matchers;

import jakarta.inject.Inject;
import java.util.Collection;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;

/**
 * Matches the addresses that senders answer questions by; they lie in the domain {@code ask.reply-domain} of
 * {@code siegel.properties}. Nothing matches where there is none.
 */
public final class SenderAnswerMatcher extends GenericMatcher {

    private final AnswerDomain domain;

    @Inject
    public SenderAnswerMatcher(AnswerDomain domain) {
        this.domain = domain;
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        return mail.getRecipients().stream().filter(domain::isAnswer).toList();
    }
}
