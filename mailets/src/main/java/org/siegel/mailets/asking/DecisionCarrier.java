package org.siegel.mailets.asking;

import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.siegel.mailets.delivery.AttemptLog;
import org.siegel.mailets.delivery.ChosenPassword;
import org.siegel.matchers.MailDecisions;
import org.siegel.matchers.MailRisk;
import org.siegel.matchers.RecipientDomain;
import org.siegel.policy.AskRules;
import org.siegel.policy.Choice;
import org.siegel.policy.Decision;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.TransportGrade;
import org.siegel.store.Outcome;
import org.siegel.store.Question;
import org.siegel.store.QuestionDecision;
import org.siegel.store.QuestionDecision.By;
import org.siegel.store.QuestionStore;
import org.siegel.store.RememberedAnswer;

/** Does with a mail that is let go what was decided: notes it, records it, and says where the mail goes next. */
public final class DecisionCarrier {

    private static final AttributeName UNASKED = AttributeName.of("siegel.unasked");
    private static final AttributeName REMEMBERED = AttributeName.of("siegel.remembered");

    private final QuestionStore questions;
    private final Policy policy;
    private final MailRisk risks;
    private final AttemptLog log;
    private final Clock clock;

    /** Where a mail goes next. */
    public enum Way {
        /** Into a password-protected PDF. */
        PDF,
        /** Into a password-protected ZIP. */
        ZIP,
        /** Out as it is, over a connection of the grade that was noted. */
        DELIVER,
        /** To be decided anew, like a new mail. */
        ANEW,
        /** Back to the sender, who must be told: an administrator did not let it go. */
        REFUSED,
        /** Back to the sender, who must be told: nobody decided in time. */
        EXPIRED,
        /** Nowhere: the sender wanted that. */
        DISCARD,
        /** Nowhere: another copy of the mail went. */
        DROP
    }

    public DecisionCarrier(QuestionStore questions, Policy policy, AttemptLog log, Clock clock) {
        this.questions = questions;
        this.policy = policy;
        this.risks = new MailRisk(policy);
        this.log = log;
        this.clock = clock;
    }

    /** Nobody can be asked about the mail: the policy's end for mails that nobody decided on is its beginning. */
    public static void markUnasked(Mail mail) {
        mail.setAttribute(new Attribute(UNASKED, AttributeValue.of(true)));
    }

    /** The mail's sender need not be asked, because an earlier answer counts for it. */
    public static void markRemembered(Mail mail, RememberedAnswer answer) {
        mail.setAttribute(
                new Attribute(REMEMBERED, AttributeValue.of(answer.choice().configName() + " " + answer.words())));
    }

    /** What is done with a mail that nobody decided on. */
    static Choice finalChoice(AskRules rules) {
        return switch (rules.whenExpired()) {
            case PASSWORD_PDF -> Choice.PASSWORD_PDF;
            case PASSWORD_ZIP -> Choice.PASSWORD_ZIP;
            case MANDATORY_TLS -> Choice.SEND;
            case REFUSE, DELIVER, ASK_SENDER -> Choice.WITHDRAW;
        };
    }

    /**
     * Carries the decision out.
     *
     * @throws MessagingException if nothing was decided on the mail: it must not go on
     */
    public Way carry(Mail mail) throws MessagingException {
        Optional<ReleaseMark> mark = ReleaseMark.of(mail);
        if (mark.isEmpty()
                && AttributeUtils.getValueAndCastFromMail(mail, UNASKED, Boolean.class)
                        .isPresent()) {
            mail.removeAttribute(UNASKED);
            return carry(mail, decision(finalChoice(policy.asking()), By.EXPIRY, "nobody could be asked"));
        }
        Optional<String> remembered = AttributeUtils.getValueAndCastFromMail(mail, REMEMBERED, String.class);
        if (mark.isEmpty() && remembered.isPresent()) {
            mail.removeAttribute(REMEMBERED);
            String[] parts = remembered.get().split(" ", 2);
            return carry(mail, decision(Choice.fromConfigName(parts[0]), By.MEMORY, parts[1]));
        }
        ReleaseMark release = mark.orElseThrow(() -> undecided(mail));
        Question question = questions.find(release.questionId()).orElseThrow(() -> undecided(mail));
        QuestionDecision decision = question.decision().orElseThrow(() -> undecided(mail));
        if (!questions.claim(release.questionId(), release.releaseId())) {
            return Way.DROP;
        }
        ReleaseMark.remove(mail);
        return carry(mail, decision);
    }

