package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.siegel.mailets.asking.DecisionCarrier;
import org.siegel.mailets.asking.HeldMails;
import org.siegel.mailets.asking.Remembering;
import org.siegel.mailets.delivery.AttemptLog;
import org.siegel.mailets.delivery.MessageIds;
import org.siegel.mailets.notice.QuestionPost;
import org.siegel.matchers.Ambience;
import org.siegel.matchers.MailRisk;
import org.siegel.policy.Policy;
import org.siegel.policy.RiskClass;
import org.siegel.store.Outcome;
import org.siegel.store.RememberedAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the mail and asks its sender what shall be done; what may be chosen stands in the policy. A mail that an earlier answer
 * counts for is not held. Mails whose sender cannot be
 * asked (there is none, or it is a notification) go where the policy says for those that nobody decided on.
 *
 * <pre>{@code
 * <mailet match="All" class="org.siegel.mailets.HoldAndAskSender">
 *   <repositoryPath>file://var/mail/held/</repositoryPath>
 *   <decidedProcessor>decided</decidedProcessor>   <!-- begins with CarryOutDecision -->
 *   <language>both</language>                      <!-- of the question; or de, en -->
 *   <sender>postmaster@example.org</sender>        <!-- default: James's postmaster -->
 *   <contact>data protection, telephone 1234</contact>
 * </mailet>
 * }</pre>
 */
public final class HoldAndAskSender extends GenericMailet {

    private static final String REPOSITORY = "repositoryPath";
    private static final String PROCESSOR = "decidedProcessor";

    private static final Logger LOGGER = LoggerFactory.getLogger(HoldAndAskSender.class);

    private final HeldMails held;
    private final Remembering memory;
    private final Policy policy;
    private final MailRisk risks;
    private final AttemptLog log;
    private final Ambience ambience;
    private String processor = "decided";

    @Inject
    public HoldAndAskSender(HeldMails held, Remembering memory, Policy policy, AttemptLog log, Ambience ambience) {
        this.held = held;
        this.memory = memory;
        this.policy = policy;
        this.risks = new MailRisk(policy);
        this.log = log;
        this.ambience = ambience;
    }

    @Override
    public void init() throws MessagingException {
        Set<String> known = new HashSet<>(QuestionPost.PARAMETERS);
        known.addAll(List.of(REPOSITORY, PROCESSOR));
        checkInitParameters(known);
        QuestionPost.check(this);
        if (getInitParameter(REPOSITORY, "").isBlank()) {
            throw new MessagingException("mailetcontainer.xml: HoldAndAskSender: <" + REPOSITORY
                    + "> must name the repository for held mails, such as file://var/mail/held/");
        }
        processor = getInitParameter(PROCESSOR, processor);
        held.open(
                () -> QuestionPost.of(this, policy, ambience),
                getMailetContext(),
                getInitParameter(REPOSITORY).strip(),
                processor);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Optional<MailAddress> sender = QuestionPost.addressee(mail)
                .filter(address -> getMailetContext().isLocalServer(address.getDomain()));
        if (sender.isEmpty()) {
            LOGGER.warn(
                    "Nobody in this organisation can be asked about mail {} from {}: what the policy says for mails that nobody"
                            + " decided on is done at once",
                    mail.getName(),
                    mail.getMaybeSender());
            DecisionCarrier.markUnasked(mail);
            mail.setState(processor);
            return;
        }
        RiskClass riskClass = risks.orHighest(mail).riskClass();
        Optional<RememberedAnswer> remembered = memory.answerFor(mail, sender.get(), riskClass);
        if (remembered.isPresent()) {
            DecisionCarrier.markRemembered(mail, remembered.get());
            held.notHeld();
            mail.setState(processor);
            return;
        }
        MessageIds.keep(mail);
        log.appendAll(mail, Outcome.HELD, "");
        held.hold(mail, sender.get(), riskClass);
        mail.setState(Mail.GHOST);
    }

    @Override
    public String getMailetInfo() {
        return "Holds a mail and asks its sender";
    }
}
