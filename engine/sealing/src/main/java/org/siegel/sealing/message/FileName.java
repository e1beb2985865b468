package org.siegel.sealing.message;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A file name that is safe to show and to save: no path, no control or direction characters (U+202E makes {@code cod.exe}
 * look like {@code exe.doc}), nothing that Windows refuses, at most 120 characters, in Unicode NFC.
 */
public record FileName(String value) {

    private static final int LONGEST = 120;
    private static final int LONGEST_EXTENSION = 16;
    private static final String FORBIDDEN = "<>:\"/\\|?*";
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    public FileName {
        if (!value.equals(clean(value)) || value.isEmpty()) {
            throw new IllegalArgumentException("Not a safe file name (" + value.length() + " characters)");
        }
    }

    /**
     * The nearest safe name; empty if nothing is left of it.
     *
     * @param declared as it stood in the message; may be anything
     */
    public static Optional<FileName> cleaned(String declared) {
        String name = clean(declared);
        return name.isEmpty() ? Optional.empty() : Optional.of(new FileName(name));
    }

    /** The part before the last dot; the whole name if there is none. */
    public String stem() {
        int dot = dot(value);
        return dot < 0 ? value : value.substring(0, dot);
    }

    /** The last dot and what follows; empty if there is none. */
    public String extension() {
        int dot = dot(value);
        return dot < 0 ? "" : value.substring(dot);
    }

    /** This name with a number, as in {@code invoice (2).pdf}. */
    public FileName numbered(int number) {
        String suffix = " (" + number + ")";
        return new FileName(
                shorten(stem(), LONGEST - suffix.length() - extension().length()) + suffix + extension());
    }

    /** Two names with the same key would overwrite each other on Windows or macOS. */
    public String collisionKey() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String clean(String declared) {
        String base = declared.substring(1 + Math.max(declared.lastIndexOf('/'), declared.lastIndexOf('\\')));
        var kept = new StringBuilder();
        base.codePoints().limit(4096).forEach(c -> append(kept, c));
        String name = trim(Normalizer.normalize(kept, Normalizer.Form.NFC));
        int dot = dot(name);
        String stem = dot < 0 ? name : name.substring(0, dot);
        String extension = dot < 0 ? "" : name.substring(dot);
        String windowsName = stem.indexOf('.') < 0 ? stem : stem.substring(0, stem.indexOf('.'));
        if (DEVICES.contains(windowsName.strip().toLowerCase(Locale.ROOT))) {
            stem = "_" + stem;
        }
        return shorten(stem, LONGEST - extension.length()) + extension;
    }

    private static void append(StringBuilder kept, int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> {}
            case Character.SPACE_SEPARATOR -> {
                if (kept.length() > 0 && kept.charAt(kept.length() - 1) != ' ') {
                    kept.append(' ');
                }
            }
            default -> kept.appendCodePoint(FORBIDDEN.indexOf(c) >= 0 ? '_' : c);
        }
    }

    /** Leading dots hide a file, trailing dots and blanks are cut off by Windows. */
    private static String trim(String name) {
        int start = 0;
        int end = name.length();
        while (start < end && (name.charAt(start) == '.' || name.charAt(start) == ' ')) {
            start++;
        }
        while (end > start && (name.charAt(end - 1) == '.' || name.charAt(end - 1) == ' ')) {
            end--;
        }
        return name.substring(start, end);
    }

    private static int dot(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? dot : -1;
    }

    private static String shorten(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return trim(text.substring(0, end));
    }
}
