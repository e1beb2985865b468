package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * International bank account numbers (ISO 13616): country, length and kinds of characters by the registry, mod 97. In
 * any grouping. The checks are so sharp that web addresses are no exception: a payment link gives the account away.
 */
final class IbanDetector implements Detector {

    /** As in a printed form; more line breaks than these, and it is a table. */
    private static final int MOST_BREAKS = 3;

    private final IbanRegistry registry = IbanRegistry.load();

    @Override
    public String name() {
        return "iban";
    }

    @Override
    public List<Start> starts() {
        return List.of(Start.with(TokenKind.SHORT_WORD, TokenKind.WITH_DIGIT)
                .first(registry.firstLetters())
                .second(Start.LETTERS)
                .third(Start.DIGITS)
                .digitNear());
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        if (!Window.isAsciiLetter(candidate.at(0)) || !candidate.areDigits(2, 4)) {
            return null;
        }
        String structure = registry.structureOf(candidate.at(0), candidate.at(1));
        if (structure == null) {
            return null;
        }
        int length = structure.length();
        int end = candidate.textEndAfter(length);
        boolean found = end >= 0
                && candidate.breaksWithin(length) <= MOST_BREAKS
                && hasStructure(candidate, structure)
                && hasPossibleCheckDigits(candidate)
                && CheckDigits.mod97(candidate, length);
        return found ? new Match(candidate.value(length), end) : null;
    }

    private static boolean hasStructure(Candidate candidate, String structure) {
        for (int i = 4; i < structure.length(); i++) {
            boolean digit = candidate.isDigit(i);
            char kind = structure.charAt(i);
            if ((kind == 'n' && !digit) || (kind == 'a' && digit)) {
                return false;
            }
        }
        return true;
    }

    /** The procedure yields 02 to 98; 00, 01 and 99 would pass the sum, but are never given out. */
    private static boolean hasPossibleCheckDigits(Candidate candidate) {
        int check = candidate.digit(2) * 10 + candidate.digit(3);
        return check >= 2 && check <= 98;
    }
}
