package org.siegel.content.detect;

import org.jspecify.annotations.Nullable;
import org.siegel.policy.Confidence;

/** Recognises one kind of identifier where a token starts. Stateless. */
interface Detector {

    /** As the policy names it, such as {@code iban}. */
    String name();

    /** Whether it can start with a token like this; asked for each kind of token once. */
    boolean canStartWith(TokenKind kind, char firstLetterOrDigit);

    /** Whether its first group can have that many characters; asked once. Longer tokens count as {@link #LONGEST_GROUP}. */
    default boolean canStartWithGroupOf(int length) {
        return true;
    }

    /**
     * Whether it can start with a token of that kind, first character and length; asked once for each. Stricter than the
     * two questions by themselves where lengths depend on the first character.
     */
    default boolean canStartWith(TokenKind kind, char firstLetterOrDigit, int length) {
        return canStartWith(kind, firstLetterOrDigit) && canStartWithGroupOf(length);
    }

    /** Whether nothing is found unless a digit stands within {@link #DIGIT_NEAR} characters from the start of its token. */
    default boolean needsDigitNear() {
        return false;
    }

    /** The character that must follow its first token at once, or {@code \0} for any: most tokens are then never looked at. */
    default char onlyBefore() {
        return '\0';
    }

    /** The identifier that starts at the candidate, or null. */
    @Nullable
    Match match(Candidate candidate);

    /** How sure it is of a match without any words near it, or null if it does not count then. */
    default @Nullable Confidence alone() {
        return Confidence.CERTAIN;
    }

    /** The words that make it certain, or null if there are none. */
    default @Nullable Nearness near() {
        return null;
    }

    /** How sure it is with those words near. */
    default Confidence withContext() {
        return Confidence.CERTAIN;
    }

    /** Group lengths are told apart up to this one. */
    int LONGEST_GROUP = 40;

    /** How near a digit is near, in characters of text; ten letters, each a group by itself, lie before it. */
    int DIGIT_NEAR = 50;
}
