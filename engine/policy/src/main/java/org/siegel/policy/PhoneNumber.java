package org.siegel.policy;

import java.util.regex.Pattern;

/**
 * A telephone number with its country (ITU-T E.164), such as {@code +491701234567}.
 *
 * @param digits with the plus sign, without blanks
 */
public record PhoneNumber(String digits) {

    private static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{6,14}");

    public PhoneNumber {
        if (!FORM.matcher(digits).matches()) {
            throw new IllegalArgumentException(
                    "a telephone number begins with + and the country's code, as in +49 170 1234567");
        }
    }

    /**
     * Reads what a person wrote: blanks, hyphens, slashes and parentheses are forgiven.
     *
     * @throws IllegalArgumentException if it is no number with its country; does not quote it
     */
    public static PhoneNumber parse(String written) {
        return new PhoneNumber(written.replaceAll("[\\s()/.-]", ""));
    }

    /** Enough to notice a wrong one: the last three digits. */
    public String ending() {
        return digits.substring(digits.length() - 3);
    }

    /** Tells the ending only: whose number it is concerns nobody. */
    @Override
    public String toString() {
        return "…" + ending();
    }
}
