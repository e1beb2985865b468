package org.siegel.transport.smtp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a server says it can do (RFC 5321 §4.1.1.1). Worth nothing as evidence before TLS: anybody on the way can
 * change it.
 *
 * @param extensions the parameters by keyword in capitals, unknown extensions too, in the order of the server
 */
public record Capabilities(Map<String, List<String>> extensions) {

    private static final Pattern KEYWORD = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,63}");
    private static final Pattern SIZE_LIMIT = Pattern.compile("\\d{1,18}");
    private static final Pattern GAPS = Pattern.compile(" +");

    public Capabilities {
        var copy = new LinkedHashMap<String, List<String>>();
        extensions.forEach((keyword, parameters) -> copy.put(keyword, List.copyOf(parameters)));
        extensions = Collections.unmodifiableMap(copy);
    }

    /** Of a server that knows HELO only. */
    static Capabilities none() {
        return new Capabilities(Map.of());
    }

    /** Of the reply to EHLO: its first line is a greeting, and each of the others an extension. */
    static Capabilities of(SmtpReply ehlo) {
        var extensions = new LinkedHashMap<String, List<String>>();
        ehlo.lines().stream().skip(1).forEach(line -> add(line, extensions));
        return new Capabilities(extensions);
    }

    private static void add(String line, Map<String, List<String>> extensions) {
        // Old servers wrote "AUTH=LOGIN" beside or instead of "AUTH LOGIN".
        String upper = line.strip().toUpperCase(Locale.ROOT);
        String[] words = GAPS.split(upper.startsWith("AUTH=") ? upper.replaceFirst("=", " ") : upper);
        if (KEYWORD.matcher(words[0]).matches()) {
            extensions.putIfAbsent(words[0], List.of(words).subList(1, words.length));
        }
    }

    /** Whether the server listed the extension. */
    public boolean offers(Extension extension) {
        return extensions.containsKey(extension.keyword());
    }

    /** The parameters that stand after the keyword, in capitals; empty too if the extension is not offered. */
    public List<String> parameters(Extension extension) {
        return extensions.getOrDefault(extension.keyword(), List.of());
    }

    /** The largest message in octets that the server takes; empty if it names no limit (RFC 1870: absent or 0). */
    public OptionalLong sizeLimit() {
        return parameters(Extension.SIZE).stream()
                .limit(1)
                .filter(text -> SIZE_LIMIT.matcher(text).matches())
                .mapToLong(Long::parseLong)
                .filter(limit -> limit > 0)
                .findFirst();
    }
}
