package org.siegel.policy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The officer's rules for the judgement of transfers.
 *
 * @param qualifiedProfile the crypto profile that {@link TransportGrade#QUALIFIED} is judged by
 * @param secureMx         what makes MX names forgery-proof
 * @param pinned           what recipients confirmed out of band
 * @param wildcardPolicyHosts whether a host of MTA-STS policies may show a wildcard certificate; empty: as the profile has it
 * @param corroboration    when what several resolvers saw counts
 * @param downgrade        what is done with mail to a domain whose transfer has become worse
 * @param coverMailGrade   what the connection that carries a wrapped mail must reach
 * @param patience         how long a mail whose grade was predicted but not had is tried again before the procedure of
 *                         its class applies
 */
public record TransportRules(
        String qualifiedProfile,
        Set<MxTrust> secureMx,
        List<PinnedMx> pinned,
        Optional<Boolean> wildcardPolicyHosts,
        CorroborationRules corroboration,
        DowngradeRules downgrade,
        TransportGrade coverMailGrade,
        Duration patience) {

    private static final String STRICT = "bsi-2026-strict";

    public TransportRules {
        secureMx = Set.copyOf(secureMx);
        pinned = List.copyOf(pinned);
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience cannot be negative");
        }
        if (qualifiedProfile.equals(STRICT) && secureMx.contains(MxTrust.CORROBORATED)) {
            throw new IllegalArgumentException("secure-mx cannot list 'corroborated' under the profile " + STRICT
                    + ": what several resolvers saw is no proof. Take it out, or use another profile");
        }
    }

    /** With the usual rules for policy hosts of MTA-STS, for corroboration and for downgrades. */
    public TransportRules(
            String qualifiedProfile,
            Set<MxTrust> secureMx,
            List<PinnedMx> pinned,
            TransportGrade coverMailGrade,
            Duration patience) {
        this(
                qualifiedProfile,
                secureMx,
                pinned,
                Optional.empty(),
                CorroborationRules.STANDARD,
                DowngradeRules.STANDARD,
                coverMailGrade,
                patience);
    }

    /** The same with another crypto profile; what that does not allow secures MX names no longer. */
    public TransportRules judgedBy(String profile) {
        Set<MxTrust> allowed = secureMx.stream()
                .filter(trust -> !profile.equals(STRICT) || trust != MxTrust.CORROBORATED)
                .collect(Collectors.toSet());
        return new TransportRules(
                profile, allowed, pinned, wildcardPolicyHosts, corroboration, downgrade, coverMailGrade, patience);
    }

    /** Whether a host of MTA-STS policies may show a wildcard certificate; BSI TR-03108 says it should not. */
    public boolean acceptsWildcardPolicyHosts() {
        return wildcardPolicyHosts.orElse(!qualifiedProfile.equals(STRICT));
    }

    /** What is pinned for the domain and holds on that day. */
    public List<PinnedMx> pinnedFor(DomainName domain, LocalDate day) {
        return pinned.stream()
                .filter(pin -> pin.domain().equals(domain) && pin.holdsOn(day))
                .toList();
    }

    /** The pins that no longer hold; they have no effect. */
    public List<PinnedMx> expiredPins(LocalDate day) {
        return pinned.stream().filter(pin -> !pin.holdsOn(day)).toList();
    }
}
