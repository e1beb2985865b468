package org.siegel.sealing.cover;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.message.PrivateFiles;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.sealing.password.PasswordId;

/**
 * The mail that carries a container to the recipients instead of the original. It keeps who writes to whom and when, and its
 * place in the conversation; it tells nothing of subject, text, attachments' names or password.
 */
public final class CoverMail {

    private final SecureRandom random;
    private final Clock clock;
    private final Optional<CoverTemplates> templates;

    /** Worded as built in. */
    public CoverMail(SecureRandom random, Clock clock) {
        this(random, clock, Optional.empty());
    }

    /** Worded as the administrator has it, or, without templates, as built in. */
    public CoverMail(SecureRandom random, Clock clock, Optional<CoverTemplates> templates) {
        this.random = random;
        this.clock = clock;
        this.templates = templates;
    }

    /**
     * What stands around the text.
     *
     * @param organisation shown in the text; may be empty
     * @param domain for the new Message-ID, ASCII, as in {@code mail.musterstadt.example}
     * @param languages in which it is said, one after the other; at least one
     */
    public record Frame(String organisation, String domain, List<Language> languages) {

        /** In German, then in English: nothing is known of the reader. */
        public Frame(String organisation, String domain) {
            this(organisation, domain, List.of(Language.values()));
        }

        public Frame {
            languages = List.copyOf(languages);
            if (languages.isEmpty()) {
                throw new IllegalArgumentException("A cover mail needs a language");
            }
        }
    }

    /**
     * Writes the mail to a new file of mode 0600 in the work directory; the caller deletes it.
     *
     * @throws SealingException if the original has no From field, or the file cannot be written; nothing is left behind
     */
    public Path write(
            SourceMessage original, SealedContainer container, PasswordId passwordId, Frame frame, Path workDirectory)
            throws SealingException {
        if (original.field("from").isEmpty()) {
            throw new SealingException("The message has no From field, so no cover mail can be written for it");
        }
        Path file = workDirectory.resolve("cover-" + token() + ".eml");
        boolean done = false;
        try (var out = PrivateFiles.create(file)) {
            var writer = new MailWriter(out, random);
            CoverWords words = words(original, container, passwordId, frame);
            writer.header(fields(original, container, words.subject() + " [" + passwordId + "]", frame.domain()));
            writer.mixed(words.text(), words.html(), container);
            done = true;
        } catch (IOException failed) {
            throw new SealingException("The cover mail could not be written", failed);
        } finally {
            if (!done) {
                PrivateFiles.deleteQuietly(file);
            }
        }
        return file;
    }

    private CoverWords words(SourceMessage original, SealedContainer container, PasswordId passwordId, Frame frame) {
        if (templates.isPresent()) {
            String sender = original.headers().from();
            String replyTo = original.headers().replyTo();
            return templates
                    .get()
                    .fill(
                            new CoverFacts(
                                    container,
                                    passwordId,
                                    frame.organisation(),
                                    sender,
                                    replyTo.isBlank() ? sender : replyTo),
                            frame.languages());
        }
        Letter letter = CoverText.of(container, passwordId, frame.organisation(), frame.languages());
        String subject = CoverText.subject(frame.languages());
        return new CoverWords(subject, letter.text(), letter.html(subject));
    }

    /** No Auto-Submitted: a person wrote this, and out-of-office replies to him are welcome (RFC 3834 §5). */
    private MailFields fields(SourceMessage original, SealedContainer container, String subject, String domain) {
        String date = original.field("date");
        return new MailFields()
                .add("Date", date.isEmpty() ? now() : date)
                .addAddresses("From", original.field("from"))
                .addAddresses("Sender", original.field("sender"))
                .addAddresses("Reply-To", original.field("reply-to"))
                .addAddresses("To", original.field("to"))
                .addAddresses("Cc", original.field("cc"))
                .add("Message-ID", "<" + token() + "@" + domain + ">")
                .add("In-Reply-To", original.field("in-reply-to"))
                .add("References", original.field("references"))
                .addText("Subject", subject)
                .add("X-Siegel-Sealed", container.kind() == ContainerKind.PDF ? "pdf" : "zip");
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
