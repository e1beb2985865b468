package org.siegel.transport.delivery;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.siegel.policy.DomainName;
import org.siegel.transport.delivery.MxVerdict.Reaches;

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

    /** Whether every mail server was asked that mail may be given to. */
    public boolean isComplete() {
        return hosts.stream().noneMatch(host -> host.standing() instanceof MxVerdict.Unreachable);
    }

    /** The mail server that decides; empty if no mail can be given to any. */
    public Optional<Reaches> weakest() {
        return weakest(hosts);
    }

    /** A server that gets no mail at all does not weaken the others (RFC 7672 §2.2). */
    static Optional<Reaches> weakest(List<MxVerdict> hosts) {
        return hosts.stream()
                .map(MxVerdict::standing)
                .flatMap(standing -> standing instanceof Reaches reaches ? Stream.of(reaches) : Stream.empty())
                .min(Comparator.comparing(Reaches::grade));
    }
}
