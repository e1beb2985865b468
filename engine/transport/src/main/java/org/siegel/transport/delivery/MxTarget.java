package org.siegel.transport.delivery;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.siegel.policy.DomainName;
import org.siegel.transport.corroboration.CorroborationStanding;
import org.siegel.transport.dane.DaneRule;
import org.siegel.transport.dane.TlsDemand;
import org.siegel.transport.dane.TlsaLookup;
import org.siegel.transport.dns.DnsAnswer.Security;
import org.siegel.transport.mtasts.StsStanding;

/**
 * One mail server that a mail may be given to, with all that look-ups told about it.
 *
 * @param nextHop   the domain that the mail is for
 * @param expanded  that domain after aliases
 * @param host      name of the server as the MX record or the configuration has it
 * @param port      TCP port
 * @param mx        security of the way from the domain to the host name
 * @param pins      what the recipient confirmed out of band
 * @param sts       what the domain's MTA-STS policy says of the host
 * @param corroboration what other resolvers say of the host
 * @param addresses security of the way from the host name to its addresses
 * @param tlsa      its TLSA records
 */
record MxTarget(
        DomainName nextHop,
        DomainName expanded,
        DomainName host,
        int port,
        Security mx,
        HostPins pins,
        StsStanding sts,
        CorroborationStanding corroboration,
        Security addresses,
        TlsaLookup tlsa) {

    /**
     * Sent as SNI: the TLSA base domain where there is one (RFC 7672 §8.1), else the host name (RFC 8461 §4.2); nothing
     * where only an address is known (RFC 6066 §3).
     */
    Optional<DomainName> serverName() {
        return isNameless() ? Optional.empty() : Optional.of(base());
    }

    /** Whether it is known by its address only, so that nobody can tell whether a certificate is for it. */
    boolean isNameless() {
        return host.equals(Destination.Gateway.NAMELESS);
    }

    /** Whether DANE, MTA-STS or a pinned key forbids cleartext. */
    boolean bindsToTls() {
        return sts.isEnforced() || pins.binds() || !(DaneRule.demandFor(tlsa) instanceof TlsDemand.None);
    }

    private DomainName base() {
        return tlsa instanceof TlsaLookup.Secure(var base, var _records) ? base : host;
    }

    /** Reference identifiers for DANE-TA (RFC 7672 §3.2.2); below an insecure MX record set the host name only. */
    Set<DomainName> references() {
        Set<DomainName> names = new LinkedHashSet<>();
        names.add(base());
        if (mx == Security.SECURE) {
            names.add(nextHop);
            names.add(expanded);
        } else {
            names.add(host);
        }
        return names;
    }

    /** For evidence. */
    String tlsaLabel() {
        return switch (tlsa) {
            case TlsaLookup.Secure(var _base, var records) -> "secure, " + records.size() + " record(s)";
            case TlsaLookup.None() -> "none";
            case TlsaLookup.Failed(var _isBogus, var reason) -> "failed: " + reason;
        };
    }
}
