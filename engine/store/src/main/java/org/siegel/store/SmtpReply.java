package org.siegel.store;

/**
 * What the recipient's server answered. The text comes from a stranger: control and invisible formatting characters
 * (line ends, escape sequences, reversed writing) become blanks, and it is cut.
 *
 * @param code 200 to 599
 * @param text at most {@value #LONGEST} characters
 */
public record SmtpReply(int code, String text) {

    static final int LONGEST = 1_000;

    public SmtpReply {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException(code + " is no SMTP reply code");
        }
        text = tidy(text);
    }

    /** The rules above, for anything else that a stranger may have had a hand in. */
    static String tidy(String text) {
        return cut(printable(text.substring(0, Math.min(text.length(), 2 * LONGEST))));
    }

    private static String printable(String text) {
        return text.codePoints()
                .map(c -> isPrintable(c) ? c : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end);
    }
}
