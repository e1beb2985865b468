package org.siegel.mailets.notice;

/** What others wrote, as one line that can stand in a header or among our own words. */
final class OneLine {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private OneLine() {}

    /**
     * Line breaks, control characters and runs of blanks become one blank; what turns the reading direction or does not
     * show is dropped.
     *
     * @param most length in code points; what is longer ends in an ellipsis
     */
    static String of(String text, int most) {
        StringBuilder line = new StringBuilder();
        int length = 0;
        boolean isAfterBlank = false;
        for (int i = 0, point; i < text.length(); i += Character.charCount(point)) {
            point = text.codePointAt(i);
            if (isBlank(point)) {
                isAfterBlank = true;
            } else if (!isHidden(point)) {
                if (isAfterBlank && length > 0) {
                    line.append(' ');
                    length++;
                }
                isAfterBlank = false;
                if (length >= most) {
                    return line.append('…').toString();
                }
                line.appendCodePoint(point);
                length++;
            }
        }
        return line.toString();
    }

    private static boolean isBlank(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || Character.isISOControl(point);
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT -> point != ZERO_WIDTH_JOINER && point != ZERO_WIDTH_NON_JOINER; // scripts and emoji
            case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> true;
            default -> false;
        };
    }
}
