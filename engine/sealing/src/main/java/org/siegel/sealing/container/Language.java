package org.siegel.sealing.container;

import java.util.Locale;

/** The language of what we write around the message. */
public enum Language {
    GERMAN(Locale.GERMANY, "Nachricht"),
    ENGLISH(Locale.UK, "Message");

    private final Locale locale;
    private final String message;

    Language(Locale locale, String message) {
        this.locale = locale;
        this.message = message;
    }

    public Locale locale() {
        return locale;
    }

    /** Neutral name of container files, without extension. */
    public String fileStem() {
        return message;
    }
}
