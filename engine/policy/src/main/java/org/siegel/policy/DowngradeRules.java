package org.siegel.policy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * What is done with mail to a domain whose transfer has become worse than it was.
 *
 * @param response what is done
 * @param limit    how long a mail is held at most before its sender is told that it was not sent; positive
 */
public record DowngradeRules(Response response, Duration limit) {

    /** Mail is held, for five days at most (RFC 5321 §4.5.4.1 has four to five for mail that waits). */
    public static final DowngradeRules STANDARD = new DowngradeRules(Response.HOLD, Duration.ofDays(5));

    /** What is done. */
    public enum Response {
        /** It waits until the administrator confirms the lower grade, or the old one is back. */
        HOLD,
        /** It waits as long as the policy's patience; then the lower grade counts for it. */
        DEFER;

        /** The name as it stands in configuration files. */
        public String configName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * Reads {@link #configName()}.
         *
         * @throws IllegalArgumentException naming the value and what is allowed
         */
        public static Response fromConfigName(String text) {
            return Arrays.stream(values())
                    .filter(response -> response.configName().equals(text.strip()))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("downgrade cannot be '" + text + "'; it is hold or defer"));
        }
    }

    public DowngradeRules {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("the limit of downgrade must be more than no time at all");
        }
    }
}
