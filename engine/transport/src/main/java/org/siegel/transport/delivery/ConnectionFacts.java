package org.siegel.transport.delivery;

import java.net.InetAddress;
import java.util.Optional;
import org.siegel.policy.DomainName;
import org.siegel.transport.judgement.Judgement;
import org.siegel.transport.tls.TlsObservation;

/**
 * What one connection to one mail server was, for evidence.
 *
 * @param mxSecurity      {@code secure} or {@code insecure}
 * @param addressSecurity {@code secure} or {@code insecure}
 * @param tlsa            what is known of its TLSA records
 */
public record ConnectionFacts(
        DomainName host,
        InetAddress address,
        int port,
        String mxSecurity,
        String addressSecurity,
        String tlsa,
        Optional<TlsObservation> tls,
        Judgement judgement) {}
