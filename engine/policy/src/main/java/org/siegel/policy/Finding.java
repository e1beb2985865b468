package org.siegel.policy;

import java.util.Optional;

/**
 * One fact about a transfer, judged.
 *
 * @param criterion what was looked at
 * @param status    how it was judged
 * @param detail    what was seen and, unless it passed, what would have been needed, in English; no message content
 * @param remark    the same for programs and other languages; absent where only people need to know
 */
public record Finding(Criterion criterion, Status status, String detail, Optional<Remark> remark) {

    /** With words for people alone. */
    public Finding(Criterion criterion, Status status, String detail) {
        this(criterion, status, detail, Optional.empty());
    }

    /** With what can be said in any language. */
    public Finding(Criterion criterion, Status status, Remark remark) {
        this(criterion, status, remark.in(Remark.Kind::english), Optional.of(remark));
    }

    /** How a fact was judged against what the profile requires. */
    public enum Status {
        PASSED,
        /** Below the recommendation, but the profile only reports it. */
        REPORTED,
        FAILED,
        /** It could not be told; counts as not fulfilled wherever the profile requires it. */
        UNKNOWN
    }

    /** Whether a demand on this criterion is met. */
    public boolean isFulfilled() {
        return status == Status.PASSED || status == Status.REPORTED;
    }

    @Override
    public String toString() {
        return criterion.label() + " " + status + ": " + detail;
    }
}
