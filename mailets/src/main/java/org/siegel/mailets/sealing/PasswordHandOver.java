package org.siegel.mailets.sealing;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.siegel.mailets.delivery.RefusedContainers;
import org.siegel.mailets.delivery.SealedMark;
import org.siegel.matchers.Failures;
import org.siegel.matchers.WorkFolder;
import org.siegel.policy.PhoneNumber;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.cover.PasswordNotice;
import org.siegel.sealing.cover.PasswordNotice.Occasion;
import org.siegel.sealing.message.SentDate;
import org.siegel.sealing.password.Entropy;
import org.siegel.sealing.password.Passphrase;
import org.siegel.sealing.password.PasswordId;
import org.siegel.store.PasswordStore;
import org.siegel.store.RecipientSecret;
import org.siegel.store.RecipientSecret.Kind;
import org.siegel.store.RecipientSecretStore;
import org.siegel.store.SealedPassword;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the sender which password opens what was sealed, once, by an internal mail. */
public final class PasswordHandOver {

    private static final Logger LOGGER = LoggerFactory.getLogger(PasswordHandOver.class);

    private final PasswordStore passwords;
    private final RecipientSecretStore secrets;
    private final PasswordChoice choice;
    private final TextMessages texts;
    private final WorkFolder folder;
    private final SecureRandom random;
    private final Clock clock;
    private final ConcurrentHashMap<String, Object> underWay = new ConcurrentHashMap<>();

