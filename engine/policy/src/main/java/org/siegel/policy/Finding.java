package org.siegel.policy;

/**
 * One fact about a transfer, judged.
 *
 * @param criterion what was looked at
 * @param status    how it was judged
 * @param detail    what was seen and, unless it passed, what would have been needed; no message content
 */
public record Finding(Criterion criterion, Status status, String detail) {

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