    private QuestionDecision decision(Choice choice, By by, String words) {
        return new QuestionDecision(choice, by, clock.instant(), words);
    }

    private static MessagingException undecided(Mail mail) {
        return new MessagingException("Nothing was decided on mail " + mail.getName() + ", so it does not go on");
    }

    private Way carry(Mail mail, QuestionDecision decision) throws MessagingException {
        Choice choice = decision.choice();
        By by = decision.by();
        String words = decision.words();
        ChosenPassword.note(mail, decision.password());
        Way way = switch (choice) {
            case PASSWORD_PDF -> Way.PDF;
            case PASSWORD_ZIP -> Way.ZIP;
            case SEND -> Way.DELIVER;
            case WAIT -> Way.ANEW;
            case WITHDRAW ->
                switch (by) {
                    case PAGE, REPLY -> Way.DISCARD;
                    case ADMINISTRATOR, MEMORY -> Way.REFUSED;
                    case EXPIRY, SERVER -> Way.EXPIRED;
                };
        };
        switch (choice) {
            case PASSWORD_PDF -> note(mail, Procedure.PASSWORD_PDF, Optional.empty());
            case PASSWORD_ZIP -> note(mail, Procedure.PASSWORD_ZIP, Optional.empty());
            case SEND -> note(mail, Procedure.DELIVER, Optional.of(sendGrade(by)));
            case WAIT -> MailDecisions.forget(mail);
            case WITHDRAW -> {}
        }
        if (way == Way.PDF || way == Way.ZIP) {
            switch (by) {
                case PAGE, REPLY, ADMINISTRATOR, MEMORY -> MailDecisions.chooseContainer(mail);
                case EXPIRY, SERVER -> {}
            }
        }
        log.appendAll(
                mail,
                choice == Choice.WITHDRAW ? Outcome.WITHDRAWN : Outcome.RELEASED,
                choice.configName()
                        + decision.password()
                                .map(mode -> ", password " + mode.configName())
                                .orElse("")
                        + ", decided by " + by.label() + (words.isEmpty() ? "" : ": " + words));
        return way;
    }

    /** What nobody decided on goes at the grade that the policy names for that, whatever senders may choose. */
    private TransportGrade sendGrade(By by) {
        return by == By.EXPIRY ? TransportGrade.MANDATORY : policy.asking().sendGrade();
    }

    /** Notes it for each recipient in the place of what led to the question; a container needs a cover mail's grade. */
    private void note(Mail mail, Procedure procedure, Optional<TransportGrade> demand) {
        Map<MailAddress, MailDecisions.Noted> decisions = new LinkedHashMap<>();
        for (MailAddress recipient : mail.getRecipients()) {
            Optional<MailDecisions.Noted> before = MailDecisions.of(mail, recipient);
            decisions.put(
                    recipient,
                    new MailDecisions.Noted(
                            new Decision(procedure, demand.orElseGet(() -> coverMailGrade(mail, recipient))),
                            before.flatMap(MailDecisions.Noted::predicted),
                            before.map(MailDecisions.Noted::why).orElse(""),
                            before.map(MailDecisions.Noted::findings).orElseGet(List::of)));
        }
        MailDecisions.note(mail, decisions);
    }

    private TransportGrade coverMailGrade(Mail mail, MailAddress recipient) {
        return RecipientDomain.of(recipient)
                .map(domain -> policy.requirement(risks.orHighest(mail).riskClass(), domain, clock)
                        .coverMailGrade())
                .orElse(policy.transport().coverMailGrade());
    }
}
