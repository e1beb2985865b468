package org.siegel.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An RFC, or a section of one, that a text refers to.
 *
 * @param section such as 4.5.3.1.10 or B.2; empty if the whole RFC is meant
 */
record Citation(int rfc, Optional<String> section) {

    private static final String SECTION = "(?:[0-9]{1,2}|[A-Z])(?:\\.[0-9]{1,2})*";

    /** How a comment goes on in its next line. */
    private static final Pattern LINE_BREAK = Pattern.compile("\\R[ \\t]*(?:\\*(?!/)|//+|#+|--)?[ \\t]*");

    private static final Pattern WITH_SECTIONS = Pattern.compile(
            "RFC ([0-9]{1,5})\\b((?:,? §" + SECTION + ")(?:(?:, and|,| and| or| to|–|-|/) ?§" + SECTION + ")*)?");

    private static final Pattern EACH_SECTION = Pattern.compile("§(" + SECTION + ")");

    /** What would slip through the pattern above; the name of a row in build/spec-rows.txt, such as RFC7672-D4, is no citation. */
    private static final Pattern UNCLEAR = Pattern.compile("(?<![.\\w])RFC[-_]?[0-9]{3,5}\\b(?!-[A-Z]\\d)"
            + "|\\bRFC [0-9]{1,5},? \\(?(?:[Ss]ec(?:tions?|s?\\.)|[Cc]hapter|[Aa]ppendix|§§|§ )"
            + "|\\b[Ss]ections? [0-9.]+ of RFC\\b"
            + "|\\bRFC [0-9]{1,5} §[0-9A-Z.]+(?:,| and| or| to|–|-) ?[0-9]+\\.[0-9]");

    /** All that the text cites, in its order. */
    static List<Citation> in(String text) {
        var found = new ArrayList<Citation>();
        WITH_SECTIONS.matcher(joined(text)).results().forEach(match -> {
            var rfc = Integer.parseInt(match.group(1));
            if (match.group(2) == null) {
                found.add(new Citation(rfc, Optional.empty()));
            } else {
                EACH_SECTION
                        .matcher(match.group(2))
                        .results()
                        .forEach(section -> found.add(new Citation(rfc, Optional.of(section.group(1)))));
            }
        });
        return List.copyOf(found);
    }

    /** Passages that look like citations and are not written as {@code RFC 5321 §4.2, §4.3}. */
    static List<String> unclearIn(String text) {
        return UNCLEAR.matcher(joined(text))
                .results()
                .map(match -> match.group())
                .toList();
    }

    private static String joined(String text) {
        return LINE_BREAK.matcher(text).replaceAll(" ");
    }

    @Override
    public String toString() {
        return "RFC " + rfc + section.map(name -> " §" + name).orElse("");
    }
}
