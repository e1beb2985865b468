package org.siegel.transport.txt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the TXT records of one version, such as {@code v=STSv1}. */
public final class TxtReader {

    private static final Pattern FIELD =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9_.-]{0,31})=([\\x21-\\x3A\\x3C-\\x7E]+)");

    private final String version;
    private final Predicate<TxtFields.Field> grammar;

    /**
     * For one version.
     *
     * @param version with which a record begins, before a semicolon
     * @param grammar which values the version allows in a field; asked only for visible ASCII without a semicolon
     */
    public TxtReader(String version, Predicate<TxtFields.Field> grammar) {
        this.version = version;
        this.grammar = grammar;
    }

    /**
     * Reads it. What does not begin with the version and a semicolon is somebody else's record and left aside.
     *
     * @param texts all TXT records of the name, each with its strings joined without a space
     */
    public TxtFields read(List<String> texts) {
        List<String> own =
                texts.stream().filter(text -> text.startsWith(version + ";")).toList();
        return switch (own.size()) {
            case 0 -> new TxtFields.Absent();
            case 1 -> fields(own.getFirst().substring(version.length() + 1));
            default -> new TxtFields.Malformed("there are " + own.size() + " TXT records with " + version);
        };
    }

    private TxtFields fields(String text) {
        List<TxtFields.Field> fields = new ArrayList<>();
        String[] parts = text.split(";", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = withoutSpaceAround(parts[i]);
            if (part.isEmpty() && i == parts.length - 1 && i > 0) {
                break; // one semicolon may end the record
            }
            Matcher matcher = FIELD.matcher(part);
            if (!matcher.matches()) {
                return new TxtFields.Malformed("the TXT record with " + version + " is not a list of name=value");
            }
            TxtFields.Field field = new TxtFields.Field(matcher.group(1), matcher.group(2));
            if (!grammar.test(field)) {
                return new TxtFields.Malformed(
                        "the TXT record with " + version + " has a wrong value of '" + field.name() + "'");
            }
            fields.add(field);
        }
        return new TxtFields.Fields(fields);
    }

    /** Spaces and tabs; no other white space is allowed there. */
    private static String withoutSpaceAround(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
