package org.siegel.policy;

/**
 * A data-protection risk class as the officer named it. Its rank is its place in the policy file, lowest risk first.
 *
 * @param name as in the policy file, such as {@code very-high}
 * @param rank 0 for the lowest risk
 */
public record RiskClass(String name, int rank) implements Comparable<RiskClass> {

    public RiskClass {
        if (name.isBlank() || rank < 0) {
            throw new IllegalArgumentException("A risk class needs a name and a rank of at least 0");
        }
    }

    /** The riskier of the two. */
    public RiskClass max(RiskClass other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public int compareTo(RiskClass other) {
        return Integer.compare(rank, other.rank);
    }

    @Override
    public String toString() {
        return name;
    }
}
