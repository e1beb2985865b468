package org.siegel.content.scan;

import java.util.Optional;

/**
 * Finds the longest run of ASCII letters and digits that every match of a regular expression contains, by looking only at
 * what stands outside of groups, classes and optional parts. Finds less than there is rather than more.
 */
final class RequiredLiteral {

    /** A shorter run occurs in every text. */
    static final int SHORTEST = 3;

    private final String regex;
    private int at;
    private String best = "";
    private final StringBuilder run = new StringBuilder();

    private RequiredLiteral(String regex) {
        this.regex = regex;
    }

    static Optional<String> of(String regex) {
        RequiredLiteral search = new RequiredLiteral(regex);
        return search.isAlternation()
                ? Optional.empty()
                : Optional.of(search.longest()).filter(run -> run.length() >= SHORTEST);
    }

    /** Whether a bar stands outside of all groups: then no part is in every match. */
    private boolean isAlternation() {
        int depth = 0;
        boolean isFound = false;
        for (at = 0; at < regex.length(); at++) {
            char c = regex.charAt(at);
            switch (c) {
                case '\\' -> skipEscape();
                case '[' -> skipClass();
                case '(' -> depth++;
                case ')' -> depth--;
                case '|' -> isFound |= depth == 0;
                default -> {}
            }
        }
        return isFound;
    }

    private String longest() {
        for (at = 0; at < regex.length(); at++) {
            char c = regex.charAt(at);
            switch (c) {
                case '\\' -> {
                    endRun();
                    skipEscape();
                }
                case '[' -> {
                    endRun();
                    skipClass();
                }
                case '(' -> {
                    endRun();
                    skipGroup();
                }
                case '?', '*', '{' -> {
                    dropLast();
                    endRun();
                    skipBraces();
                }
                default -> {
                    if (isPlain(c)) {
                        run.append(c);
                    } else {
                        endRun();
                    }
                }
            }
        }
        endRun();
        return best;
    }

    private void endRun() {
        if (run.length() > best.length()) {
            best = run.toString();
        }
        run.setLength(0);
    }

    private void dropLast() {
        if (!run.isEmpty()) {
            run.setLength(run.length() - 1);
        }
    }

    /** From a backslash to the last character of what it begins. */
    private void skipEscape() {
        at++;
        char c = at < regex.length() ? regex.charAt(at) : '\0';
        if (c == 'Q') {
            int end = regex.indexOf("\\E", at);
            at = end < 0 ? regex.length() : end + 1;
        } else if ((c == 'x' || c == 'p' || c == 'P') && at + 1 < regex.length()) {
            boolean braced = regex.charAt(at + 1) == '{';
            int end = regex.indexOf('}', at);
            at = braced ? (end < 0 ? regex.length() : end) : at + (c == 'x' ? 2 : 1);
        } else if (c >= '0' && c <= '7') {
            while (at + 1 < regex.length() && regex.charAt(at + 1) >= '0' && regex.charAt(at + 1) <= '7') {
                at++;
            }
        }
    }

    private void skipClass() {
        at++;
        if (at < regex.length() && regex.charAt(at) == '^') {
            at++;
        }
        if (at < regex.length() && regex.charAt(at) == ']') {
            at++;
        }
        while (at < regex.length() && regex.charAt(at) != ']') {
            if (regex.charAt(at) == '\\') {
                skipEscape();
            } else if (regex.startsWith("[:", at)) {
                int end = regex.indexOf(":]", at);
                at = end < 0 ? regex.length() : end + 1;
            }
            at++;
        }
    }

    private void skipGroup() {
        int depth = 0;
        while (at < regex.length()) {
            switch (regex.charAt(at)) {
                case '\\' -> skipEscape();
                case '[' -> skipClass();
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {}
            }
            if (depth == 0) {
                return;
            }
            at++;
        }
    }

    private void skipBraces() {
        if (regex.charAt(at) == '{') {
            int end = regex.indexOf('}', at);
            at = end < 0 ? regex.length() : end;
        }
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
