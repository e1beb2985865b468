package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.apache.james.core.Domain;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.siegel.mailets.asking.MailedAnswers;
import org.siegel.mailets.notice.QuestionPost;
import org.siegel.matchers.Ambience;
import org.siegel.matchers.AnswerDomain;
import org.siegel.policy.Policy;

/**
 * Takes a sender's answer by mail: {@code match="org.siegel.matchers.SenderAnswerMatcher"}. The sender is told what became of it.
 * It has the parameters of {@link HoldAndAskSender} for its letters: {@code language}, {@code sender}, {@code contact}.
 */
public final class ApplySenderAnswer extends GenericMailet {

    private final MailedAnswers answers;
    private final AnswerDomain domain;
    private final Policy policy;
    private final Ambience ambience;

    @Inject
    public ApplySenderAnswer(MailedAnswers answers, AnswerDomain domain, Policy policy, Ambience ambience) {
        this.answers = answers;
        this.domain = domain;
        this.policy = policy;
        this.ambience = ambience;
    }

    @Override
    public void init() throws MessagingException {
        checkInitParameters(QuestionPost.PARAMETERS);
        QuestionPost.check(this);
        demandForeignDomain();
    }

    /** Mail to its own domains James takes from anybody, whatever sender it names: then a token alone would decide. */
    private void demandForeignDomain() throws MessagingException {
        Optional<String> name = domain.name();
        if (name.isPresent() && getMailetContext().isLocalServer(Domain.of(name.get()))) {
            throw new MessagingException("siegel.properties: ask.reply-domain is " + name.get()
                    + ", which is one of this server's own domains, so that anybody could answer under any name. Use a"
                    + " domain that stands nowhere else, or take it out of domainlist.xml");
        }
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        demandForeignDomain(); // James's list of domains may change while it runs
        answers.apply(mail, QuestionPost.of(this, policy, ambience), getMailetContext());
        mail.setState(Mail.GHOST);
    }

    @Override
    public String getMailetInfo() {
        return "Takes senders' answers by mail";
    }
}
