package org.siegel.policy;

import java.time.LocalDate;
import java.util.Set;

/**
 * The MX host names that a recipient confirmed out of band.
 *
 * @param domain      the recipient domain
 * @param hosts       the only names that its mail may go to; not empty
 * @param confirmedBy who confirmed it, where it can be looked up
 * @param until       the last day on which it holds
 */
public record PinnedMx(DomainName domain, Set<DomainName> hosts, String confirmedBy, LocalDate until) {

    public PinnedMx {
        hosts = Set.copyOf(hosts);
        if (hosts.isEmpty() || confirmedBy.isBlank()) {
            throw new IllegalArgumentException(
                    "Pinned MX names of " + domain + " need at least one host and confirmed-by");
        }
    }
}
