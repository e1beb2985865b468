package org.siegel.content.detect;

import org.jspecify.annotations.Nullable;
import org.siegel.policy.Confidence;

/**
 * An identifier that was found.
 *
 * @param value      in its canonical form, only to tell distinct values apart
 * @param end        of the text that it took
 * @param confidence where the match itself tells, else null: the detector's
 */
record Match(String value, int end, @Nullable Confidence confidence) {

    Match(String value, int end) {
        this(value, end, null);
    }

    @Override
    public String toString() {
        return "Match up to " + end;
    }
}
