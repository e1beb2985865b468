package org.siegel.content.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.siegel.content.mime.EnclosedFile.Encoding;

/** What stands before the colon of a line of a calendar or card: a name and parameters, as far as they tell of a file. */
final class ContentLineHead {

    private final StringBuilder written = new StringBuilder();
    private boolean quoted;

    /** Nothing honest is longer; what is cut off tells of no file. */
    private static final int LONGEST = 64 * 1024;

    void clear() {
        written.setLength(0);
        quoted = false;
    }

    /** Takes one character; returns whether it is the colon that ends the head. */
    boolean isEndedBy(int c) {
        if (c == '"') {
            quoted = !quoted;
        }
        if (c == ':' && !quoted) {
            return true;
        }
        if (written.length() < LONGEST) {
            written.append((char) c);
        }
        return false;
    }

    boolean isCut() {
        return written.length() >= LONGEST;
    }

    /** How the value is encoded; nothing if it stands as it is meant. */
    Optional<Encoding> encoding() {
        Optional<Encoding> found = Optional.empty();
        for (String parameter : parameters()) {
            String value = valueOf(parameter).toUpperCase(Locale.ROOT);
            switch (nameOf(parameter)) {
                case "ENCODING" -> found = Optional.of(named(value)).filter(each -> each != Encoding.NONE);
                // without a name in version 2.1 of cards
                case "BASE64", "B" -> found = Optional.of(Encoding.BASE64);
                case "QUOTED-PRINTABLE" -> found = Optional.of(Encoding.QUOTED_PRINTABLE);
                case "VALUE" -> found = value.equals("BINARY") ? found.or(() -> Optional.of(Encoding.BASE64)) : found;
                default -> {}
            }
        }
        return found;
    }

    private static Encoding named(String value) {
        return switch (value) {
            case "BASE64", "B" -> Encoding.BASE64;
            case "QUOTED-PRINTABLE", "Q" -> Encoding.QUOTED_PRINTABLE;
            case "7BIT", "8BIT", "BINARY", "" -> Encoding.NONE;
            default -> Encoding.UNKNOWN;
        };
    }

    /** Empty if none is said, or only something like {@code JPEG}. */
    String mediaType() {
        return first(List.of("FMTTYPE", "MEDIATYPE", "TYPE"))
                .filter(type -> type.indexOf('/') > 0)
                .orElse("");
    }

    String fileName() {
        return parameters().stream()
                .filter(parameter -> nameOf(parameter).endsWith("FILENAME")
                        || nameOf(parameter).equals("X-NAME"))
                .findFirst()
                .map(ContentLineHead::valueOf)
                .orElse("");
    }

    private Optional<String> first(List<String> names) {
        return parameters().stream()
                .filter(parameter -> names.contains(nameOf(parameter)))
                .findFirst()
                .map(ContentLineHead::valueOf);
    }

    /** The pieces between semicolons outside quotation marks, without the first, which is the name of the property. */
    private List<String> parameters() {
        List<String> pieces = new ArrayList<>();
        boolean inQuotes = false;
        int from = 0;
        for (int i = 0; i <= written.length(); i++) {
            char c = i == written.length() ? ';' : written.charAt(i);
            inQuotes ^= c == '"';
            if (i == written.length() || (c == ';' && !inQuotes)) {
                pieces.add(written.substring(from, i));
                from = i + 1;
            }
        }
        return pieces.subList(1, pieces.size());
    }

    private static String nameOf(String parameter) {
        int equals = parameter.indexOf('=');
        return parameter
                .substring(0, equals < 0 ? parameter.length() : equals)
                .strip()
                .toUpperCase(Locale.ROOT);
    }

    private static String valueOf(String parameter) {
        return parameter.substring(parameter.indexOf('=') + 1).strip().replace("\"", "");
    }
}
