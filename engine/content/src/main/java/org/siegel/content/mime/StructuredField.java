package org.siegel.content.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A header field of the form {@code value; name=value}, such as Content-Type: comments removed, quotes resolved, and
 * parameters that are cut in pieces or percent-encoded ({@code name*0*=utf-8''...}) put together.
 *
 * @param value      before the first semicolon, in lower case
 * @param parameters by name in lower case; the first of a name counts
 */
public record StructuredField(String value, Map<String, String> parameters) {

    private static final int MOST_PARAMETERS = 200;

    public StructuredField {
        parameters = Map.copyOf(parameters);
    }

    /** Reads whatever it is given; what makes no sense is left out. */
    public static StructuredField parse(String body) {
        List<String> segments = segments(body);
        Map<String, String> plain = new HashMap<>();
        for (int i = 1; i < Math.min(segments.size(), MOST_PARAMETERS); i++) {
            String segment = segments.get(i);
            int equals = segment.indexOf('=');
            if (equals > 0) {
                plain.putIfAbsent(
                        segment.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        segment.substring(equals + 1).strip());
            }
        }
        return new StructuredField(segments.getFirst().strip().toLowerCase(Locale.ROOT), joined(plain));
    }

    @Nullable
    String parameter(String name) {
        return parameters.get(name);
    }

    /** The pieces between semicolons, without comments and quotes; the first is the value. */
    public static List<String> segments(String body) {
        List<String> segments = new ArrayList<>();
        StringBuilder segment = new StringBuilder();
        int comment = 0;
        boolean quoted = false;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\\' && (quoted || comment > 0) && i + 1 < body.length()) {
                i++;
                if (comment == 0) {
                    segment.append(body.charAt(i));
                }
            } else if (c == '"' && comment == 0) {
                quoted = !quoted;
            } else if (c == '(' && !quoted) {
                comment++;
            } else if (c == ')' && comment > 0) {
                comment--;
            } else if (c == ';' && !quoted && comment == 0) {
                segments.add(segment.toString());
                segment.setLength(0);
            } else if (comment == 0) {
                segment.append(c);
            }
        }
        segments.add(segment.toString());
        return segments;
    }

    private static Map<String, String> joined(Map<String, String> plain) {
        Map<String, String> joined = new HashMap<>();
        for (String key : plain.keySet()) {
            int star = key.indexOf('*');
            String name = star < 0 ? key : key.substring(0, star);
            if (!joined.containsKey(name)) {
                joined.put(name, valueOf(name, plain));
            }
        }
        return joined;
    }

    private static String valueOf(String name, Map<String, String> plain) {
        String simple = plain.get(name);
        if (simple != null) {
            return EncodedWords.decode(simple);
        }
        String whole = plain.get(name + "*");
        if (whole != null) {
            return percentDecoded(whole, true, "");
        }
        StringBuilder value = new StringBuilder();
        String charset = "";
        for (int i = 0; i < MOST_PARAMETERS; i++) {
            String encoded = plain.get(name + "*" + i + "*");
            String piece = encoded == null ? plain.get(name + "*" + i) : encoded;
            if (piece == null) {
                break;
            }
            if (encoded != null && i == 0) {
                charset = charsetOf(encoded);
            }
            value.append(encoded == null ? piece : percentDecoded(piece, i == 0, charset));
        }
        return value.toString();
    }

    private static String charsetOf(String extended) {
        int quote = extended.indexOf('\'');
        return quote < 0 ? "" : extended.substring(0, quote);
    }

    private static String percentDecoded(String extended, boolean first, String laterCharset) {
        int language = first ? extended.indexOf('\'') : -1;
        int content = language < 0 ? -1 : extended.indexOf('\'', language + 1);
        String text = extended.substring(content + 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            int high = text.charAt(i) == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(text.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return Charsets.decode(bytes.toByteArray(), content < 0 ? laterCharset : charsetOf(extended));
    }
}
