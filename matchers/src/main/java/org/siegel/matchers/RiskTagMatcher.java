package org.siegel.matchers;

import jakarta.inject.Inject;
import org.siegel.policy.RiskReason;

/**
 * Matches mail with a risk tag of the policy in its subject or header: {@code RiskTagMatcher} for any,
 * {@code RiskTagMatcher=vertraulich,geheim} for some. Tags in the body never count.
 */
public final class RiskTagMatcher extends ReasonMatcher {

    private static final String PREFIX = "tag:";

    @Inject
    public RiskTagMatcher(MailClassifier classifier) {
        super(classifier);
    }

    @Override
    boolean isOurs(RiskReason reason) {
        return reason.kind().startsWith(PREFIX);
    }

    @Override
    String kind(RiskReason reason) {
        return reason.kind().substring(PREFIX.length());
    }
}
