package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.siegel.mailets.asking.MailedAnswers;
import org.siegel.mailets.notice.QuestionPost;
import org.siegel.matchers.Ambience;
import org.siegel.policy.Policy;

/**
 * Takes a sender's answer by mail: {@code match="org.siegel.matchers.SenderAnswerMatcher"}. The sender is told what became of it.
 * It has the parameters of {@link HoldAndAskSender} for its letters: {@code language}, {@code sender}, {@code contact}.
 */
public final class ApplySenderAnswer extends GenericMailet {

    private final MailedAnswers answers;
    private final Policy policy;
    private final Ambience ambience;

    @Inject
    public ApplySenderAnswer(MailedAnswers answers, Policy policy, Ambience ambience) {
        this.answers = answers;
        this.policy = policy;
        this.ambience = ambience;
    }

    @Override
    public void init() throws MessagingException {
        checkInitParameters(QuestionPost.PARAMETERS);
        QuestionPost.check(this);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        answers.apply(mail, QuestionPost.of(this, policy, ambience), getMailetContext());
        mail.setState(Mail.GHOST);
    }

    @Override
    public String getMailetInfo() {
        return "Takes senders' answers by mail";
    }
}
