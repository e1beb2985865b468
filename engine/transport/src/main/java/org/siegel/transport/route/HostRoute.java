package org.siegel.transport.route;

import java.net.InetAddress;
import java.util.List;
import org.siegel.transport.dane.TlsaLookup;
import org.siegel.transport.dns.DnsAnswer.Security;

/** How one MX host is reached, with addresses that the caller must use as they are and never resolve again. */
public sealed interface HostRoute {

    /**
     * At these addresses.
     *
     * @param addresses not empty
     * @param security  of all of them together
     * @param tlsa      asked only below secure addresses (RFC 7672 §2.2.2)
     */
    record Reachable(List<InetAddress> addresses, Security security, TlsaLookup tlsa) implements HostRoute {
        public Reachable {
            addresses = List.copyOf(addresses);
        }
    }

    /** Not now: a look-up failed. */
    record Unresolved(boolean isBogus, String reason) implements HostRoute {}

    /** Never: it has no address, or none that mail may be sent to. */
    record Unusable(String reason) implements HostRoute {}
}
