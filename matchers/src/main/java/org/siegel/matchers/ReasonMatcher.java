package org.siegel.matchers;

import jakarta.mail.MessagingException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.siegel.policy.RiskReason;

/** Matches all recipients of a mail whose risk has a reason of one of several kinds, or of any kind if none is named. */
abstract class ReasonMatcher extends GenericMatcher {

    private final MailClassifier classifier;
    private Set<String> kinds = Set.of();

    ReasonMatcher(MailClassifier classifier) {
        this.classifier = classifier;
    }

    @Override
    public void init() throws MessagingException {
        String condition = getCondition();
        kinds = condition == null
                ? Set.of()
                : Arrays.stream(condition.split(",", -1))
                        .map(kind -> kind.strip().toLowerCase(Locale.ROOT))
                        .filter(kind -> !kind.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Collection<MailAddress> match(Mail mail) throws MessagingException {
        boolean isMatch = classifier.classify(mail).reasons().stream()
                .filter(this::isOurs)
                .map(this::kind)
                .anyMatch(kind -> kinds.isEmpty() || kinds.contains(kind));
        return isMatch ? mail.getRecipients() : List.of();
    }

    /** Whether the matcher is about this sort of reason at all. */
    abstract boolean isOurs(RiskReason reason);

    /** What the reason is called in the matcher's condition. */
    abstract String kind(RiskReason reason);
}
