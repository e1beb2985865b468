package org.siegel.transport.delivery;

import java.net.InetAddress;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.siegel.policy.DomainName;
import org.siegel.policy.MxTrust;
import org.siegel.policy.TransportRules;
import org.siegel.transport.corroboration.CorroborationSource;
import org.siegel.transport.corroboration.CorroborationStanding;
import org.siegel.transport.dane.TlsaLookup;
import org.siegel.transport.dns.DnsAnswer.Security;
import org.siegel.transport.dns.ValidatingDns;
import org.siegel.transport.mtasts.StsLookup;
import org.siegel.transport.mtasts.StsSource;
import org.siegel.transport.mtasts.StsStanding;
import org.siegel.transport.route.AddressFilter;
import org.siegel.transport.route.HostResolver;
import org.siegel.transport.route.HostRoute;
import org.siegel.transport.route.MailRoute;
import org.siegel.transport.route.MailRoute.MxHost;
import org.siegel.transport.route.MailRouter;

/** Finds the mail servers for a destination, each with its addresses, in the order in which they are to be tried. */
final class TargetFinder {

    /** RFC 5321 §5.1 asks for at least two; more than this many are not a mail system, but a burden. */
    private static final int MOST_HOSTS = 10;

    private final ValidatingDns dns;
    private final StsSource sts;
    private final CorroborationSource corroboration;
    private final RandomGenerator random;
    private final TransportRules rules;
    private final TransportSettings settings;
    private final Clock clock;
    private final MailRouter router;
    private final HostResolver resolver;
    private final HostResolver gatewayResolver;

    TargetFinder(
            ValidatingDns dns,
            StsSource sts,
            CorroborationSource corroboration,
            RandomGenerator random,
            TransportRules rules,
            TransportSettings settings,
            Clock clock) {
        this.dns = dns;
        this.sts = sts;
        this.corroboration = corroboration;
        this.random = random;
        this.rules = rules;
        this.settings = settings;
        this.clock = clock;
        this.router = new MailRouter(dns, random);
        this.resolver = new HostResolver(dns, settings.addresses(), settings.port());
        this.gatewayResolver = new HostResolver(dns, AddressFilter.any(), settings.port());
    }

    ValidatingDns dns() {
        return dns;
    }

    /** The same with look-ups whose validity is noted. */
    TargetFinder over(ValidityNotingDns noting) {
        return new TargetFinder(noting, noting.noting(sts), corroboration, random, rules, settings, clock);
    }

    /** What finding came to. */
    sealed interface Finding {
        record Candidates(List<Candidate> candidates) implements Finding {
            public Candidates {
                candidates = List.copyOf(candidates);
            }
        }

        record Nowhere(MailRoute.Nowhere why) implements Finding {}

        record Unknown(MailRoute.Unknown why) implements Finding {}
    }

    /**
     * One mail server, whose addresses are not looked up before it is its turn.
     *
     * @param preference of its MX record; 0 where there is none
     */
    record Candidate(DomainName host, int preference, Supplier<Resolved> lookUp) {
        Resolved resolve() {
            return lookUp.get();
        }
    }

    /** A mail server, looked up. */
    sealed interface Resolved {
        record At(MxTarget target, List<InetAddress> addresses, StsLookup sts) implements Resolved {
            public At {
                addresses = List.copyOf(addresses);
            }
        }

        /** Not now, because nobody knows what DANE demands of it (RFC 7672 §2.1.2). */
        record TlsaUnknown(At at, boolean isBogus, String reason) implements Resolved {}

        /** Not now. */
        record Later(boolean isBogus, String reason) implements Resolved {}

        /** Never. */
        record Useless(String reason) implements Resolved {}
    }

    Finding find(Destination destination) {
        return switch (destination) {
            case Destination.Domain(var domain) -> atMxHosts(domain);
            case Destination.Gateway gateway ->
                new Finding.Candidates(List.of(new Candidate(
                        gateway.host(),
                        0,
                        () -> gateway.address()
                                .map(address -> at(gateway, List.of(address)))
                                .orElseGet(() -> named(gateway)))));
        };
    }

