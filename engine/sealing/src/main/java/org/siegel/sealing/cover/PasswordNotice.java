package org.siegel.sealing.cover;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.message.PrivateFiles;
import org.siegel.sealing.password.Passphrase;
import org.siegel.sealing.password.PasswordId;

/**
 * The internal mail that gives a sender the password of what he sent, to pass it on by phone or SMS. It must never leave the
 * house: the caller sends it over the internal route only, and only after the container was accepted.
 */
public final class PasswordNotice {

    private final SecureRandom random;
    private final Clock clock;

    public PasswordNotice(SecureRandom random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    /**
     * What the notice is about.
     *
     * @param postmaster address that the notice comes from, ASCII
     * @param sender address of the sender, who gets the notice, ASCII
     * @param recipients addresses that the container went to, at least one
     * @param sentAt when the message was written, if known
     * @param domain for the Message-ID, ASCII
     */
    public record Subject(
            String postmaster,
            String sender,
            List<String> recipients,
            Optional<OffsetDateTime> sentAt,
            PasswordId passwordId,
            String domain) {
        public Subject {
            recipients = List.copyOf(recipients);
            Objects.requireNonNull(sentAt, "sentAt");
            if (recipients.isEmpty()) {
                throw new IllegalArgumentException("A password notice needs at least one recipient to name");
            }
        }
    }

    /**
     * Writes the notice to a new file of mode 0600 in the work directory; it holds the password, so the caller deletes it at
     * once after sending.
     *
     * @throws SealingException if the file cannot be written; nothing is left behind
     */
    public Path write(Subject about, Passphrase passphrase, Path workDirectory) throws SealingException {
        Path file = workDirectory.resolve("notice-" + token() + ".eml");
        boolean done = false;
        try (var out = PrivateFiles.create(file)) {
            var writer = new MailWriter(out, random);
            String subject = "Passwort / Password " + about.passwordId();
            writer.header(new MailFields()
                    .add("Date", now())
                    .add("From", about.postmaster())
                    .add("To", about.sender())
                    .add("Message-ID", "<" + token() + "@" + about.domain() + ">")
                    .addText("Subject", subject)
                    .add("Auto-Submitted", "auto-generated")
                    .add("X-Auto-Response-Suppress", "All"));
            var letter = letter(about, passphrase);
            writer.plain(letter.text(), letter.html(subject));
            done = true;
        } catch (IOException failed) {
            throw new SealingException("The password notice could not be written", failed);
        } finally {
            if (!done) {
                PrivateFiles.deleteQuietly(file);
            }
        }
        return file;
    }

    private static Letter letter(Subject about, Passphrase passphrase) {
        String recipients = String.join(", ", about.recipients());
        String password = new String(passphrase.copy());
        // holds for the passphrases that we generate, not for what somebody else laid down
        boolean ours = password.matches("[a-hjkm-z2-9]{4}(-[a-hjkm-z2-9]{4})+");
        var letter = new Letter()
                .paragraph("Guten Tag,")
                .paragraph("Ihre Nachricht" + date(about, Language.GERMAN, " vom ") + " an " + recipients
                        + " wurde verschlüsselt versandt. Das Passwort mit der Kennung " + about.passwordId()
                        + " lautet:")
                .code(password)
                .paragraph(
                        "Bitte geben Sie es am Telefon oder per SMS weiter, nicht per E-Mail: Wer die E-Mails mitliest, hätte sonst Schloss und Schlüssel.")
                .paragraphIf(
                        ours,
                        "Zum Vorlesen: nur Kleinbuchstaben und Ziffern, die Striche gehören dazu. Die Null, die Eins und die Buchstaben i und l kommen nicht vor, o ist also immer der Buchstabe.")
                .paragraph("Löschen Sie diese E-Mail, sobald Sie das Passwort weitergegeben haben.")
                .rule()
                .paragraph("Hello,")
                .paragraph("Your message" + date(about, Language.ENGLISH, " of ") + " to " + recipients
                        + " has been sent encrypted. The password with the ID " + about.passwordId() + " is:")
                .code(password)
                .paragraph(
                        "Please pass it on by phone or text message, not by e-mail: whoever reads the mail would have both lock and key.")
                .paragraphIf(
                        ours,
                        "For reading it out: lower-case letters and digits only, the hyphens are part of it. Zero, one and the letters i and l do not occur, so o is always the letter.")
                .paragraph("Delete this e-mail as soon as you have passed the password on.");
        return letter;
    }

    private static String date(Subject about, Language language, String preposition) {
        var format = language.dates(FormatStyle.LONG);
        return about.sentAt().map(at -> preposition + at.format(format)).orElse("");
    }

    private String now() {
        return DateTimeFormatter.RFC_1123_DATE_TIME
                .withLocale(Locale.ENGLISH)
                .format(clock.instant().atOffset(ZoneOffset.UTC));
    }

    private String token() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
