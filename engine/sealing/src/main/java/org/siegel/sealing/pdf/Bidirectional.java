package org.siegel.sealing.pdf;

import com.openhtmltopdf.bidi.BidiSplitter;
import com.openhtmltopdf.bidi.BidiTextRun;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;

/** Splits a paragraph into runs of one direction by the Unicode algorithm (UAX #9) of the JDK. */
final class Bidirectional implements BidiSplitter {

    private List<BidiTextRun> runs = List.of();

    @Override
    public void setParagraph(String paragraph, byte defaultDirection) {
        var found = new ArrayList<BidiTextRun>();
        if (!paragraph.isEmpty()) {
            int base = defaultDirection == RTL ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT;
            var bidi = new Bidi(paragraph, base);
            for (int i = 0; i < bidi.getRunCount(); i++) {
                int start = bidi.getRunStart(i);
                byte direction = bidi.getRunLevel(i) % 2 == 1 ? RTL : LTR;
                found.add(new BidiTextRun(start, bidi.getRunLimit(i) - start, direction));
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