    public PasswordHandOver(
            PasswordStore passwords,
            RecipientSecretStore secrets,
            PasswordChoice choice,
            TextMessages texts,
            WorkFolder folder,
            SecureRandom random,
            Clock clock) {
        this.passwords = passwords;
        this.secrets = secrets;
        this.choice = choice;
        this.texts = texts;
        this.folder = folder;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Tells, unless the sender was told already. A crash in between may tell twice, never not at all.
     *
     * @param mail as it was delivered
     * @throws MessagingException if it cannot be told: the mail that asked for it must not be forgotten
     */
    public void tell(SealedMark mark, Mail mail, MailetContext context) throws MessagingException {
        String key = mark.container().passwordId() + " " + mark.mailName();
        synchronized (underWay.computeIfAbsent(key, _key -> new Object())) {
            try {
                switch (mark.password()) {
                    case PER_MAIL -> tellOfThisMail(mark, mail, false, context);
                    case SMS -> tellOfThisMail(mark, mail, true, context);
                    case PER_RECIPIENT -> tellAgreed(mark, mail, context);
                    case PRE_SHARED -> send(new Message(mark, mail), Occasion.KNOWN, Optional.empty(), context);
                    case DERIVED -> tellDerived(mark, mail, context);
                }
            } catch (IOException | SealingException e) {
                throw new MessagingException(
                        "The sender could not be told the password "
                                + mark.container().passwordId(),
                        e);
            } finally {
                underWay.remove(key);
            }
        }
    }

    /** Whose mail to whom, and the password's name. */
    private record Message(
            PasswordId id,
            Optional<String> sender,
            List<String> recipients,
            Optional<OffsetDateTime> sentAt,
            String phoneEnding,
            Optional<String> refusal) {

        Message(SealedMark mark, Mail mail) throws MessagingException {
            this(
                    new PasswordId(mark.container().passwordId()),
                    mail.getMaybeSender().asOptional().map(MailAddress::asString),
                    mail.getRecipients().stream().map(MailAddress::asString).toList(),
                    sentAt(mail),
                    "",
                    refusal(mail));
        }

        Message textedTo(PhoneNumber number) {
            return new Message(id, sender, recipients, sentAt, number.ending(), refusal);
        }

        /** A cover mail has the date of the message that it carries. */
        static Optional<OffsetDateTime> sentAt(Mail mail) throws MessagingException {
            return Optional.ofNullable(mail.getMessage().getHeader("Date", null))
                    .flatMap(SentDate::parse);
        }

        /** What the recipient's server said to a container before this one. */
        private static Optional<String> refusal(Mail mail) {
            return RefusedContainers.isNoted(mail)
                    ? Failures.of(mail, mail.getRecipients().iterator().next()).map(Failures.Failure::words)
                    : Optional.empty();
        }
    }

    /** @param byText whether the recipient is to get the password as a text message */
    private void tellOfThisMail(SealedMark mark, Mail mail, boolean byText, MailetContext context)
            throws MessagingException, IOException, SealingException {
        String id = mark.container().passwordId();
        Optional<SealedPassword> password = passwords.find(id, mark.mailName());
        if (password.isEmpty() || password.get().notified().isPresent()) {
            return;
        }
        var purpose = password.get().purpose();
        char[] secret = passwords
                .reveal(id, mark.mailName())
                .orElseThrow(() -> new MessagingException("The password " + id + " is no longer kept"));
        try (Passphrase passphrase = Passphrase.of(secret, new Entropy(0))) {
            Message message = new Message(
                    new PasswordId(id),
                    purpose.sender(),
                    purpose.recipients(),
                    Message.sentAt(mail),
                    "",
                    Message.refusal(mail));
            if (byText) {
                textAndTell(message, mail, passphrase, context);
            } else {
                send(message, Occasion.THIS_MAIL, Optional.of(passphrase), context);
            }
        } finally {
            Arrays.fill(secret, '\0');
        }
        passwords.markNotified(id, mark.mailName());
    }

    /** Where no text message can be sent, the sender gets the password after all: no recipient waits for it in vain. */
    private void textAndTell(Message message, Mail mail, Passphrase passphrase, MailetContext context)
            throws MessagingException, IOException, SealingException {
        Optional<PhoneNumber> number =
                texts.numberFor(mail, message.recipients().getFirst());
        if (number.isPresent()) {
            try {
                texts.send(number.get(), message.id(), passphrase);
                send(message.textedTo(number.get()), Occasion.TEXTED, Optional.empty(), context);
                return;
            } catch (IOException e) {
                LOGGER.warn("Password {} was not sent as a text message: {}", message.id(), e.getMessage());
            }
        }
        send(message, Occasion.NOT_TEXTED, Optional.of(passphrase), context);
    }

    /** The first sender passes it on; to later ones it is known. */
    private void tellAgreed(SealedMark mark, Mail mail, MailetContext context)
            throws MessagingException, IOException, SealingException {
        Message message = new Message(mark, mail);
        String recipient = message.recipients().getFirst();
        Optional<RecipientSecret> secret = secrets.current(recipient, Kind.AGREED)
                .filter(current -> current.id().equals(message.id().value()));
        if (secret.isEmpty() || secret.get().told().isPresent()) {
            send(message, Occasion.KNOWN, Optional.empty(), context);
            return;
        }
        char[] text = secrets.reveal(recipient, Kind.AGREED, message.id().value())
                .orElseThrow(() -> new MessagingException("The password " + message.id() + " is no longer kept"));
        try (Passphrase passphrase = Passphrase.of(text, new Entropy(0))) {
            send(message, Occasion.AGREED, Optional.of(passphrase), context);
        } finally {
            Arrays.fill(text, '\0');
        }
        secrets.markTold(secret.get());
    }

    private void tellDerived(SealedMark mark, Mail mail, MailetContext context)
            throws MessagingException, IOException, SealingException {
        Message message = new Message(mark, mail);
        try (Passphrase passphrase = choice.derivedAgain(message.recipients().getFirst(), message.id())
                .orElseThrow(() -> new MessagingException(
                        "What the password " + message.id() + " was derived from is no longer kept"))) {
            send(message, Occasion.THIS_MAIL, Optional.of(passphrase), context);
        }
    }

    private void send(Message message, Occasion occasion, Optional<Passphrase> passphrase, MailetContext context)
            throws IOException, SealingException, MessagingException {
        MailAddress sender = new MailAddress(message.sender()
                .orElseThrow(() -> new MessagingException("Nobody can be told the password " + message.id()
                        + ": the mail has no sender. An administrator must hand it over")));
        if (!context.isLocalServer(sender.getDomain())) {
            throw new MessagingException("The password " + message.id() + " is not sent to " + sender
                    + ": that is not an address of this organisation. Add its domain to domainlist.xml if it is one");
        }
        MailAddress postmaster = context.getPostmaster();
        PasswordNotice.Subject subject = new PasswordNotice.Subject(
                postmaster.asString(),
                sender.asString(),
                message.recipients(),
                message.sentAt(),
                message.id(),
                postmaster.getDomain().asString(),
                message.phoneEnding(),
                message.refusal());
        Path notice = new PasswordNotice(random, clock).write(subject, occasion, passphrase, folder.path());
        try {
            MimeMessage mime = Messages.read(notice);
            context.sendMail(MailAddress.nullSender(), List.of(sender), mime);
        } finally {
            Files.deleteIfExists(notice);
        }
    }
}
