package org.siegel.mailets.sealing;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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
import org.siegel.sealing.cover.CoverTemplates;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.sealing.password.PasswordId;
import org.siegel.store.Container;

/** Puts a mail's message into a password-protected container and a cover mail in its place. */
public final class Sealer {

    private final Policy policy;
    private final SealingGroups groups;
    private final Sealing sealing;
    private final PasswordChoice choice;
    private final WorkFolder folder;
    private final CoverMail covers;

    /** @param templates how cover mails are worded; as built in if empty */
    public Sealer(
            Policy policy,
            Sealing sealing,
            PasswordChoice choice,
            WorkFolder folder,
            SecureRandom random,
            Clock clock,
            Optional<CoverTemplates> templates) {
        this.policy = policy;
        this.groups = new SealingGroups(policy);
        this.sealing = sealing;
        this.choice = choice;
        this.folder = folder;
        this.covers = new CoverMail(random, clock, templates);
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
        SealingWay way = groups.way(mail);
        try (PasswordChoice.Chosen password = choice.choose(mail, kind, way)) {
            PasswordId id = password.id();
            SealingRequest request = SealingRequest.of(kind, password.passphrase(), id, folder.path())
                    .in(language)
                    .by(policy.organisation())
                    .laidOut(way.attachments(), way.allowsZip());
            SealedContainer container = sealing.seal(message, request);
            try {
                Path cover = covers.write(message, container, id, policy.organisation(), domain, folder.path());
                try {
                    mail.setMessage(message(cover));
                } finally {
                    Files.deleteIfExists(cover);
                }
                mark(mail, kind, way, id, container);
                return Result.SEALED;
            } finally {
                container.delete();
            }
        }
    }

    private static void mark(Mail mail, ContainerKind kind, SealingWay way, PasswordId id, SealedContainer container) {
        List<Container.Beside> beside = container.companions().stream()
                .map(file -> new Container.Beside(PasswordChoice.format(file.kind()), file.sha256()))
                .toList();
        Container sealed = new Container(PasswordChoice.format(kind), id.value(), container.sha256(), beside);
        MailDecisions.seal(mail, new SealedMark(sealed, way.password(), mail.getName()).write());
    }

    private static MimeMessage message(Path cover) throws IOException, MessagingException {
        return Messages.read(cover);
    }
}
