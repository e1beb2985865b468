package org.siegel.content.mime;

import org.siegel.policy.PartState;

/**
 * How much of one message is looked at. Whatever lies beyond is reported as {@link PartState#LIMIT}.
 *
 * @param depth             how deeply multiparts and messages may be nested
 * @param parts             how many parts are looked into
 * @param charactersPerPart of text that are read in one part
 * @param characters        of text that are read in all
 * @param unpackedBytes     that all archives and documents may unpack to, and the longest attachment that is looked into
 * @param entries           of archives and documents in all
 */
public record WalkLimits(
        int depth, int parts, long charactersPerPart, long characters, long unpackedBytes, int entries) {

    /** Generous for mail: every text that passes a usual size limit of 25 MB is read to its end. */
    public static final WalkLimits DEFAULT =
            new WalkLimits(50, 2_000, 25_000_000, 50_000_000, 128L * 1024 * 1024, 20_000);

    public WalkLimits {
        if (depth < 1 || parts < 1 || charactersPerPart < 1 || characters < 1 || unpackedBytes < 1 || entries < 1) {
            throw new IllegalArgumentException("Each limit of the MIME walk must be 1 or more");
        }
    }
}
