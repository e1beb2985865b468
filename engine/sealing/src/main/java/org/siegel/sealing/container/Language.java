package org.siegel.sealing.container;

import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.siegel.policy.MailLanguage;

/** The language of what we write around the message. */
public enum Language {
    GERMAN(Locale.GERMANY, "Nachricht", "Anlage", "Anlagen"),
    ENGLISH(Locale.UK, "Message", "Attachment", "Attachments");

    private final Locale locale;
    private final String message;
    private final String attachment;
    private final String attachments;

    Language(Locale locale, String message, String attachment, String attachments) {
        this.locale = locale;
        this.message = message;
        this.attachment = attachment;
        this.attachments = attachments;
    }

    /** As the policy has it. */
    public static Language of(MailLanguage language) {
        return switch (language) {
            case GERMAN -> GERMAN;
            case ENGLISH -> ENGLISH;
        };
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

    /** What an attachment that is a file of its own is called, such as {@code Anlage-1}. */
    public String nameOf(Place.OwnFile place) {
        return attachment + "-" + place.number();
    }

    /** Neutral name of files with several attachments, without extension. */
    public String archiveStem() {
        return attachments;
    }
}
