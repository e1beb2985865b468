package org.siegel.policy;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What a recipient confirmed out of band about its mail servers.
 *
 * @param domain      the recipient domain
 * @param hosts       the MX host names that are right; empty if only keys were confirmed
 * @param keys        the keys of which a mail server must show one; empty if only names were confirmed
 * @param confirmedBy who confirmed it, where it can be looked up
 * @param confirmedOn when it was confirmed
 * @param until       the last day on which it holds; after it, it has no effect
 */
public record PinnedMx(
        DomainName domain,
        Set<DomainName> hosts,
        Set<KeyPin> keys,
        String confirmedBy,
        Optional<LocalDate> confirmedOn,
        LocalDate until) {

    public PinnedMx {
        hosts = Set.copyOf(hosts);
        keys = Set.copyOf(keys);
        if (hosts.isEmpty() && keys.isEmpty()) {
            throw new IllegalArgumentException("What is pinned for " + domain + " needs hosts or keys");
        }
        if (confirmedBy.isBlank()) {
            throw new IllegalArgumentException("What is pinned for " + domain + " needs confirmed-by");
        }
        if (confirmedOn.isPresent() && confirmedOn.get().isAfter(until)) {
            throw new IllegalArgumentException("What is pinned for " + domain + " ends before it was confirmed");
        }
    }

    /** Names only. */
    public PinnedMx(DomainName domain, Set<DomainName> hosts, String confirmedBy, LocalDate until) {
        this(domain, hosts, Set.of(), confirmedBy, Optional.empty(), until);
    }

    public boolean holdsOn(LocalDate day) {
        return !day.isAfter(until);
    }

    /**
     * Whether the name is confirmed. Where only keys are, every name will do: the server must show one of the keys anyway.
     */
    public boolean confirms(DomainName host) {
        return hosts.isEmpty() || hosts.contains(host);
    }
}
