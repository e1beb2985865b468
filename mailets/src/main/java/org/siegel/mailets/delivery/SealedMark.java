package org.siegel.mailets.delivery;

import java.util.Locale;
import java.util.Optional;
import org.siegel.policy.PasswordMode;
import org.siegel.store.Container;

/**
 * What a mail was sealed into, as noted on it; names the password, and is none.
 *
 * @param container format, password id and hash
 * @param password  where it came from
 * @param mailName  the name that the mail had when it was sealed, under which the password of a single mail is kept
 */
public record SealedMark(Container container, PasswordMode password, String mailName) {

    /** For the mail's attribute. */
    public String write() {
        String format = container.format().name().toLowerCase(Locale.ROOT);
        return String.join(
                " ",
                password == PasswordMode.PER_MAIL ? format : format + "+" + password.configName(),
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
        String[] kind = parts[0].split("\\+", 2);
        return Optional.of(new SealedMark(
                new Container(Container.Format.valueOf(kind[0].toUpperCase(Locale.ROOT)), parts[1], parts[2]),
                kind.length > 1 ? PasswordMode.fromConfigName(kind[1]) : PasswordMode.PER_MAIL,
                parts[3]));
    }
}
