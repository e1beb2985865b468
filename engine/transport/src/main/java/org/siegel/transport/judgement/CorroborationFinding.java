package org.siegel.transport.judgement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.Finding.Status;
import org.siegel.policy.Remark;
import org.siegel.policy.Remark.Kind;
import org.siegel.transport.corroboration.CorroborationStanding;

/** What is to be said about what other resolvers see. It never lowers a grade; where it is needed, its lack does. */
final class CorroborationFinding {

    private CorroborationFinding() {}

    /** Empty where nobody was asked. */
    static Optional<Finding> of(CorroborationStanding standing) {
        return switch (standing) {
            case CorroborationStanding.NotAsked() -> Optional.empty();
            case CorroborationStanding.Corroborated(var resolvers, var since) ->
                found(Status.PASSED, Remark.of(Kind.CORROBORATED, resolvers, day(since)));
            case CorroborationStanding.TooYoung(var resolvers, var since) ->
                found(Status.REPORTED, Remark.of(Kind.CORROBORATED_TOO_BRIEFLY, resolvers, day(since)));
            case CorroborationStanding.Contradicted(var detail) ->
                found(Status.REPORTED, Remark.of(Kind.CONTRADICTED, detail));
            case CorroborationStanding.Unclear(var detail) ->
                found(Status.REPORTED, Remark.of(Kind.CORROBORATION_UNCLEAR, detail));
        };
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Optional<Finding> found(Status status, Remark remark) {
        return Optional.of(new Finding(Criterion.CORROBORATION, status, remark));
    }
}
