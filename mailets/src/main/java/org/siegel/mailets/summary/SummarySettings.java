package org.siegel.mailets.summary;

import java.time.Duration;

/**
 * Which senders get a summary, and when.
 *
 * @param wish   of which mails
 * @param latest so long after a mail came its sender is told, whatever is still open then
 */
public record SummarySettings(Wish wish, Duration latest) {

    /** Of which mails senders get a summary. */
    public enum Wish {
        /** Of none. */
        NEVER,
        /** Of those that not all recipients got readable at once. */
        EXCEPTIONS,
        /** Of all. */
        ALWAYS
    }
}
