package org.siegel.transport.delivery;

import java.time.Instant;
import java.util.List;
import org.siegel.policy.DomainName;

/**
 * What was found out about the transfer to one domain, mail server by mail server.
 *
 * @param prediction what follows for its mail: the weakest mail server that may be used counts
 * @param hosts      by preference; empty if there is nobody to deliver to, or that is not known
 * @param validUntil the least of all times to live that went into it, and never later than the configured validity
 */
public record Verdict(DomainName domain, Prediction prediction, List<MxVerdict> hosts, Instant validUntil) {

    public Verdict {
        hosts = List.copyOf(hosts);
    }
}
