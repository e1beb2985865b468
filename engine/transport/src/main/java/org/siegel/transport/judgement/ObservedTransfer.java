package org.siegel.transport.judgement;

import java.util.Optional;
import org.siegel.transport.corroboration.CorroborationStanding;
import org.siegel.transport.dns.DnsAnswer.Security;
import org.siegel.transport.mtasts.StsStanding;
import org.siegel.transport.tls.TlsObservation;

/**
 * Everything seen on the way to one MX host and on one connection to it, before judgement.
 *
 * @param mx             security of the recipient domain's MX record set
 * @param isPinned       whether the policy file vouches for the MX host, by its name or by its key
 * @param sts            what the domain's MTA-STS policy says of the MX host
 * @param corroboration  what other resolvers say of the MX host
 * @param addresses      security of the host's address records
 * @param tls            what the handshake agreed on; empty where there is no TLS
 * @param noTls          why there is none, for people; empty text where there is
 * @param authentication who the server proved to be
 */
public record ObservedTransfer(
        Security mx,
        boolean isPinned,
        StsStanding sts,
        CorroborationStanding corroboration,
        Security addresses,
        Optional<TlsObservation> tls,
        String noTls,
        Authentication authentication) {}
