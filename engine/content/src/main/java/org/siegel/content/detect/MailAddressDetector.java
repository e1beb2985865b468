package org.siegel.content.detect;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Confidence;

/** E-mail addresses, for counting: one is in every signature, twenty are a list of people. */
final class MailAddressDetector implements Detector {

    private static final int LONGEST = 120;

    @Override
    public String name() {
        return "e-mail-address";
    }

    @Override
    public List<Start> starts() {
        return List.of(Start.anyhow().after("@"));
    }

    /** Found at the token before the at sign, and read to both sides from there. */
    @Override
    public @Nullable Match match(Candidate candidate) {
        Window window = candidate.window();
        int at = window.endOfToken(candidate.start());
        if (window.at(at) != '@' || !window.isWordCharacter(at + 1)) {
            return null;
        }
        int from = candidate.start();
        while (at - from < LONGEST && isOfName(window.at(from - 1))) {
            from--;
        }
        int to = at + 1;
        int dot = -1;
        while (to - at < LONGEST
                && (window.isWordCharacter(to) || (isOfDomain(window.at(to)) && window.isWordCharacter(to + 1)))) {
            dot = window.at(to) == '.' ? to : dot;
            to++;
        }
        boolean found = dot > 0 && to - dot > 2;
        return found ? new Match(new String(window.text(), from, to - from).toLowerCase(Locale.ROOT), to) : null;
    }

    private static boolean isOfName(char c) {
        return Window.isAsciiDigit(c) || Window.isAsciiLetter(c) || ".-_+".indexOf(c) >= 0;
    }

    private static boolean isOfDomain(char c) {
        return c == '.' || c == '-';
    }

    @Override
    public Confidence alone() {
        return Confidence.LIKELY;
    }
}
