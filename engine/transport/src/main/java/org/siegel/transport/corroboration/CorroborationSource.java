package org.siegel.transport.corroboration;

import java.net.InetAddress;
import java.util.List;
import org.siegel.policy.DomainName;

/** Asks other resolvers about a mail server. */
@FunctionalInterface
public interface CorroborationSource {

    /**
     * What they say. Blocks for a bounded time.
     *
     * @param host      as our own resolver found it among the MX records of {@code domain}
     * @param addresses as our own resolver found them; those that mail may be sent to
     */
    CorroborationStanding of(DomainName domain, DomainName host, List<InetAddress> addresses);

    /** Asks nobody. */
    static CorroborationSource none() {
        return (_domain, _host, _addresses) -> new CorroborationStanding.NotAsked();
    }
}
