package org.siegel.transport.corroboration;

import java.time.Instant;

/** What other resolvers say of one mail server of a domain. */
public sealed interface CorroborationStanding {

    /** They were not asked: it would not count, or is not needed. */
    record NotAsked() implements CorroborationStanding {}

    /**
     * Enough of them see the same, and have for long enough.
     *
     * @param since when all of it had been seen for the first time
     */
    record Corroborated(int resolvers, Instant since) implements CorroborationStanding {}

    /** They see the same, but have not for long enough. */
    record TooYoung(int resolvers, Instant since) implements CorroborationStanding {}

    /** They see something else than each other, or than our own resolver: somebody may be lying. */
    record Contradicted(String detail) implements CorroborationStanding {}

    /** Too few of them answered. */
    record Unclear(String detail) implements CorroborationStanding {}
}
