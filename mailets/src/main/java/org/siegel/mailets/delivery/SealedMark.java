package org.siegel.mailets.delivery;

import java.util.Locale;
import java.util.Optional;
import org.siegel.store.Container;

/**
 * What a mail was sealed into, as noted on it; names the password, and is none.
 *
 * @param container format, password id and hash
 * @param mailName  the name that the mail had when it was sealed, under which the password is kept
 */
public record SealedMark(Container container, String mailName) {

    /** For the mail's attribute. */
    public String write() {
        return String.join(
                " ",
                container.format().name().toLowerCase(Locale.ROOT),
                container.passwordId(),
                container.sha256(),
                mailName);
    }

    /** Reads {@link #write()}. */
    public static Optional<SealedMark> parse(String text) {
        String[] parts = text.split(" ", 4);
        if (parts.length != 4) {
            return Optional.empty();
        }
        return Optional.of(new SealedMark(
                new Container(Container.Format.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1], parts[2]),
                parts[3]));
    }
}
