package org.siegel.transport.dns;

import org.siegel.policy.DomainName;

/** A security-aware resolver (RFC 7672 §2.1.1). */
@FunctionalInterface
public interface ValidatingDns {

    /**
     * Looks up one record set, following aliases. Blocks; never throws for what the world does.
     *
     * @param type as in {@link org.xbill.DNS.Type}
     */
    DnsAnswer query(DomainName name, int type);

    /**
     * Begins to look up what will be asked with {@link #query} in a moment, and does not wait: several look-ups that do not
     * depend on each other then cost one round trip. What comes of it is of no consequence unless it is asked for.
     */
    default void prefetch(DomainName name, int type) {}

    /**
     * Lets a look-up that may come find everything at hand, as {@link #prefetch} does, but judges nothing until it is asked
     * for: for what will often not be needed.
     */
    default void expect(DomainName name, int type) {}
}
