package org.siegel.transport.judgement;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.siegel.policy.Finding;
import org.siegel.policy.TransportGrade;

/**
 * What one observed transfer is worth.
 *
 * @param grade             the best grade it reaches
 * @param findings          against what {@link TransportGrade#QUALIFIED} needs, all criteria
 * @param shortOfMandatory  what keeps it from {@link TransportGrade#MANDATORY}; empty if nothing does
 * @param prohibition       why nothing may be delivered over it, whatever is demanded
 * @param profile           name and edition of the profile for qualified transfer
 */
public record Judgement(
        TransportGrade grade,
        List<Finding> findings,
        List<Finding> shortOfMandatory,
        Optional<String> prohibition,
        String profile) {

    public Judgement {
        findings = List.copyOf(findings);
        shortOfMandatory = List.copyOf(shortOfMandatory);
    }

    /** Whether mail that demands {@code demand} may go over it. */
    public boolean permits(TransportGrade demand) {
        return prohibition.isEmpty() && grade.atLeast(demand);
    }

    /** Why it does not reach {@code demand}, in words; empty if it does. */
    public String shortfall(TransportGrade demand) {
        if (prohibition.isPresent()) {
            return prohibition.get();
        }
        return words(missing(demand));
    }

    /** The findings that keep it from {@code demand}; empty if nothing does. */
    public List<Finding> missing(TransportGrade demand) {
        if (grade.atLeast(demand)) {
            return List.of();
        }
        List<Finding> relevant = demand == TransportGrade.QUALIFIED ? findings : shortOfMandatory;
        return relevant.stream().filter(finding -> !finding.isFulfilled()).toList();
    }

    /** Findings as part of a sentence. */
    public static String words(List<Finding> findings) {
        return findings.stream().map(Finding::detail).distinct().collect(Collectors.joining("; "));
    }
}
