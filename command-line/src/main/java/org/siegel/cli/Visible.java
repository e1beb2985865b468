package org.siegel.cli;

/** What strangers wrote does not steer the terminal. */
final class Visible {

    private Visible() {}

    /** With control and formatting characters replaced. */
    static String text(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
