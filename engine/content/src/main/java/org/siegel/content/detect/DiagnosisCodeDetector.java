package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Confidence;

/** Codes of the International Classification of Diseases with a decimal, such as F32.1 or C50.9 G; only beside a word. */
final class DiagnosisCodeDetector implements Detector {

    @Override
    public String name() {
        return "icd-10";
    }

    @Override
    public List<Start> starts() {
        return List.of(Start.withDigit()
                .first(Start.CAPITALS)
                .second(Start.DIGITS)
                .third(Start.DIGITS)
                .lengths(3, 3)
                .after("."));
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        Window window = candidate.window();
        int start = candidate.start();
        int i = start + 4;
        while (i < start + 6 && Window.isAsciiDigit(window.at(i))) {
            i++;
        }
        int decimals = i - start - 4;
        boolean hasForm = Window.isAsciiDigit(window.at(start + 1))
                && Window.isAsciiDigit(window.at(start + 2))
                && window.at(start + 3) == '.'
                && (decimals > 0 || window.at(start + 4) == '-');
        int end = i;
        if (hasForm && "GVZALRB".indexOf(window.at(i)) >= 0) {
            end++;
        }
        boolean found = hasForm
                && !window.isWordCharacter(end)
                && "=/_@<-+".indexOf(window.at(start - 1)) < 0
                && candidate.endsClean(end)
                && !candidate.isInAddress();
        return found ? new Match(new String(window.text(), start, i - start), end) : null;
    }

    @Override
    public @Nullable Confidence alone() {
        return null;
    }

    @Override
    public Nearness near() {
        return Nearness.around(Context.DIAGNOSIS);
    }
}
