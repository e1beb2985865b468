package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Private keys in textual encoding: {@code -----BEGIN ... PRIVATE KEY-----}, of whatever kind, with what follows. */
final class PrivateKeyDetector implements Detector {

    private static final String BEGIN = "-----BEGIN ";
    private static final int LONGEST_LABEL = 60;
    /** Enough of the key to tell one from another. */
    private static final int SAMPLE = 120;

    @Override
    public String name() {
        return "private-key";
    }

    @Override
    public List<Start> starts() {
        return List.of(Start.word("BEGIN").before("-").after(" "));
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        Window window = candidate.window();
        int from = candidate.start() - BEGIN.indexOf('B');
        for (int i = 0; i < BEGIN.length(); i++) {
            if (window.at(from + i) != BEGIN.charAt(i)) {
                return null;
            }
        }
        int labelFrom = from + BEGIN.length();
        int labelTo = labelFrom;
        while (labelTo - labelFrom < LONGEST_LABEL && window.at(labelTo) != '-' && window.at(labelTo) != '\n') {
            labelTo++;
        }
        int known = Math.min(labelTo, window.end());
        String label = new String(window.text(), labelFrom, Math.max(0, known - labelFrom));
        if (!label.endsWith("PRIVATE KEY") && !label.endsWith("PRIVATE KEY BLOCK")) {
            return null;
        }
        int sampleTo = Math.min(window.end(), labelTo + SAMPLE);
        return new Match(new String(window.text(), labelFrom, sampleTo - labelFrom), labelTo);
    }
}
