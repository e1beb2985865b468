package org.siegel.store;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret in a link or reply address that answers one question: 256 random bits as 52 digits of base 32, so that it
 * fits into the local part of an address and survives a change of case. A browser in which a sender signs in keeps one too, which
 * answers nothing. The database knows its hash only.
 */
public final class QuestionToken {

    private static final int BITS = 256;
    private static final int DIGITS = 52;
    private static final int RADIX = 32;
    private static final Pattern FORM = Pattern.compile("[0-9a-v]{52}");

    private final String text;

    private QuestionToken(String text) {
        this.text = text;
    }

    /** A new one. */
    @AtTheEdge
    public static QuestionToken random(SecureRandom random) {
        String digits = new BigInteger(BITS, random).toString(RADIX);
        return new QuestionToken("0".repeat(DIGITS - digits.length()) + digits);
    }

    /** What somebody sent; empty if it cannot be a token. */
    public static Optional<QuestionToken> parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return FORM.matcher(lower).matches() ? Optional.of(new QuestionToken(lower)) : Optional.empty();
    }

    /** The secret itself. */
    public String text() {
        return text;
    }

    String hash() {
        return Hash.of(digest -> digest.update(text.getBytes(StandardCharsets.US_ASCII)))
                .hex();
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return "a token";
    }
}
