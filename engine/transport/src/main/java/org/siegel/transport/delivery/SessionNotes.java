package org.siegel.transport.delivery;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.transport.dane.DaneRule;
import org.siegel.transport.dane.TlsDemand;
import org.siegel.transport.dane.TlsaLookup;
import org.siegel.transport.mtasts.PolicyFetcher.Trouble;
import org.siegel.transport.mtasts.StsLookup;
import org.siegel.transport.mtasts.StsPolicy;
import org.siegel.transport.tls.ServerNames;
import org.siegel.transport.tls.TlsObservation;
import org.siegel.transport.tlsrpt.AppliedPolicy;
import org.siegel.transport.tlsrpt.AppliedPolicy.Kind;
import org.siegel.transport.tlsrpt.FailureType;
import org.siegel.transport.tlsrpt.TlsSession;
import org.siegel.transport.tlsrpt.TlsSessions;

/**
 * Tells of each session that a delivery opens how it went, in the terms of RFC 8460 §4.3. Where TLSA records bind, the session is
 * held under them, else under the MTA-STS policy, else under none.
 */
final class SessionNotes {

    private static final Set<String> STS_VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

    private final TlsSessions sessions;
    private final Optional<InetAddress> local;
    private final Clock clock;

    /** @param local the address that is connected from, if it is set */
    SessionNotes(TlsSessions sessions, Optional<InetAddress> local, Clock clock) {
        this.sessions = sessions;
        this.local = local;
        this.clock = clock;
    }

    /** Tells nobody. */
    static SessionNotes none() {
        return new SessionNotes(TlsSessions.none(), Optional.empty(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    /** What came of opening a connection. Where it did not come as far as TLS, there was no session. */
    void opened(TargetFinder.Resolved.At at, InetAddress address, OpenResult result) {
        switch (result) {
            case OpenResult.Open(var _conversation, var facts) -> held(at, facts);
            case OpenResult.NoHandshake(var reason, var _unanswered) ->
                failed(at, address, FailureType.VALIDATION_FAILURE, reason);
            case OpenResult.Injected(var reason) -> failed(at, address, FailureType.VALIDATION_FAILURE, reason);
            case OpenResult.Unavailable(var reason, var isHelloUnanswered) -> {
                if (isHelloUnanswered) {
                    failed(at, address, FailureType.VALIDATION_FAILURE, reason);
                }
            }
        }
    }

    /** The first mail goes over a connection that somebody else opened, to look. */
    void taken(TargetFinder.Resolved.At at, KeptConnection connection) {
        if (connection.mails() == 0) {
            held(at, connection.facts());
        }
    }

    /** Nothing was sent, because nobody knows what DANE demands. */
    void unknown(TargetFinder.Resolved.At at, String reason) {
        MxTarget target = at.target();
        sessions.note(new TlsSession(
                new AppliedPolicy(Kind.TLSA, List.of(), target.nextHop(), List.of()),
                Optional.of(new TlsSession.Failure(
                        FailureType.DNSSEC_INVALID, Optional.empty(), target.host(), Optional.empty(), reason))));
    }

    private void held(TargetFinder.Resolved.At at, ConnectionFacts facts) {
        Optional<Flaw> flaw = flaw(at, facts);
        if (flaw.isPresent()) {
            failed(at, facts.address(), flaw.get().type(), flaw.get().reason());
        } else {
            sessions.note(new TlsSession(policy(at), Optional.empty()));
        }
    }

    private void failed(TargetFinder.Resolved.At at, InetAddress address, FailureType type, String reason) {
        sessions.note(new TlsSession(
                policy(at),
                Optional.of(new TlsSession.Failure(
                        type,
                        local.or(() -> localTowards(address, at.target().port())),
                        at.target().host(),
                        Optional.of(address),
                        reason))));
    }

    /** Connecting a datagram socket sends nothing. */
    private static Optional<InetAddress> localTowards(InetAddress address, int port) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(address, port));
            return Optional.of(socket.getLocalAddress());
        } catch (IOException _noRoute) {
            return Optional.empty();
        }
    }

