package org.siegel.sealing.message;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/** The Date field (RFC 5322 §3.3) with its own zone, also with the obsolete zone names of §4.3. */
public final class SentDate {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .parseLenient()
            .appendPattern("d MMM yyyy H:mm[:ss] ")
            .appendOffset("+HHMM", "+0000")
            .toFormatter(Locale.ENGLISH);

    private SentDate() {}

    /** What the field says; empty if it cannot be understood. */
    public static Optional<OffsetDateTime> parse(String field) {
        String date = field.replaceAll("\\([^()]*\\)", " ")
                .replaceFirst("^\\s*[A-Za-z]+\\s*,", "")
                .replaceFirst("(?i)\\b(GMT|UTC?|Z)\\s*$", "+0000")
                .replaceFirst("(?i)\\bEST\\s*$", "-0500")
                .replaceFirst("(?i)\\bEDT\\s*$", "-0400")
                .replaceFirst("(?i)\\bPST\\s*$", "-0800")
                .replaceFirst("(?i)\\bPDT\\s*$", "-0700")
                .replaceAll("\\s+", " ")
                .strip();
        try {
            return Optional.of(OffsetDateTime.parse(date, FORMAT));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
