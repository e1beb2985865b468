package org.siegel.policy;

import java.util.Arrays;
import java.util.Locale;

/** The kinds of places in a mail that a rule can ask for. */
public enum Where {
    ANYWHERE,
    SUBJECT,
    /** The mail's own text, plain or HTML. */
    TEXT,
    /** Attachments, their names, and nested messages. */
    ATTACHMENT;

    /** The name in policy files, such as {@code attachment}. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * By its name in policy files.
     *
     * @throws IllegalArgumentException naming what there is
     */
    public static Where fromConfigName(String name) {
        return Arrays.stream(values())
                .filter(each -> each.configName().equals(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no place '" + name + "'; use anywhere, subject, text or attachment"));
    }

    /** The kind of a place as the MIME walk names it, such as {@code attachment 2 (text/csv)}. */
    public static Where ofPlace(String place) {
        return switch (place) {
            case "subject" -> SUBJECT;
            case "text", "html" -> TEXT;
            default -> ATTACHMENT;
        };
    }
}
