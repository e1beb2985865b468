package org.siegel.policy;

import java.time.Duration;

/**
 * When the answers of several resolvers count as corroborated.
 *
 * @param quorum     how many resolvers must have seen the same; at least 2
 * @param minimumAge for how long they must have seen it
 */
public record CorroborationRules(int quorum, Duration minimumAge) {

    /** Three resolvers, two weeks. */
    public static final CorroborationRules STANDARD = new CorroborationRules(3, Duration.ofDays(14));

    public CorroborationRules {
        if (quorum < 2) {
            throw new IllegalArgumentException("one resolver alone corroborates nothing: quorum must be at least 2");
        }
        if (minimumAge.isNegative()) {
            throw new IllegalArgumentException("minimum-age cannot be negative");
        }
    }
}
