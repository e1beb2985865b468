package org.siegel.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What makes the MX names of a recipient domain forgery-proof, so that an officer may list it in {@code secure-mx}. */
public enum MxTrust {
    /** The MX record set and the addresses are DNSSEC-secure. */
    DNSSEC,
    /** The MX names were confirmed with the recipient out of band and stand in the policy file. */
    PINNED,
    /** The domain's MTA-STS policy, fetched over HTTPS and in mode {@code enforce}, names them. */
    MTA_STS,
    /** Several independent resolvers have seen the same names and addresses for long enough. Weaker than all others. */
    CORROBORATED;

    /** The name as it stands in configuration files. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads {@link #configName()}.
     *
     * @throws IllegalArgumentException naming the value and the names allowed
     */
    public static MxTrust fromConfigName(String text) {
        return Arrays.stream(values())
                .filter(trust -> trust.configName().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text
                        + "' cannot secure MX names; use one or more of "
                        + Arrays.stream(values()).map(MxTrust::configName).collect(Collectors.joining(", "))));
    }
}
