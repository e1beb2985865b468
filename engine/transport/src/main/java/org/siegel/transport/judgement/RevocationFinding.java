package org.siegel.transport.judgement;

import java.util.Optional;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.Finding.Status;
import org.siegel.policy.Remark;
import org.siegel.transport.judgement.CryptoProfile.Level;
import org.siegel.transport.revocation.RevocationStanding;

/**
 * What is to be said about revocation. Only the proof that a certificate was revoked fails; that nothing is known is
 * recorded. Keys that DANE or a confirmation binds answer to no authority (RFC 7672 §10).
 */
final class RevocationFinding {

    private RevocationFinding() {}

    /** Empty where no authority was relied on, or the profile ignores it. */
    static Optional<Finding> of(Authentication authentication, Level level) {
        if (level == Level.IGNORED) {
            return Optional.empty();
        }
        return switch (authentication) {
            case Authentication.Pkix(var _name, RevocationStanding.Good(var words)) ->
                Optional.of(finding(Status.PASSED, words));
            case Authentication.Pkix(var _name, var standing) ->
                Optional.of(new Finding(
                        Criterion.REVOCATION,
                        Status.REPORTED,
                        Remark.of(Remark.Kind.REVOCATION_NOT_KNOWN, standing.words())));
            case Authentication.Revoked(var reason) ->
                Optional.of(finding(level == Level.REQUIRED ? Status.FAILED : Status.REPORTED, reason));
            case Authentication.Dane _dane -> Optional.empty();
            case Authentication.PinnedKey _pinned -> Optional.empty();
            case Authentication.None _none -> Optional.empty();
            case Authentication.Violated _violated -> Optional.empty();
        };
    }

    private static Finding finding(Status status, String detail) {
        return new Finding(Criterion.REVOCATION, status, detail);
    }
}
