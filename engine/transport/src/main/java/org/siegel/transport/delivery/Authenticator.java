package org.siegel.transport.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.siegel.transport.dane.DaneRule;
import org.siegel.transport.dane.DaneVerifier;
import org.siegel.transport.dane.TlsDemand;
import org.siegel.transport.dane.TlsaRecord;
import org.siegel.transport.dns.DnsAnswer.Security;
import org.siegel.transport.judgement.Authentication;
import org.siegel.transport.revocation.RevocationStanding;
import org.siegel.transport.revocation.Revocations;
import org.siegel.transport.tls.PkixVerifier;
import org.siegel.transport.tls.TlsObservation;

/**
 * Finds out who the server proved to be. Where DANE binds, MTA-STS cannot make good what fails there, nor does it ask for
 * another certificate than DANE does (RFC 7672 §2.2, RFC 8461 §2); a pinned key binds beside both.
 */
final class Authenticator {

    private static final Set<String> STS_VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

    private final PkixVerifier pkix;
    private final Revocations revocations;

    Authenticator(PkixVerifier pkix, Revocations revocations) {
        this.pkix = pkix;
        this.revocations = revocations;
    }

    Authentication authenticate(MxTarget target, TlsObservation tls, Instant now) {
        Authentication published = switch (DaneRule.demandFor(target.tlsa())) {
            case TlsDemand.Authenticated(var records) -> byDane(target, tls, records, now);
            case TlsDemand.SkipHost(var reason) -> new Authentication.Violated(tlsaUnknown(reason));
            case TlsDemand.Encrypted() -> withinSts(target, tls, byPkix(target, tls, now));
            case TlsDemand.None() -> withinSts(target, tls, byPkix(target, tls, now));
        };
        return target.pins().binds() ? withPinnedKey(target, tls, published) : published;
    }

    /** Without TLS: whether DANE, MTA-STS or a pinned key forbids that. */
    Authentication withoutTls(MxTarget target) {
        return switch (DaneRule.demandFor(target.tlsa())) {
            case TlsDemand.Authenticated _bound ->
                new Authentication.Violated(noTls("published TLSA records (DANE)", target));
            case TlsDemand.Encrypted() -> new Authentication.Violated(noTls("published TLSA records (DANE)", target));
            case TlsDemand.SkipHost(var reason) -> new Authentication.Violated(tlsaUnknown(reason));
            case TlsDemand.None() -> {
                if (target.sts().isEnforced()) {
                    yield new Authentication.Violated(noTls("published an MTA-STS policy (enforce)", target));
                }
                yield target.pins().binds()
                        ? new Authentication.Violated(noTls("confirmed the key of its mail server", target))
                        : new Authentication.None("nobody was authenticated: there is no TLS");
            }
        };
    }

    private static Authentication byDane(MxTarget target, TlsObservation tls, List<TlsaRecord> records, Instant now) {
        // DANE proves which server this is; that it is the domain's choice only follows from a signed MX record set.
        Optional<String> unnamed =
                target.mx() == Security.SECURE ? Optional.empty() : target.sts().prohibition(target.host());
        if (unnamed.isPresent()) {
            return new Authentication.Violated(unnamed.get());
        }
        return DaneVerifier.match(records, tls.chain(), target.references(), now)
                .<Authentication>map(Authentication.Dane::new)
                .orElseGet(() -> new Authentication.Violated("the certificate of " + target.host()
                        + " does not match the TLSA records that the domain published (DANE)"));
    }

    /** RFC 8461 §4, §5; and with no older TLS than that of RFC 8461 §7.2. */
    private static Authentication withinSts(MxTarget target, TlsObservation tls, Authentication byPkix) {
        Optional<String> unnamed = target.sts().prohibition(target.host());
        if (unnamed.isPresent()) {
            return new Authentication.Violated(unnamed.get());
        }
        if (!target.sts().isEnforced()) {
            return byPkix;
        }
        if (!STS_VERSIONS.contains(tls.version())) {
            return forbiddenBySts(target, "it speaks " + tls.version());
        }
        return switch (byPkix) {
            case Authentication.None(var reason) -> forbiddenBySts(target, reason);
            case Authentication.Revoked(var reason) -> forbiddenBySts(target, reason);
            case Authentication.Pkix _pkix -> byPkix;
            case Authentication.Dane _dane -> byPkix;
            case Authentication.PinnedKey _pinned -> byPkix;
            case Authentication.Violated _violated -> byPkix;
        };
    }

    private static Authentication forbiddenBySts(MxTarget target, String reason) {
        return new Authentication.Violated(
                "the domain's MTA-STS policy (enforce) forbids delivery to " + target.host() + ": " + reason);
    }

    private static Authentication withPinnedKey(MxTarget target, TlsObservation tls, Authentication published) {
        if (published instanceof Authentication.Violated) {
            return published;
        }
        return target.pins()
                .match(tls.leaf())
                .<Authentication>map(
                        pin -> published instanceof Authentication.Dane ? published : new Authentication.PinnedKey(pin))
                .orElseGet(() -> new Authentication.Violated(
                        "the key of " + target.host() + " is not the one that was confirmed out of band"));
    }

    private Authentication byPkix(MxTarget target, TlsObservation tls, Instant now) {
        if (target.isNameless()) {
            return new Authentication.None(
                    "the server is configured by its address, so no certificate can prove its name");
        }
        return switch (pkix.verify(tls.chain(), target.host(), now)) {
            case PkixVerifier.Result.Trusted(var path) ->
                switch (revocations.of(path, tls.staple(), now)) {
                    case RevocationStanding.Revoked(var reason) -> new Authentication.Revoked(revoked(target, reason));
                    case RevocationStanding.Good good -> new Authentication.Pkix(target.host(), good);
                    case RevocationStanding.Unknown unknown -> new Authentication.Pkix(target.host(), unknown);
                };
            case PkixVerifier.Result.Untrusted(var reason) -> new Authentication.None(reason);
        };
    }

    private static String revoked(MxTarget target, String reason) {
        return "the certificate of " + target.host() + " does not count: " + reason;
    }

    private static String noTls(String what, MxTarget target) {
        return "the domain " + what + ", but " + target.host() + " offers no TLS";
    }

    private static String tlsaUnknown(String reason) {
        return "the TLSA records (DANE) of the mail server could not be looked up: " + reason;
    }
}
