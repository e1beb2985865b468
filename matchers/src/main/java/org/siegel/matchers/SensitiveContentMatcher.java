package org.siegel.matchers;

import jakarta.inject.Inject;
import org.siegel.policy.RiskReason;

/**
 * Matches mail whose text holds what the policy's detectors and word lists look for: {@code SensitiveContentMatcher} for
 * anything, {@code SensitiveContentMatcher=iban,kvnr} for some.
 */
public final class SensitiveContentMatcher extends ReasonMatcher {

    @Inject
    public SensitiveContentMatcher(MailClassifier classifier) {
        super(classifier);
    }

    @Override
    boolean isOurs(RiskReason reason) {
        return !reason.kind().startsWith("tag:");
    }

    @Override
    String kind(RiskReason reason) {
        return reason.kind();
    }
}