    private static AppliedPolicy policy(TargetFinder.Resolved.At at) {
        MxTarget target = at.target();
        if (target.tlsa() instanceof TlsaLookup.Secure(var _base, var records)) {
            return new AppliedPolicy(
                    Kind.TLSA, records.stream().map(Object::toString).toList(), target.nextHop(), List.of());
        }
        return switch (at.sts()) {
            case StsLookup.Applies(var policy, var _validUntil) ->
                policy.mode() == StsPolicy.Mode.NONE ? none(target) : sts(target, policy);
            case StsLookup.Missing(var trouble, var _reason) ->
                trouble.isPresent()
                        ? new AppliedPolicy(Kind.STS, List.of(), target.nextHop(), List.of())
                        : none(target);
            case StsLookup.None() -> none(target);
        };
    }

    private static AppliedPolicy none(MxTarget target) {
        return new AppliedPolicy(Kind.NONE, List.of(), target.nextHop(), List.of());
    }

    private static AppliedPolicy sts(MxTarget target, StsPolicy policy) {
        return new AppliedPolicy(
                Kind.STS,
                policy.text().lines().filter(line -> !line.isBlank()).toList(),
                target.nextHop(),
                policy.text()
                        .lines()
                        .filter(line -> line.startsWith("mx:"))
                        .map(line -> line.substring("mx:".length()).strip())
                        .toList());
    }

    private record Flaw(FailureType type, String reason) {}

    private Optional<Flaw> flaw(TargetFinder.Resolved.At at, ConnectionFacts facts) {
        if (facts.tls().isEmpty()) {
            return Optional.of(new Flaw(FailureType.STARTTLS_NOT_SUPPORTED, noTls(facts)));
        }
        TlsObservation tls = facts.tls().get();
        return switch (policy(at).kind()) {
            case TLSA -> againstTlsa(at.target(), facts);
            case STS -> againstSts(at, facts, tls);
            case NONE -> Optional.empty();
        };
    }

    private static String noTls(ConnectionFacts facts) {
        return finding(facts, Criterion.STARTTLS).map(Finding::detail).orElse("there was no TLS");
    }

    private static Optional<Finding> finding(ConnectionFacts facts, Criterion criterion) {
        return facts.judgement().findings().stream()
                .filter(finding -> finding.criterion() == criterion)
                .findFirst();
    }

    private static Optional<String> unauthenticated(ConnectionFacts facts) {
        return finding(facts, Criterion.AUTHENTICATION)
                .filter(finding -> !finding.isFulfilled())
                .map(Finding::detail);
    }

    private static Optional<Flaw> againstTlsa(MxTarget target, ConnectionFacts facts) {
        if (DaneRule.demandFor(target.tlsa()) instanceof TlsDemand.Encrypted) {
            return Optional.of(new Flaw(FailureType.TLSA_INVALID, "none of the TLSA records can be used"));
        }
        return unauthenticated(facts).map(reason -> new Flaw(FailureType.VALIDATION_FAILURE, reason));
    }

    private Optional<Flaw> againstSts(TargetFinder.Resolved.At at, ConnectionFacts facts, TlsObservation tls) {
        if (at.sts() instanceof StsLookup.Missing(var trouble, var reason) && trouble.isPresent()) {
            return Optional.of(new Flaw(type(trouble.get()), reason));
        }
        MxTarget target = at.target();
        if (at.sts() instanceof StsLookup.Applies(var policy, var _validUntil) && !policy.names(target.host())) {
            return Optional.of(new Flaw(
                    FailureType.VALIDATION_FAILURE, "the policy does not name the mail server " + target.host()));
        }
        if (!STS_VERSIONS.contains(tls.version())) {
            return Optional.of(new Flaw(FailureType.VALIDATION_FAILURE, "it speaks " + tls.version()));
        }
        return unauthenticated(facts).map(reason -> new Flaw(certificate(target, tls), reason));
    }

    private static FailureType type(Trouble trouble) {
        return switch (trouble) {
            case FETCH -> FailureType.STS_POLICY_FETCH_ERROR;
            case INVALID -> FailureType.STS_POLICY_INVALID;
            case CERTIFICATE -> FailureType.STS_WEBPKI_INVALID;
        };
    }

    private FailureType certificate(MxTarget target, TlsObservation tls) {
        if (tls.chain().isEmpty()) {
            return FailureType.CERTIFICATE_NOT_TRUSTED;
        }
        if (!ServerNames.matchesDnsName(tls.leaf(), Set.of(target.host()))) {
            return FailureType.CERTIFICATE_HOST_MISMATCH;
        }
        return clock.instant().isAfter(tls.leaf().getNotAfter().toInstant())
                ? FailureType.CERTIFICATE_EXPIRED
                : FailureType.CERTIFICATE_NOT_TRUSTED;
    }
}
