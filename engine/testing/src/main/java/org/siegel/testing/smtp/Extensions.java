package org.siegel.testing.smtp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The lines of an EHLO reply, and what follows from them. A parameter nobody announced is refused (RFC 5321 §4.1.1.11). */
record Extensions(List<String> lines) {
    private static final Map<String, String> EXTENSION_OF_PARAMETER = Map.of(
            "SIZE", "SIZE",
            "BODY", "8BITMIME",
            "SMTPUTF8", "SMTPUTF8",
            "RET", "DSN",
            "ENVID", "DSN",
            "NOTIFY", "DSN",
            "ORCPT", "DSN",
            "AUTH", "AUTH",
            "REQUIRETLS", "REQUIRETLS");

    Extensions {
        lines = List.copyOf(lines);
    }

    static Extensions usual() {
        return new Extensions(List.of(
                "PIPELINING", "SIZE 104857600", "8BITMIME", "SMTPUTF8", "CHUNKING", "DSN", "ENHANCEDSTATUSCODES"));
    }

    boolean has(String keyword) {
        return line(keyword).isPresent();
    }

    private Optional<String> line(String keyword) {
        return lines.stream()
                .filter(line -> keywordOf(line, " ").equals(keyword))
                .findFirst();
    }

    /** The limit of RFC 1870; no number, or zero, is no limit. */
    long sizeLimit() {
        return line("SIZE")
                .map(line -> line.substring("SIZE".length()).strip())
                .filter(number -> !number.isEmpty() && !number.equals("0"))
                .map(Long::parseLong)
                .orElse(Long.MAX_VALUE);
    }

    /** The first parameter that no extension of this server allows, if there is one. */
    Optional<String> unknownParameter(List<String> parameters) {
        return parameters.stream()
                .map(parameter -> keywordOf(parameter, "="))
                .filter(keyword -> !has(EXTENSION_OF_PARAMETER.getOrDefault(keyword, keyword)))
                .findFirst();
    }

    private static String keywordOf(String text, String end) {
        int cut = text.indexOf(end);
        return (cut < 0 ? text : text.substring(0, cut)).toUpperCase(Locale.ROOT);
    }
}
