package org.siegel.transport.delivery;

import java.time.Instant;
import org.siegel.transport.dane.DaneRule;
import org.siegel.transport.dane.DaneVerifier;
import org.siegel.transport.dane.TlsDemand;
import org.siegel.transport.judgement.Authentication;
import org.siegel.transport.tls.PkixVerifier;
import org.siegel.transport.tls.TlsObservation;

/** Finds out who the server proved to be. Where DANE binds, DANE alone decides (RFC 7672 §2.2, RFC 8461 §2). */
final class Authenticator {

    private final PkixVerifier pkix;

    Authenticator(PkixVerifier pkix) {
        this.pkix = pkix;
    }

    Authentication authenticate(MxTarget target, TlsObservation tls, Instant now) {
        return switch (DaneRule.demandFor(target.tlsa())) {
            case TlsDemand.Authenticated(var records) ->
                DaneVerifier.match(records, tls.chain(), target.references(), now)
                        .<Authentication>map(Authentication.Dane::new)
                        .orElseGet(() -> new Authentication.Violated("the certificate of " + target.host()
                                + " does not match the TLSA records that the domain published (DANE)"));
            case TlsDemand.SkipHost(var reason) -> new Authentication.Violated(tlsaUnknown(reason));
            case TlsDemand.Encrypted() -> byPkix(target, tls, now);
            case TlsDemand.None() -> byPkix(target, tls, now);
        };
    }

    /** Without TLS: whether DANE forbids that. */
    Authentication withoutTls(MxTarget target) {
        return switch (DaneRule.demandFor(target.tlsa())) {
            case TlsDemand.Authenticated _bound -> new Authentication.Violated(noTls(target));
            case TlsDemand.Encrypted() -> new Authentication.Violated(noTls(target));
            case TlsDemand.SkipHost(var reason) -> new Authentication.Violated(tlsaUnknown(reason));
            case TlsDemand.None() -> new Authentication.None("nobody was authenticated: there is no TLS");
        };
    }

    private Authentication byPkix(MxTarget target, TlsObservation tls, Instant now) {
        if (target.isNameless()) {
            return new Authentication.None(
                    "the server is configured by its address, so no certificate can prove its name");
        }
        return switch (pkix.verify(tls.chain(), target.host(), now)) {
            case PkixVerifier.Result.Trusted() -> new Authentication.Pkix(target.host());
            case PkixVerifier.Result.Untrusted(var reason) -> new Authentication.None(reason);
        };
    }

    private static String noTls(MxTarget target) {
        return "the domain published TLSA records (DANE), but " + target.host() + " offers no TLS";
    }

    private static String tlsaUnknown(String reason) {
        return "the TLSA records (DANE) of the mail server could not be looked up: " + reason;
    }
}
