package org.siegel.store;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is sent to a sender's mailbox and typed on the page: eight digits, which every phone has a keyboard for. The database knows
 * a hash that takes what the browser keeps with it, as eight digits alone are found by trying all.
 */
public final class SignInCode {

    private static final int BOUND = 100_000_000;
    private static final Pattern FORM = Pattern.compile("[0-9]{8}");
    private static final Pattern GAPS = Pattern.compile("[\\s\\h-]+");
    private static final int HALF = 4;

    private final String digits;

    private SignInCode(String digits) {
        this.digits = digits;
    }

    @AtTheEdge
    static SignInCode random(SecureRandom random) {
        return new SignInCode(String.format(Locale.ROOT, "%08d", random.nextInt(BOUND)));
    }

    /** What somebody typed, with gaps or without; empty if it cannot be a code. */
    public static Optional<SignInCode> parse(String text) {
        String digits = GAPS.matcher(text).replaceAll("");
        return FORM.matcher(digits).matches() ? Optional.of(new SignInCode(digits)) : Optional.empty();
    }

    /** As people read it: four digits, a gap, four digits. */
    public String text() {
        return digits.substring(0, HALF) + " " + digits.substring(HALF);
    }

    Hash hash(QuestionToken browser, String question) {
        return Hash.of(digest ->
                digest.update((browser.text() + " " + question + " " + digits).getBytes(StandardCharsets.US_ASCII)));
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return "a code";
    }
}
