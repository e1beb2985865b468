package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Access tokens of services: a prefix that only they have, a length, and as much disorder as keys have. */
final class TokenDetector implements Detector {

    /** Bits for each character, by the frequencies of its characters; words and examples such as XXXX have less. */
    private static final double LEAST_ENTROPY = 3.0;

    private final String prefix;
    private final int shortest;
    private final int longest;
    private final int firstGroup;

    TokenDetector(String prefix, int shortest, int longest) {
        this.prefix = prefix;
        this.shortest = shortest;
        this.longest = longest;
        int i = 0;
        while (i < prefix.length() && Window.isWordCharacter(prefix.charAt(i))) {
            i++;
        }
        this.firstGroup = i;
    }

    @Override
    public String name() {
        return "api-token";
    }

    @Override
    public List<Start> starts() {
        Start start = Start.with(TokenKind.WORD, TokenKind.SHORT_WORD, TokenKind.WITH_DIGIT)
                .prefix(prefix.substring(0, firstGroup));
        return List.of(
                firstGroup < prefix.length()
                        ? start.lengths(firstGroup, firstGroup).after(prefix.substring(firstGroup, firstGroup + 1))
                        : start.noShorterThan(firstGroup + 1));
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        Window window = candidate.window();
        int start = candidate.start();
        for (int i = 0; i < prefix.length(); i++) {
            if (window.at(start + i) != prefix.charAt(i)) {
                return null;
            }
        }
        int from = start + prefix.length();
        int end = from;
        while (end - from <= longest && isOfToken(window.at(end))) {
            end++;
        }
        while (end > from && window.at(end - 1) == '.') {
            end--;
        }
        boolean found = end - from >= shortest && end - from <= longest && entropy(window, from, end) >= LEAST_ENTROPY;
        return found ? new Match(new String(window.text(), start, end - start), end) : null;
    }

    private static boolean isOfToken(char c) {
        return Window.isAsciiDigit(c) || Window.isAsciiLetter(c) || c == '_' || c == '-' || c == '.' || c == '=';
    }

    private static double entropy(Window window, int from, int to) {
        int[] counts = new int[128];
        for (int i = from; i < to; i++) {
            counts[window.at(i)]++;
        }
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / (to - from);
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
