package org.siegel.sealing.container;

import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
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

    /** How a date is written in this language, whatever the language of the machine. */
    public DateTimeFormatter dates(FormatStyle style) {
        String pattern =
                DateTimeFormatterBuilder.getLocalizedDateTimePattern(style, null, IsoChronology.INSTANCE, locale);
        return DateTimeFormatter.ofPattern(pattern, locale);
    }

    /** Neutral name of container files, without extension. */
    public String fileStem() {
        return message;
    }
}
