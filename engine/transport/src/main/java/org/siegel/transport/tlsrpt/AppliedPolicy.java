package org.siegel.transport.tlsrpt;

import java.util.List;
import org.siegel.policy.DomainName;

/**
 * Under which policy a session was held (RFC 8460 §4.3.1).
 *
 * @param strings the TLSA records, or the lines of the MTA-STS policy
 * @param domain  that published it
 * @param hosts   which an MTA-STS policy allows, as it names them
 */
public record AppliedPolicy(Kind kind, List<String> strings, DomainName domain, List<String> hosts) {

    /** The kinds of policies. */
    public enum Kind {
        TLSA("tlsa"),
        STS("sts"),
        NONE("no-policy-found");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As reports name it. */
        public String label() {
            return label;
        }
    }

    public AppliedPolicy {
        strings = List.copyOf(strings);
        hosts = List.copyOf(hosts);
    }
}
