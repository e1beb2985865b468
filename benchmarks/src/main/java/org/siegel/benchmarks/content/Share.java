package org.siegel.benchmarks.content;

import java.util.Locale;

/** So many of so many, with the interval that holds the true share 95 times of 100 (Wilson, 1927). */
record Share(int count, int all) {

    private static final double Z = 1.96;

    double value() {
        return all == 0 ? 0 : (double) count / all;
    }

    double low() {
        return bound(-1);
    }

    double high() {
        return bound(1);
    }

    private double bound(int sign) {
        if (all == 0) {
            return sign < 0 ? 0 : 1;
        }
        double spread = Z * Math.sqrt(value() * (1 - value()) / all + Z * Z / (4.0 * all * all));
        return Math.clamp((value() + Z * Z / (2 * all) + sign * spread) / (1 + Z * Z / all), 0, 1);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d of %d = %.2f %% (95 %%: %.2f to %.2f)",
                count,
                all,
                100 * value(),
                100 * low(),
                100 * high());
    }
}
