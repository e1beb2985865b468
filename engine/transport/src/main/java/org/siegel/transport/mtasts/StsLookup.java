package org.siegel.transport.mtasts;

import java.time.Instant;
import java.util.Optional;
import org.siegel.transport.mtasts.PolicyFetcher.Trouble;

/** Which MTA-STS policy holds for a domain now. */
public sealed interface StsLookup {

    /**
     * This one; its mode may still be that of no policy.
     *
     * @param validUntil when it must be looked for anew
     */
    record Applies(StsPolicy policy, Instant validUntil) implements StsLookup {}

    /** None: the domain has none. */
    record None() implements StsLookup {}

    /**
     * None, although the domain says that it has one or may have one: it could not be had.
     *
     * @param trouble what kept away a policy that was announced; empty if not even the announcement could be read
     */
    record Missing(Optional<Trouble> trouble, String reason) implements StsLookup {}
}
