package org.siegel.transport.judgement;

import java.util.Optional;
import org.siegel.transport.dns.DnsAnswer.Security;
import org.siegel.transport.tls.TlsObservation;

/**
 * Everything seen on the way to one MX host and on one connection to it, before judgement.
 *
 * @param mx             security of the recipient domain's MX record set
 * @param isPinned       whether the MX host is among those that the policy file pins for the domain
 * @param addresses      security of the host's address records
 * @param tls            what the handshake agreed on; empty where there is no TLS
 * @param noTls          why there is none, for people; empty text where there is
 * @param authentication who the server proved to be
 */
public record ObservedTransfer(
        Security mx,
        boolean isPinned,
        Security addresses,
        Optional<TlsObservation> tls,
        String noTls,
        Authentication authentication) {}
