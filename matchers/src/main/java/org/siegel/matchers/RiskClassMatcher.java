package org.siegel.matchers;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.siegel.policy.Policy;
import org.siegel.policy.RiskClass;

/**
 * Matches mail of one of several risk classes: {@code RiskClassMatcher=high,very-high}. A mail that was not classified
 * counts as of the highest class.
 */
public final class RiskClassMatcher extends GenericMatcher {

    private final Policy policy;
    private final MailRisk risks;
    private Set<RiskClass> classes = Set.of();

    @Inject
    public RiskClassMatcher(Policy policy) {
        this.policy = policy;
        this.risks = new MailRisk(policy);
    }

    @Override
    public void init() throws MessagingException {
        classes = MatcherCondition.of(
                this,
                condition -> Arrays.stream(condition.split(","))
                        .map(name -> existing(name.strip()))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private RiskClass existing(String name) {
        return policy.classes().stream()
                .filter(riskClass -> riskClass.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not a risk class of the policy; use "
                        + policy.classes().stream().map(RiskClass::name).collect(Collectors.joining(", "))));
    }

    @Override
    public Collection<MailAddress> match(Mail mail) {
        return classes.contains(risks.orHighest(mail).riskClass()) ? mail.getRecipients() : List.of();
    }
}
