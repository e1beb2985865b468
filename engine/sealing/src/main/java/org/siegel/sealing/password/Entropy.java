package org.siegel.sealing.password;

/**
 * How many equally likely passphrases there are, as a power of two.
 *
 * @param bits from 0 to 1000
 */
public record Entropy(int bits) implements Comparable<Entropy> {

    public Entropy {
        if (bits < 0 || bits > 1000) {
            throw new IllegalArgumentException("Entropy must be from 0 to 1000 bits, not " + bits);
        }
    }

    public boolean isAtLeast(Entropy floor) {
        return bits >= floor.bits;
    }

    @Override
    public int compareTo(Entropy other) {
        return Integer.compare(bits, other.bits);
    }

    @Override
    public String toString() {
        return bits + " bits";
    }
}
