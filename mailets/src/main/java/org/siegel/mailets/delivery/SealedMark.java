package org.siegel.mailets.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.mailet.Mail;
import org.siegel.matchers.MailDecisions;
import org.siegel.policy.PasswordMode;
import org.siegel.store.Container;

/**
 * What a mail was sealed into, as noted on it; names the password, and is none.
 *
 * @param container format, password id and hashes
 * @param password  where it came from
 * @param mailName  the name that the mail had when it was sealed, under which the password of a single mail is kept
 */
public record SealedMark(Container container, PasswordMode password, String mailName) {

    /** What is noted on the mail; empty if it was not sealed by us. */
    public static Optional<SealedMark> of(Mail mail) {
        return MailDecisions.sealed(mail).flatMap(SealedMark::parse);
    }

    /** For the mail's attribute. */
    public String write() {
        String format = container.format().name().toLowerCase(Locale.ROOT);
        return String.join(
                " ",
                password == PasswordMode.PER_MAIL ? format : format + "+" + password.configName(),
                container.passwordId(),
                hashes(),
                mailName);
    }

    /** The container's own, then those of the files beside it. */
    private String hashes() {
        return Stream.concat(
                        Stream.of(container.sha256()),
                        container.beside().stream()
                                .map(file -> file.format().name().toLowerCase(Locale.ROOT) + ":" + file.sha256()))
                .collect(Collectors.joining(","));
    }

    /** Reads {@link #write()}. */
    public static Optional<SealedMark> parse(String text) {
        String[] parts = text.split(" ", 4);
        if (parts.length != 4) {
            return Optional.empty();
        }
        String[] kind = parts[0].split("\\+", 2);
        String[] hashes = parts[2].split(",");
        List<Container.Beside> beside = Arrays.stream(hashes)
                .skip(1)
                .map(file -> file.split(":", 2))
                .map(file -> new Container.Beside(format(file[0]), file[1]))
                .toList();
        return Optional.of(new SealedMark(
                new Container(format(kind[0]), parts[1], hashes[0], beside),
                kind.length > 1 ? PasswordMode.fromConfigName(kind[1]) : PasswordMode.PER_MAIL,
                parts[3]));
    }

    private static Container.Format format(String name) {
        return Container.Format.valueOf(name.toUpperCase(Locale.ROOT));
    }
}
