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

    /** In the zone of the sender's own computer, as the message has it. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

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
     * @param sentAt when the message was written, in its sender's zone, if known
     * @param domain for the Message-ID, ASCII
     * @param phoneEnding last digits of the number that a text message went to; empty if none did
     * @param refusal what the recipient's server said to another container before; empty if there was none
     */
    public record Subject(
            String postmaster,
            String sender,
            List<String> recipients,
            Optional<OffsetDateTime> sentAt,
            PasswordId passwordId,
            String domain,
            String phoneEnding,
            Optional<String> refusal) {
        public Subject {
            recipients = List.copyOf(recipients);
            Objects.requireNonNull(sentAt, "sentAt");
            Objects.requireNonNull(refusal, "refusal");
            if (recipients.isEmpty()) {
                throw new IllegalArgumentException("A password notice needs at least one recipient to name");
            }
        }
    }

    /** What the sender is to do. */
    public enum Occasion {
        /** Pass on a password that opens this mail. */
        THIS_MAIL(true),
        /** Pass on a password that opens this mail and all to come. */
        AGREED(true),
        /** Pass on a password that opens this mail, because it could not be sent as a text message. */
        NOT_TEXTED(true),
        /** Nothing: the password went to the recipient as a text message. */
        TEXTED(false),
        /** Nothing: the recipient knows the password. */
        KNOWN(false);

        private final boolean showsPassword;

        Occasion(boolean showsPassword) {
            this.showsPassword = showsPassword;
        }
    }

    /**
     * Writes the notice to a new file of mode 0600 in the work directory; it may hold the password, so the caller deletes it at
     * once after sending.
     *
     * @param passphrase if the occasion shows it, and only then
     * @throws SealingException if the file cannot be written; nothing is left behind
     */
    public Path write(Subject about, Occasion occasion, Optional<Passphrase> passphrase, Path workDirectory)
            throws SealingException {
        if (occasion.showsPassword != passphrase.isPresent()) {
            throw new IllegalArgumentException(
                    "A notice of " + occasion + " shows " + (occasion.showsPassword ? "the password" : "no password"));
        }
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
            var letter = letter(about, occasion, passphrase);
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

    private static Letter letter(Subject about, Occasion occasion, Optional<Passphrase> passphrase) {
        var letter = new Letter();
        String password = passphrase.map(one -> new String(one.copy())).orElse("");
        german(letter, about, occasion, password);
        about.refusal()
                .ifPresent(words -> letter.paragraph("Der Mailserver der Empfänger hat die Nachricht zuerst nicht"
                        + " angenommen, darum ging sie in einer anderen geschützten Datei hinaus. Ein ZIP öffnen sie auf"
                        + " Windows mit einem Programm wie 7-Zip. Die Antwort des Servers: " + words));
        letter.rule();
        english(letter, about, occasion, password);
        about.refusal()
                .ifPresent(words -> letter.paragraph("The recipients' mail server did not take the message at first,"
                        + " so it went in another protected file. On Windows a ZIP needs a program such as 7-Zip. The"
                        + " server's answer: " + words));
        return letter;
    }

    /** Of our own symbols, not of words or of what somebody else laid down. */
    private static boolean isOfSymbols(String password) {
        return password.matches("[a-hjkm-z2-9]{4}(-[a-hjkm-z2-9]{4})+");
    }

    private static void german(Letter letter, Subject about, Occasion occasion, String password) {
        letter.paragraph("Guten Tag,");
        String sent = "Ihre Nachricht" + date(about, Language.GERMAN, " vom ") + " an "
                + String.join(", ", about.recipients()) + " wurde verschlüsselt versandt. ";
        if (occasion == Occasion.KNOWN) {
            letter.paragraph(sent + "Sie öffnet sich mit dem bekannten Passwort mit der Kennung " + about.passwordId()
                    + ", das mit dieser Adresse vereinbart ist. Sie brauchen nichts weiter zu tun.");
            return;
        }
        if (occasion == Occasion.TEXTED) {
            letter.paragraph(sent + "Das Passwort mit der Kennung " + about.passwordId()
                    + " wurde per SMS an die Nummer mit den Endziffern " + about.phoneEnding()
                    + " gesandt. Ist das nicht die richtige, melden Sie sich bitte sofort bei Ihrer Administration.");
            return;
        }
        letter.paragraphIf(
                        occasion == Occasion.NOT_TEXTED,
                        "Das Passwort konnte nicht per SMS gesandt werden: Es ist keine Nummer bekannt, oder der Versand ist gescheitert. Bitte geben Sie es selbst weiter.")
                .paragraph(sent + "Das Passwort mit der Kennung " + about.passwordId() + " lautet:")
                .code(password)
                .paragraph(
                        "Bitte geben Sie es am Telefon oder per SMS weiter, nicht per E-Mail: Wer die E-Mails mitliest, hätte sonst Schloss und Schlüssel.")
                .paragraphIf(
                        occasion == Occasion.AGREED,
                        "Es gilt auch für alle künftigen Nachrichten an diese Adresse. Bitten Sie darum, es sicher aufzubewahren; es wird Ihnen nicht noch einmal genannt.")
                .paragraphIf(
                        isOfSymbols(password),
                        "Zum Vorlesen: nur Kleinbuchstaben und Ziffern, die Striche gehören dazu. Die Null, die Eins und die Buchstaben i und l kommen nicht vor, o ist also immer der Buchstabe.")
                .paragraph("Löschen Sie diese E-Mail, sobald Sie das Passwort weitergegeben haben.");
    }

    private static void english(Letter letter, Subject about, Occasion occasion, String password) {
        letter.paragraph("Hello,");
        String sent = "Your message" + date(about, Language.ENGLISH, " of ") + " to "
                + String.join(", ", about.recipients()) + " has been sent encrypted. ";
        if (occasion == Occasion.KNOWN) {
            letter.paragraph(sent + "It opens with the known password with the ID " + about.passwordId()
                    + ", which has been agreed with this address. There is nothing for you to do.");
            return;
        }
        if (occasion == Occasion.TEXTED) {
            letter.paragraph(sent + "The password with the ID " + about.passwordId()
                    + " was sent as a text message to the number that ends in " + about.phoneEnding()
                    + ". If that is not the right one, tell your administrators at once.");
            return;
        }
        letter.paragraphIf(
                        occasion == Occasion.NOT_TEXTED,
                        "The password could not be sent as a text message: no number is known, or sending failed. Please pass it on yourself.")
                .paragraph(sent + "The password with the ID " + about.passwordId() + " is:")
                .code(password)
                .paragraph(
                        "Please pass it on by phone or text message, not by e-mail: whoever reads the mail would have both lock and key.")
                .paragraphIf(
                        occasion == Occasion.AGREED,
                        "It also opens all future messages to this address. Ask the recipient to keep it safe; you will not be told it again.")
                .paragraphIf(
                        isOfSymbols(password),
                        "For reading it out: lower-case letters and digits only, the hyphens are part of it. Zero, one and the letters i and l do not occur, so o is always the letter.")
                .paragraph("Delete this e-mail as soon as you have passed the password on.");
    }

    private static String date(Subject about, Language language, String preposition) {
        var format = language.dates(FormatStyle.LONG);
        // to the minute: of several mails on one day each has a password of its own
        return about.sentAt()
                .map(at -> preposition + at.format(format) + ", " + at.format(TIME))
                .orElse("");
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
