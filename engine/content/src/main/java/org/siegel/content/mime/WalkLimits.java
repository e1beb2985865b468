package org.siegel.content.mime;

import java.time.Duration;
import java.util.Optional;
import org.siegel.policy.PartState;

/**
 * How much of one message is looked at. Whatever lies beyond is reported as {@link PartState#LIMIT}, or {@link
 * PartState#TIMEOUT} if it was for the time.
 *
 * @param depth             how deeply multiparts and messages may be nested
 * @param parts             how many parts are looked into
 * @param charactersPerPart of text that are read in one part
 * @param characters        of text that are read in all
 * @param unpackedBytes     that all archives and documents may unpack to; an attachment twice as long is looked into
 * @param entries           of archives and documents in all
 * @param time              that the look may take in this process, computing time of its thread; empty: as long as it takes
 */
public record WalkLimits(
        int depth,
        int parts,
        long charactersPerPart,
        long characters,
        long unpackedBytes,
        int entries,
        Optional<Duration> time) {

    /** Without a limit of time. */
    public WalkLimits(int depth, int parts, long charactersPerPart, long characters, long unpackedBytes, int entries) {
        this(depth, parts, charactersPerPart, characters, unpackedBytes, entries, Optional.empty());
    }

    /** Generous for mail: every text that passes a usual size limit of 25 MB is read to its end, however long that takes. */
    public static final WalkLimits DEFAULT =
            new WalkLimits(50, 2_000, 25_000_000, 50_000_000, 64L * 1024 * 1024, 20_000);

    public WalkLimits {
        if (depth < 1 || parts < 1 || charactersPerPart < 1 || characters < 1 || unpackedBytes < 1 || entries < 1) {
            throw new IllegalArgumentException("Each limit of the MIME walk must be 1 or more");
        }
    }

    /** The same with a limit of time. */
    public WalkLimits within(Duration most) {
        return new WalkLimits(depth, parts, charactersPerPart, characters, unpackedBytes, entries, Optional.of(most));
    }

    /** The same with another limit on what is unpacked. */
    public WalkLimits unpacking(long bytes) {
        return new WalkLimits(depth, parts, charactersPerPart, characters, bytes, entries, time);
    }
}
