package org.siegel.sealing.pdf;

import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.bidi.BidiTextRun;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a paragraph by the Unicode algorithm (UAX #9) of the JDK into what runs left to right throughout and what contains
 * anything that runs right to left. Numbers and Latin words within the latter stay in it: {@link VisualOrder} puts them in
 * their place, line by line.
 */
final class Bidirectional implements BidiSplitter {

    private List<BidiTextRun> runs = List.of();

    @Override
    public void setParagraph(String paragraph, byte defaultDirection) {
        var found = new ArrayList<BidiTextRun>();
        if (!paragraph.isEmpty()) {
            int base = defaultDirection == RTL ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT;
            var bidi = new Bidi(paragraph, base);
            int start = 0;
            for (int end = 1; end <= paragraph.length(); end++) {
                boolean rtl = bidi.getLevelAt(start) > 0;
                if (end == paragraph.length() || (bidi.getLevelAt(end) > 0) != rtl) {
                    found.add(new BidiTextRun(start, end - start, rtl ? RTL : LTR));
                    start = end;
                }
            }
        }
        runs = found;
    }

    @Override
    public int countTextRuns() {
        return runs.size();
    }

    @Override
    public BidiTextRun getVisualRun(int index) {
        return runs.get(index);
    }

    /** The direction of the first letter that has one; NEUTRAL if there is none. */
    @Override
    public byte getBaseDirection(String paragraph) {
        for (int i = 0; i < paragraph.length(); i++) {
            switch (Character.getDirectionality(paragraph.charAt(i))) {
                case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> {
                    return LTR;
                }
                case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> {
                    return RTL;
                }
                default -> {
                    // neutral: the next one decides
                }
            }
        }
        return NEUTRAL;
    }
}
