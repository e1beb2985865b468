package org.siegel.mailets.notice;

import java.util.List;
import java.util.Locale;

/** A language that notices are written in. */
enum Language {
    GERMAN(Locale.GERMANY),
    ENGLISH(Locale.UK);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** Such as {@code de}. */
    String code() {
        return locale.getLanguage();
    }

    /** For dates. */
    Locale locale() {
        return locale;
    }

    /**
     * Reads the parameter {@code language}.
     *
     * @return the languages in the order in which they are read
     * @throws IllegalArgumentException naming what is allowed
     */
    static List<Language> of(String parameter) {
        return switch (parameter.strip().toLowerCase(Locale.ROOT)) {
            case "both" -> List.of(GERMAN, ENGLISH);
            case "de" -> List.of(GERMAN);
            case "en" -> List.of(ENGLISH);
            default -> throw new IllegalArgumentException("'" + parameter + "' is not a language; use de, en or both");
        };
    }
}
