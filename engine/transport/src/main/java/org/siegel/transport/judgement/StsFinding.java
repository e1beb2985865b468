package org.siegel.transport.judgement;

import java.util.Optional;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.Finding.Status;
import org.siegel.transport.mtasts.StsStanding;

/** What is to be said about MTA-STS. What is only tested never hinders (RFC 8461 §5), but is told (RFC 8461 §6). */
final class StsFinding {

    private StsFinding() {}

    /** Empty where the domain has no policy. */
    static Optional<Finding> of(ObservedTransfer transfer) {
        return switch (transfer.sts()) {
            case StsStanding.Silent() -> Optional.empty();
            case StsStanding.Missing(var reason) ->
                Optional.of(finding(Status.REPORTED, "the domain's MTA-STS policy could not be had: " + reason));
            case StsStanding.Judged(var isNamed, var isEnforced) -> Optional.of(judged(transfer, isNamed, isEnforced));
        };
    }

    private static Finding judged(ObservedTransfer transfer, boolean isNamed, boolean isEnforced) {
        String mode = isEnforced ? "enforce" : "testing";
        String problem = problem(transfer, isNamed);
        if (problem.isEmpty()) {
            return finding(Status.PASSED, "the mail server fits the domain's MTA-STS policy (" + mode + ")");
        }
        boolean daneDecides = transfer.authentication() instanceof Authentication.Dane;
        return finding(
                isEnforced && !daneDecides ? Status.FAILED : Status.REPORTED,
                "the mail server does not fit the domain's MTA-STS policy (" + mode + "): " + problem);
    }

    private static String problem(ObservedTransfer transfer, boolean isNamed) {
        if (!isNamed) {
            return "the policy does not name it";
        }
        return switch (transfer.authentication()) {
            case Authentication.Pkix _pkix -> "";
            case Authentication.Dane _dane -> "";
            case Authentication.PinnedKey _pinned -> "";
            case Authentication.Revoked(var reason) -> reason;
            case Authentication.None(var reason) -> reason;
            case Authentication.Violated(var reason) -> reason;
        };
    }

    private static Finding finding(Status status, String detail) {
        return new Finding(Criterion.MTA_STS, status, detail);
    }
}
