package org.siegel.policy;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The officer's rules for the judgement of transfers.
 *
 * @param qualifiedProfile the crypto profile that {@link TransportGrade#QUALIFIED} is judged by
 * @param secureMx         what makes MX names forgery-proof
 * @param pinned           MX names confirmed out of band
 * @param coverMailGrade   what the connection that carries a wrapped mail must reach
 * @param patience         how long a mail whose grade was predicted but not had is tried again before the procedure of
 *                         its class applies
 */
public record TransportRules(
        String qualifiedProfile,
        Set<MxTrust> secureMx,
        List<PinnedMx> pinned,
        TransportGrade coverMailGrade,
        Duration patience) {

    public TransportRules {
        secureMx = Set.copyOf(secureMx);
        pinned = List.copyOf(pinned);
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience cannot be negative");
        }
    }

    /** The same with another crypto profile. */
    public TransportRules judgedBy(String profile) {
        return new TransportRules(profile, secureMx, pinned, coverMailGrade, patience);
    }
}
