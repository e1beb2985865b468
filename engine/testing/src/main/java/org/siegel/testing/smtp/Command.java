package org.siegel.testing.smtp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One command line (RFC 5321 §4.1.1).
 *
 * @param verb in upper case
 */
record Command(String verb, String argument) {
    static Command parse(String line) {
        int space = line.indexOf(' ');
        String verb = space < 0 ? line : line.substring(0, space);
        return new Command(
                verb.toUpperCase(Locale.ROOT),
                space < 0 ? "" : line.substring(space + 1).strip());
    }

    /** A path and what follows it: the argument of MAIL and RCPT. */
    record Path(String address, List<String> parameters) {}

    /** Empty if the argument does not begin with the prefix and a path in angle brackets. */
    Optional<Path> path(String prefix) {
        if (!argument.regionMatches(true, 0, prefix, 0, prefix.length())) {
            return Optional.empty();
        }
        String rest = argument.substring(prefix.length()).strip();
        int end = endOfPath(rest);
        if (end < 0) {
            return Optional.empty();
        }
        return Optional.of(new Path(rest.substring(1, end), words(rest.substring(end + 1))));
    }

    /** The closing bracket; one within a quoted local part does not count (RFC 5321 §4.1.2). */
    private static int endOfPath(String text) {
        if (!text.startsWith("<")) {
            return -1;
        }
        boolean quoted = false;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '>' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    List<String> words() {
        return words(argument);
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
