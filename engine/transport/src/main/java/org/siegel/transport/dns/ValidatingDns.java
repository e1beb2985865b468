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
}
