package org.siegel.policy;

import java.net.IDN;
import java.util.Locale;

/**
 * A domain name in lower-case ASCII (A-label) form without a trailing dot, so that equal names are equal objects.
 *
 * @param ascii at most 253 characters, no empty label
 */
public record DomainName(String ascii) implements Comparable<DomainName> {

    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;

    /** Java knows IDNA2003, which turns these into others; IDNA2008 keeps them: another domain (UTS 46, deviations). */
    private static final String DEVIATING = "\u00df\u03c2\u200c\u200d";

    public DomainName {
        if (!isCanonical(ascii)) {
            throw new IllegalArgumentException("'" + ascii + "' is not a domain name in lower-case ASCII form");
        }
    }

    /**
     * Reads a name as people and configurations write it: upper case, U-labels and one trailing dot are accepted.
     *
     * @throws IllegalArgumentException if it is no domain name
     */
    public static DomainName of(String text) {
        String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (bare.chars().anyMatch(c -> DEVIATING.indexOf(c) >= 0)) {
            throw new IllegalArgumentException(
                    "'" + text + "' has a letter that old and new software encode differently"
                            + " (such as \u00df), so its mail could go astray; write the name in its xn-- form");
        }
        try {
            return new DomainName(IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException _notAName) {
            throw new IllegalArgumentException("'" + text + "' is not a domain name", _notAName);
        }
    }

    /** Whether this name lies below {@code ancestor}, or is it. */
    public boolean isWithin(DomainName ancestor) {
        return equals(ancestor) || ascii.endsWith("." + ancestor.ascii);
    }

    @Override
    public int compareTo(DomainName other) {
        return ascii.compareTo(other.ascii);
    }

    @Override
    public String toString() {
        return ascii;
    }

    private static boolean isCanonical(String name) {
        if (name.isEmpty() || name.length() > LONGEST || !name.equals(name.toLowerCase(Locale.ROOT))) {
            return false;
        }
        for (String label : name.split("\\.", -1)) {
            if (label.isEmpty()
                    || label.length() > LONGEST_LABEL
                    || !label.chars().allMatch(DomainName::isNameChar)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNameChar(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
