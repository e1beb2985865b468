package org.siegel.mailets.notice;

import java.util.ArrayList;
import java.util.List;

/** Text cut into lines between its words. */
final class Lines {

    private Lines() {}

    /** Lines of at most so many characters; a longer word is a line of its own. */
    static List<String> of(String text, int most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > most) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
