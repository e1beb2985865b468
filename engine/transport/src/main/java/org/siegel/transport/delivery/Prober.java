package org.siegel.transport.delivery;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.delivery.MxVerdict.Forbidden;
import org.siegel.transport.delivery.MxVerdict.Reaches;
import org.siegel.transport.delivery.MxVerdict.Standing;
import org.siegel.transport.delivery.MxVerdict.Unreachable;
import org.siegel.transport.delivery.MxVerdict.Unusable;
import org.siegel.transport.judgement.Judgement;

/** Predicts the grade of a domain by going as far as its mail servers' TLS, with every server that may be used, at once. */
final class Prober {

    private final TargetFinder finder;
    private final Transfers transfers;
    private final ProbeGuard guard;
    private final Duration validity;
    private final Executor executor;
    private final Clock clock;

    /**
     * Asks nothing yet.
     *
     * @param validity how long a verdict is relied on at most
     * @param executor for blocking work; virtual threads are meant
     */
    Prober(
            TargetFinder finder,
            Transfers transfers,
            ProbeGuard guard,
            Duration validity,
            Executor executor,
            Clock clock) {
        this.finder = finder;
        this.transfers = transfers;
        this.guard = guard;
        this.validity = validity;
        this.executor = executor;
        this.clock = clock;
    }

    Verdict probe(DomainName domain) {
        ValidityNotingDns noting = new ValidityNotingDns(finder.dns(), clock);
        TargetFinder.Finding found = finder.over(noting).find(new Destination.Domain(domain));
        List<MxVerdict> hosts =
                found instanceof TargetFinder.Finding.Candidates(var candidates) ? probeAll(candidates) : List.of();
        Prediction prediction = switch (found) {
            case TargetFinder.Finding.Nowhere(var why) -> new Prediction.Nowhere(why.detail());
            case TargetFinder.Finding.Unknown(var why) -> new Prediction.Undetermined(why.reason());
            case TargetFinder.Finding.Candidates _candidates -> weakest(hosts);
        };
        return new Verdict(
                domain,
                prediction,
                hosts,
                earlier(noting.least(), clock.instant().plus(validity)));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private List<MxVerdict> probeAll(List<TargetFinder.Candidate> candidates) {
        List<CompletableFuture<MxVerdict>> verdicts = candidates.stream()
                .map(candidate -> CompletableFuture.supplyAsync(
                        () -> new MxVerdict(candidate.host(), candidate.preference(), probe(candidate)), executor))
                .toList();
        return verdicts.stream().map(CompletableFuture::join).toList();
    }

    private static Prediction weakest(List<MxVerdict> hosts) {
        return Verdict.weakest(hosts)
                .<Prediction>map(
                        weakest -> new Prediction.Known(weakest.grade(), weakest.blemishes(), weakest.missing()))
                .orElseGet(() -> nobody(hosts));
    }

    private static Prediction nobody(List<MxVerdict> hosts) {
        boolean isForGood = hosts.stream().allMatch(host -> host.standing() instanceof Unusable);
        String why = hosts.stream()
                .map(MxVerdict::standing)
                .filter(standing -> isForGood || !(standing instanceof Unusable))
                .map(Standing::why)
                .collect(Collectors.joining("; "));
        return isForGood ? new Prediction.Nowhere(why) : new Prediction.Undetermined(why);
    }

    private Standing probe(TargetFinder.Candidate candidate) {
        return switch (candidate.resolve()) {
            case TargetFinder.Resolved.Later(var _isBogus, var reason) -> new Unreachable(reason);
            case TargetFinder.Resolved.Useless(var reason) -> new Unusable(reason);
            case TargetFinder.Resolved.TlsaUnknown(var _at, var _isBogus, var reason) -> new Unreachable(reason);
            case TargetFinder.Resolved.At(var target, var addresses, var _sts) -> probe(target, addresses);
        };
    }

    private Standing probe(MxTarget target, List<InetAddress> addresses) {
        List<String> obstacles = new ArrayList<>();
        for (InetAddress address : transfers.ordered(addresses)) {
            OpenResult result;
            switch (guard.probe(target, address, () -> transfers.explore(target, address))) {
                case ProbeGuard.Outcome.Probed(var seen) -> result = seen;
                case ProbeGuard.Outcome.Spared(var reason, var lately) -> {
                    if (lately.isPresent()) {
                        return standing(transfers.judgedAgain(target, lately.get()));
                    }
                    result = new OpenResult.Unavailable(reason);
                }
            }
            switch (result) {
                case OpenResult.Open open -> {
                    transfers.release(transfers.fresh(target, address, open)); // it may carry the mail
                    return standing(open.facts());
                }
                case OpenResult.NoHandshake(var reason, var _unanswered) -> {
                    return target.bindsToTls()
                            ? new Forbidden(Optional.empty(), reason)
                            : new Reaches(TransportGrade.NONE, Optional.empty(), reason);
                }
                case OpenResult.Injected(var reason) -> obstacles.add(reason);
                case OpenResult.Unavailable(var reason, var _unanswered) -> obstacles.add(reason);
            }
        }
        return new Unreachable(String.join("; ", obstacles));
    }

    private static Standing standing(ConnectionFacts facts) {
        Judgement judgement = facts.judgement();
        return judgement
                .prohibition()
                .<Standing>map(why -> new Forbidden(Optional.of(facts), why))
                .orElseGet(() -> new Reaches(judgement.grade(), Optional.of(facts), why(judgement)));
    }

    private static String why(Judgement judgement) {
        return switch (judgement.grade()) {
            case QUALIFIED -> "";
            case MANDATORY -> judgement.shortfall(TransportGrade.QUALIFIED);
            case OPPORTUNISTIC, NONE -> judgement.shortfall(TransportGrade.MANDATORY);
        };
    }
}
