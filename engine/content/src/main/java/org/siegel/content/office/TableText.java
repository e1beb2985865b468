package org.siegel.content.office;

import java.util.ArrayList;
import java.util.List;

/** One table while its cells come. A number far below its heading is read with the heading, as a person reads it. */
final class TableText {

    private static final int LONGEST_HEADING = 60;
    private static final int LONGEST_NUMBER = 200;
    private static final int FEWEST_DIGITS = 4;
    private static final int MOST_COLUMNS = 512;

    private final List<String> headings = new ArrayList<>();
    private boolean isFirstRow = true;
    private boolean isEmptyRow = true;
    private int column;

    void column(int given) {
        column = given < 0 ? column : given;
    }

    /** Writes the cell, with its heading if it is a number. */
    void cell(CharSequence text, int spanned, StringBuilder target) {
        String stripped = text.toString().strip();
        isEmptyRow &= stripped.isEmpty();
        if (isFirstRow) {
            while (headings.size() < Math.min(column, MOST_COLUMNS)) {
                headings.add("");
            }
            if (column < MOST_COLUMNS && headings.size() == column) {
                headings.add(isHeading(stripped) ? stripped : "");
            }
        } else if (column < headings.size() && !headings.get(column).isEmpty() && isNumber(stripped)) {
            target.append(headings.get(column)).append(": ");
        }
        target.append(stripped);
        column += Math.min(spanned, MOST_COLUMNS);
    }

    void endRow() {
        isFirstRow &= isEmptyRow;
        if (isFirstRow) {
            headings.clear();
        }
        isEmptyRow = true;
        column = 0;
    }

    private static boolean isHeading(String text) {
        return text.length() <= LONGEST_HEADING && text.chars().anyMatch(Character::isLetter);
    }

    private static boolean isNumber(String text) {
        return text.length() <= LONGEST_NUMBER
                && text.chars().filter(Character::isDigit).count() >= FEWEST_DIGITS;
    }
}
