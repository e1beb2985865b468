package org.siegel.transport.smtp;

import java.nio.charset.StandardCharsets;

/**
 * One line of a reply.
 *
 * @param code 200 to 599
 * @param isLast whether the reply ends here: no hyphen after the code
 * @param text for display, without control and formatting characters
 */
record ReplyLine(int code, boolean isLast, String text) {

    private static final int CODE_LENGTH = 3;

    /** @param line without its end */
    static ReplyLine parse(byte[] line) throws ReplyViolation {
        if (line.length < CODE_LENGTH || line[0] < '2' || line[0] > '5' || !isDigit(line[1]) || !isDigit(line[2])) {
            throw new ReplyViolation("sent a line that does not begin with a reply code");
        }
        int code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
        if (line.length == CODE_LENGTH) {
            // RFC 5321 §4.2 permits a code without text.
            return new ReplyLine(code, true, "");
        }
        byte separator = line[CODE_LENGTH];
        if (separator != ' ' && separator != '-') {
            throw new ReplyViolation("sent a line with neither a space nor a hyphen after the reply code");
        }
        int start = CODE_LENGTH + 1;
        String text = new String(line, start, line.length - start, StandardCharsets.UTF_8);
        return new ReplyLine(code, separator == ' ', displayable(text));
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    /** Drops what could move the cursor, reverse the direction of writing or hide text when it is shown. */
    private static String displayable(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == '\t' ? ' ' : c)
                .filter(ReplyLine::isHarmless)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
