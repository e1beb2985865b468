package org.siegel.sealing.container;

import java.time.Duration;

/**
 * How much a message may cost to show. Beyond it the message is shown as plain text and its HTML is handed over as a file.
 *
 * @param time for laying out and painting, 1 second to 5 minutes
 * @param pages 1 to 5000
 * @param pixelsPerImage of one picture; larger ones are handed over as files
 * @param pixelsInAll of all pictures of a message together
 */
public record RenderingLimits(Duration time, int pages, long pixelsPerImage, long pixelsInAll) {

    public static final RenderingLimits DEFAULT =
            new RenderingLimits(Duration.ofSeconds(10), 400, 20_000_000, 60_000_000);

    public RenderingLimits {
        if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("Rendering time must be from 1 second to 5 minutes, not " + time);
        }
        if (pages < 1 || pages > 5000) {
            throw new IllegalArgumentException("Page limit must be from 1 to 5000, not " + pages);
        }
        if (pixelsPerImage < 1 || pixelsInAll < pixelsPerImage) {
            throw new IllegalArgumentException("Pixel limits must be positive, and in all at least as many as for one");
        }
    }
}