    private Resolved named(Destination.Gateway gateway) {
        return switch (gatewayResolver.resolve(gateway.host())) {
            case HostRoute.Reachable(var addresses, var _security, var _tlsa) -> at(gateway, addresses);
            case HostRoute.Unresolved(var isBogus, var reason) -> new Resolved.Later(isBogus, reason);
            // The administrator named it, so a missing address is a fault to be mended, and the mail waits.
            case HostRoute.Unusable(var reason) -> new Resolved.Later(false, reason);
        };
    }

    /** The configuration vouches for the name and the address; DANE is for MX hosts. */
    private static Resolved at(Destination.Gateway gateway, List<InetAddress> addresses) {
        DomainName host = gateway.host();
        return new Resolved.At(
                new MxTarget(
                        host,
                        host,
                        host,
                        gateway.port(),
                        Security.SECURE,
                        new HostPins(true, Set.of()),
                        new StsStanding.Silent(),
                        new CorroborationStanding.NotAsked(),
                        Security.SECURE,
                        new TlsaLookup.None()),
                addresses,
                new StsLookup.None());
    }

    private Finding atMxHosts(DomainName domain) {
        CompletableFuture<StsLookup> policy = sts.policyFor(domain); // meanwhile
        return switch (router.route(domain)) {
            case MailRoute.Nowhere nowhere -> new Finding.Nowhere(nowhere);
            case MailRoute.Unknown unknown -> new Finding.Unknown(unknown);
            case MailRoute.Hosts(var security, var hosts, var expanded) ->
                new Finding.Candidates(hosts.stream()
                        .limit(MOST_HOSTS)
                        .map(host -> new Candidate(
                                host.name(),
                                host.preference(),
                                () -> resolve(domain, expanded, security, host, policy)))
                        .toList());
        };
    }

    private Resolved resolve(
            DomainName domain, DomainName expanded, Security mx, MxHost host, CompletableFuture<StsLookup> policy) {
        resolver.expect(host.name());
        return switch (resolver.resolve(host.name())) {
            case HostRoute.Reachable(var addresses, var security, var tlsa) -> {
                Resolved.At at = at(domain, expanded, mx, host, policy.join(), addresses, security, tlsa);
                // A server whose TLSA records cannot be looked up counts as unreachable (RFC 7672 §2.1.2).
                yield tlsa instanceof TlsaLookup.Failed(var isBogus, var reason)
                        ? new Resolved.TlsaUnknown(
                                at,
                                isBogus,
                                "the TLSA records (DANE) of " + host.name() + " could not be looked up: " + reason)
                        : at;
            }
            case HostRoute.Unresolved(var isBogus, var reason) -> new Resolved.Later(isBogus, reason);
            case HostRoute.Unusable(var reason) -> new Resolved.Useless(reason);
        };
    }

    private Resolved.At at(
            DomainName domain,
            DomainName expanded,
            Security mx,
            MxHost host,
            StsLookup sts,
            List<InetAddress> addresses,
            Security security,
            TlsaLookup tlsa) {
        return new Resolved.At(
                new MxTarget(
                        domain,
                        expanded,
                        host.name(),
                        settings.port(),
                        mx,
                        HostPins.of(rules.pinnedFor(domain, LocalDate.now(clock)), host.name()),
                        StsStanding.of(sts, host.name()),
                        corroboration(domain, host.name(), addresses, mx.and(security)),
                        security,
                        tlsa),
                addresses,
                sts);
    }

    /** Others are asked only where there is no proof: what we ask, they learn. */
    private CorroborationStanding corroboration(
            DomainName domain, DomainName host, List<InetAddress> addresses, Security proven) {
        return proven == Security.SECURE || !rules.secureMx().contains(MxTrust.CORROBORATED)
                ? new CorroborationStanding.NotAsked()
                : corroboration.of(domain, host, addresses);
    }
}
