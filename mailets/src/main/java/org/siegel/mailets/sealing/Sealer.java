package org.siegel.mailets.sealing;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.siegel.mailets.delivery.SealedMark;
import org.siegel.matchers.MailDecisions;
import org.siegel.matchers.MessageCopy;
import org.siegel.matchers.WorkFolder;
import org.siegel.policy.Policy;
import org.siegel.policy.SealingWay;
import org.siegel.sealing.Sealing;
import org.siegel.sealing.Wrapping;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.cover.CoverMail;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.sealing.password.Passphrase;
import org.siegel.sealing.password.PassphraseGenerator;
import org.siegel.sealing.password.PasswordId;
import org.siegel.store.Container;
import org.siegel.store.NewPassword;
import org.siegel.store.PasswordStore;
import org.siegel.store.SealedPassword;

/** Puts a mail's message into a password-protected container and a cover mail in its place. */
public final class Sealer {

    private final Policy policy;
    private final SealingGroups groups;
    private final Sealing sealing;
    private final PasswordStore passwords;
    private final Duration validity;
    private final WorkFolder folder;
    private final SecureRandom random;
    private final Clock clock;

    /**
     * Sets up.
     *
     * @param validity how long a password is kept
     */
    public Sealer(
            Policy policy,
            Sealing sealing,
            PasswordStore passwords,
            Duration validity,
            WorkFolder folder,
            SecureRandom random,
            Clock clock) {
        this.policy = policy;
        this.groups = new SealingGroups(policy);
        this.sealing = sealing;
        this.passwords = passwords;
        this.validity = validity;
        this.folder = folder;
        this.random = random;
        this.clock = clock;
    }

    /** What became of the mail. */
    public enum Result {
        /** The mail is a cover mail now. */
        SEALED,
        /** It was left as it is: its sender encrypted it end to end. */
        ALREADY_ENCRYPTED,
        /** It was left as it is, in the clear: a program wrote it, and programs do not open containers. */
        AUTOMATIC
    }

    /**
     * Seals. All recipients must be wrapped for in the same way, as {@link Splitting} has it.
     *
     * @param domain for the cover mail's Message-ID
     * @throws SealingException   if it cannot be done; the mail is as it was
     * @throws IOException        if the message cannot be read or kept
     * @throws MessagingException if James cannot read or take a message
     */
    public Result seal(Mail mail, ContainerKind kind, Language language, String domain)
            throws SealingException, IOException, MessagingException {
        try (MessageCopy copy = MessageCopy.of(mail.getMessage(), folder);
                SourceMessage message = SourceMessage.read(copy.open(), folder.path())) {
            return switch (Wrapping.of(message)) {
                // Anybody can write our mark into a header; what we sealed is known by the mail's attribute instead.
                case ALLOWED, MARKED_AS_SEALED -> wrap(mail, message, kind, language, domain);
                case ALREADY_ENCRYPTED -> Result.ALREADY_ENCRYPTED;
                case AUTOMATIC -> Result.AUTOMATIC;
            };
        }
    }

    private Result wrap(Mail mail, SourceMessage message, ContainerKind kind, Language language, String domain)
            throws SealingException, IOException, MessagingException {
        SealingWay way = groups.of(mail).keySet().iterator().next();
        try (Passphrase passphrase = new PassphraseGenerator(random).generate()) {
            PasswordId id = keep(mail, kind, passphrase);
            SealingRequest request = SealingRequest.of(kind, passphrase, id, folder.path())
                    .in(language)
                    .by(policy.organisation())
                    .laidOut(way.attachments(), way.allowsZip());
            SealedContainer container = sealing.seal(message, request);
            try {
                Path cover = new CoverMail(random, clock)
                        .write(message, container, id, policy.organisation(), domain, folder.path());
                try {
                    mail.setMessage(message(cover));
                } finally {
                    Files.deleteIfExists(cover);
                }
                mark(mail, kind, id, container);
                return Result.SEALED;
            } finally {
                container.delete();
            }
        }
    }

    /** The password is safe before anything is sealed with it. */
    private PasswordId keep(Mail mail, ContainerKind kind, Passphrase passphrase) {
        NewPassword purpose = new NewPassword(
                mail.getName(),
                mail.getMaybeSender().asOptional().map(MailAddress::asString),
                mail.getRecipients().stream().map(MailAddress::asString).toList(),
                format(kind),
                clock.instant().plus(validity));
        char[] secret = passphrase.copy();
        try {
            SealedPassword kept =
                    passwords.create(purpose, () -> PasswordId.random(random).value(), secret);
            return new PasswordId(kept.id());
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private static void mark(Mail mail, ContainerKind kind, PasswordId id, SealedContainer container) {
        Container sealed = new Container(format(kind), id.value(), container.sha256());
        MailDecisions.seal(mail, new SealedMark(sealed, mail.getName()).write());
    }

    private static Container.Format format(ContainerKind kind) {
        return switch (kind) {
            case PDF -> Container.Format.PDF;
            case ZIP -> Container.Format.ZIP;
        };
    }

    private static MimeMessage message(Path cover) throws IOException, MessagingException {
        return Messages.read(cover);
    }
}
