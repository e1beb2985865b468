package org.siegel.transport.judgement;

import java.util.Optional;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.Finding.Status;
import org.siegel.policy.Remark;
import org.siegel.policy.Remark.Kind;
import org.siegel.transport.mtasts.StsStanding;

/** What is to be said about MTA-STS. What is only tested never hinders (RFC 8461 §5), but is told (RFC 8461 §6). */
final class StsFinding {

    private StsFinding() {}

    /** Empty where the domain has no policy. */
    static Optional<Finding> of(ObservedTransfer transfer) {
        return switch (transfer.sts()) {
            case StsStanding.Silent() -> Optional.empty();
            case StsStanding.Missing(var reason) ->
                Optional.of(finding(Status.REPORTED, Remark.of(Kind.MTA_STS_MISSING, reason)));
            case StsStanding.Judged(var isNamed, var isEnforced) -> Optional.of(judged(transfer, isNamed, isEnforced));
        };
    }

    private static Finding judged(ObservedTransfer transfer, boolean isNamed, boolean isEnforced) {
        String mode = isEnforced ? "enforce" : "testing";
        Optional<String> problem = problem(transfer);
        if (isNamed && problem.isEmpty()) {
            return finding(Status.PASSED, Remark.of(Kind.MTA_STS_FITS, mode));
        }
        boolean daneDecides = transfer.authentication() instanceof Authentication.Dane;
        return finding(
                isEnforced && !daneDecides ? Status.FAILED : Status.REPORTED,
                isNamed
                        ? Remark.of(Kind.MTA_STS_DOES_NOT_FIT, mode, problem.orElseThrow())
                        : Remark.of(Kind.MTA_STS_DOES_NOT_NAME, mode));
    }

    private static Optional<String> problem(ObservedTransfer transfer) {
        return switch (transfer.authentication()) {
            case Authentication.Pkix _pkix -> Optional.empty();
            case Authentication.Dane _dane -> Optional.empty();
            case Authentication.PinnedKey _pinned -> Optional.empty();
            case Authentication.Revoked(var reason) -> Optional.of(reason);
            case Authentication.None(var reason) -> Optional.of(reason);
            case Authentication.Violated(var reason) -> Optional.of(reason);
        };
    }

    private static Finding finding(Status status, Remark remark) {
        return new Finding(Criterion.MTA_STS, status, remark);
    }
}
