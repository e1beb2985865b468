package org.siegel.sealing.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Content-Type or Content-Disposition: a value and its parameters (RFC 2045 §5.1), with continuations and charsets (RFC 2231),
 * and with what is seen instead of them: encoded words, unquoted blanks, raw 8-bit letters.
 *
 * @param value lower case, without blanks at the ends
 * @param parameters by lower-case name, decoded
 */
record ParameterizedField(String value, Map<String, String> parameters) {

    static final ParameterizedField NONE = new ParameterizedField("", Map.of());

    ParameterizedField {
        parameters = Map.copyOf(parameters);
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    static ParameterizedField parse(String raw) {
        List<String> parts = split(raw);
        String value = parts.get(0).strip().toLowerCase(Locale.ROOT);
        var sections = new TreeMap<String, TreeMap<Integer, Section>>();
        var plain = new TreeMap<String, String>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                String name = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                String text = unquote(part.substring(equals + 1).strip());
                int star = name.indexOf('*');
                if (star < 0) {
                    plain.putIfAbsent(name, FieldText.decode(text));
                } else {
                    addSection(sections, name, star, text);
                }
            }
        }
        // RFC 2231 wins over a plain parameter of the same name (RFC 6266 §4.3)
        sections.forEach((name, pieces) -> plain.put(name, join(pieces)));
        return new ParameterizedField(value, plain);
    }

    private record Section(String text, boolean encoded) {}

    private static void addSection(
            TreeMap<String, TreeMap<Integer, Section>> sections, String name, int star, String text) {
        String rest = name.substring(star + 1);
        boolean encoded = rest.isEmpty() || rest.endsWith("*");
        String digits = rest.endsWith("*") ? rest.substring(0, rest.length() - 1) : rest;
        if (digits.matches("[0-9]{0,4}")) {
            int number = digits.isEmpty() ? 0 : Integer.parseInt(digits);
            sections.computeIfAbsent(name.substring(0, star), ignored -> new TreeMap<>())
                    .putIfAbsent(number, new Section(text, encoded));
        }
    }

    /** {@code charset'language'percent-encoded}, charset and language in the first section only (RFC 2231 §4.1). */
    private static String join(TreeMap<Integer, Section> pieces) {
        var bytes = new ByteArrayOutputStream();
        String charset = "";
        boolean first = true;
        for (Section piece : pieces.values()) {
            String text = piece.text();
            if (piece.encoded()) {
                int quote = text.indexOf('\'');
                int second = text.indexOf('\'', quote + 1);
                if (first && second > quote) {
                    charset = text.substring(0, quote);
                    text = text.substring(second + 1);
                }
                bytes.writeBytes(percentDecode(text));
            } else {
                bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            }
            first = false;
        }
        return FieldText.decode(Charsets.decode(bytes.toByteArray(), charset, false));
    }

    private static byte[] percentDecode(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int high = i + 2 < in.length ? Character.digit((char) in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit((char) in[i + 2], 16) : -1;
            if (in[i] == '%' && high >= 0 && low >= 0) {
                out.write(high * 16 + low);
                i += 2;
            } else {
                out.write(in[i]);
            }
        }
        return out.toByteArray();
    }

    /** Splits at semicolons outside quotes. A quote that is never closed ends with the field. */
    private static List<String> split(String raw) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (quoted && c == '\\' && i + 1 < raw.length()) {
                part.append(c).append(raw.charAt(++i));
            } else if (c == ';' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                quoted ^= c == '"';
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static String unquote(String text) {
        if (text.length() < 1 || text.charAt(0) != '"') {
            return text;
        }
        var out = new StringBuilder();
        for (int i = 1; i < text.length() && text.charAt(i) != '"'; i++) {
            boolean escaped = text.charAt(i) == '\\' && i + 1 < text.length();
            // Windows paths are sent unescaped in quotes: keep the backslash unless it escapes a quote or itself
            if (escaped && (text.charAt(i + 1) == '"' || text.charAt(i + 1) == '\\')) {
                i++;
            }
            out.append(text.charAt(i));
        }
        return out.toString();
    }
}
