package org.siegel.transport.delivery;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.judgement.Judgement;

/** Predicts the grade of a domain by going as far as its mail servers' TLS, with every server that may be used. */
final class Prober {

    private final TargetFinder finder;
    private final Transfers transfers;

    Prober(TargetFinder finder, Transfers transfers) {
        this.finder = finder;
        this.transfers = transfers;
    }

    Prediction predict(DomainName domain) {
        return switch (finder.find(new Destination.Domain(domain))) {
            case TargetFinder.Finding.Nowhere(var why) -> new Prediction.Nowhere(why.detail());
            case TargetFinder.Finding.Unknown(var why) -> new Prediction.Undetermined(why.reason());
            case TargetFinder.Finding.Candidates(var candidates) -> weakest(candidates);
        };
    }

    private Prediction weakest(List<TargetFinder.Candidate> candidates) {
        List<Prediction.Known> known = new ArrayList<>();
        List<String> obstacles = new ArrayList<>();
        List<String> useless = new ArrayList<>();
        for (TargetFinder.Candidate candidate : candidates) {
            switch (candidate.resolve()) {
                case TargetFinder.Resolved.Later(var _isBogus, var reason) -> obstacles.add(reason);
                case TargetFinder.Resolved.Useless(var reason) -> useless.add(reason);
                case TargetFinder.Resolved.At(var target, var addresses) ->
                    probe(target, addresses, obstacles).ifPresent(known::add);
            }
        }
        return known.stream()
                .min(Comparator.comparing(Prediction.Known::grade))
                .<Prediction>map(weakest -> weakest)
                .orElseGet(() -> obstacles.isEmpty()
                        ? new Prediction.Nowhere(String.join("; ", useless))
                        : new Prediction.Undetermined(String.join("; ", obstacles)));
    }

    /** Empty if the server gets no mail at all: then it does not weaken the others (RFC 7672 §2.2). */
    private Optional<Prediction.Known> probe(MxTarget target, List<InetAddress> addresses, List<String> obstacles) {
        for (InetAddress address : addresses) {
            switch (transfers.explore(target, address)) {
                case OpenResult.Open open -> {
                    ConnectionFacts facts = open.facts();
                    transfers.release(transfers.fresh(target, address, open)); // it may carry the mail
                    Judgement judgement = facts.judgement();
                    judgement.prohibition().ifPresent(obstacles::add);
                    return judgement.prohibition().isPresent()
                            ? Optional.empty()
                            : Optional.of(new Prediction.Known(judgement.grade(), Optional.of(facts), why(judgement)));
                }
                case OpenResult.NoHandshake(var reason) -> {
                    if (target.bindsToTls()) {
                        obstacles.add(reason);
                        return Optional.empty();
                    }
                    return Optional.of(new Prediction.Known(TransportGrade.NONE, Optional.empty(), reason));
                }
                case OpenResult.Unavailable(var reason) -> obstacles.add(reason);
            }
        }
        return Optional.empty();
    }

    private static String why(Judgement judgement) {
        return switch (judgement.grade()) {
            case QUALIFIED -> "";
            case MANDATORY -> judgement.shortfall(TransportGrade.QUALIFIED);
            case OPPORTUNISTIC, NONE -> judgement.shortfall(TransportGrade.MANDATORY);
        };
    }
}
