package org.siegel.mailets.sealing;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.apache.mailet.Mail;
import org.siegel.mailets.delivery.SealedMark;
import org.siegel.matchers.MessageCopy;
import org.siegel.matchers.WorkFolder;
import org.siegel.policy.Policy;
import org.siegel.policy.SealingWay;
import org.siegel.sealing.Sealing;
import org.siegel.sealing.Wrapping;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.cover.CoverMail;
import org.siegel.sealing.cover.CoverTemplates;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.store.Container;
import org.siegel.store.ContainerForm;

/** Puts a mail's message into a password-protected container and a cover mail in its place. */
public final class Sealer {

    private final SealingGroups groups;
    private final SealedOriginal originals;
    private final WorkFolder folder;
    private final ContainerMaking making;
    private final AsItIs asItIs;

    /** @param templates how cover mails are worded; as built in if empty */
    public Sealer(
            Policy policy,
            SealingGroups groups,
            Sealing sealing,
            PasswordChoice choice,
            WorkFolder folder,
            SecureRandom random,
            Clock clock,
            Optional<CoverTemplates> templates) {
        this.groups = groups;
        this.originals = new SealedOriginal(choice, folder);
        this.folder = folder;
        this.asItIs = new AsItIs(policy, clock);
        this.making = new ContainerMaking(
                policy.organisation(), sealing, choice, folder, new CoverMail(random, clock, templates));
    }

    /** Takes mails that were made of one. They must be safe with James before it returns. */
    public interface Others {

        /** For a mail that stays one. */
        Others NONE = new Others() {
            @Override
            public void sealed(Mail mail) throws MessagingException {
                throw new MessagingException("A mail that was one became several");
            }

            @Override
            public void unsealed(Mail mail) throws MessagingException {
                throw new MessagingException("A mail that was one became several");
            }
        };

        /** Goes on like the mail it was made of. */
        void sealed(Mail mail) throws MessagingException;

        /** Is still in the clear, and comes here once more. */
        void unsealed(Mail mail) throws MessagingException;
    }

    /** What became of the mail. */
    public enum Result {
        /** The mail is a cover mail now. */
        SEALED,
        /** It was left as it is: its sender encrypted it end to end. */
        ALREADY_ENCRYPTED,
        /** It goes as it is, over connections that its class demands of such mail, as noted on it. */
        GOES_AS_IT_IS,
        /** It was left as it is, in the clear, and must not go: a program wrote it, and its class does not let it go unsealed. */
        AUTOMATIC
    }

    /**
     * Seals. All recipients must be wrapped for in the same way, as {@link Splitting} has it. Where each has a password of his
     * own, the message is encrypted once for many of them; each gets a mail of his own then, and one stays on this mail.
     *
     * @param domain for the cover mail's Message-ID
     * @param others takes the mails for the others, and for those who cannot be sealed for with them
     * @throws SealingException   if it cannot be done; the mail is as it was
     * @throws IOException        if the message cannot be read or kept
     * @throws MessagingException if James cannot read or take a message
     */
    public Result seal(Mail mail, ContainerKind kind, Language language, String domain, Others others)
            throws SealingException, IOException, MessagingException {
        try (MessageCopy copy = MessageCopy.of(mail.getMessage(), folder);
                SourceMessage message = SourceMessage.read(copy.open(), folder.path())) {
            Wrapping wrapping = Wrapping.of(message);
            boolean isLet = switch (wrapping) {
                case ALREADY_ENCRYPTED -> false;
                case AUTOMATIC -> asItIs.letAutomaticMailGo(mail);
                // without a sender there is nobody who could hand a password over
                case ALLOWED, MARKED_AS_SEALED -> !mail.hasSender() && asItIs.letAutomaticMailGo(mail);
                case MEETING_REQUEST ->
                    mail.hasSender() ? asItIs.letInvitationGo(mail) : asItIs.letAutomaticMailGo(mail);
            };
            if (isLet) {
                return Result.GOES_AS_IT_IS;
            }
            return switch (wrapping) {
                // Anybody can write our mark into a header; what we sealed is known by the mail's attribute instead.
                case ALLOWED, MARKED_AS_SEALED, MEETING_REQUEST -> {
                    if (!mail.hasSender()) {
                        yield Result.AUTOMATIC;
                    }
                    ContainerForm form = groups.form(mail, kind)
                            .orElseThrow(() -> new SealingException("the recipient's server takes no container"));
                    wrap(mail, message, form, language, domain, others);
                    yield Result.SEALED;
                }
                case ALREADY_ENCRYPTED -> Result.ALREADY_ENCRYPTED;
                case AUTOMATIC -> Result.AUTOMATIC;
            };
        }
    }

    /**
     * Seals into another container what the recipient's server refused: the message is taken out of the old one. The password of a
     * single mail becomes a new one with it, those of recipients stay.
     *
     * @param mail is sealed, and its refusal noted
     * @param domain for the cover mail's Message-ID
     * @throws SealingException   if nothing else may be tried or it cannot be done; the mail is as it was
     * @throws IOException        if the message cannot be read or kept
     * @throws MessagingException if James cannot read or take a message
     */
    public void sealAnew(Mail mail, SealedMark mark, Language language, String domain)
            throws SealingException, IOException, MessagingException {
        ContainerKind wanted = kind(mark.container().format());
        ContainerForm form = groups.form(mail, wanted)
                .orElseThrow(() -> new SealingException("the recipient's server takes no other container either"));
        try (SourceMessage message = originals.open(mail, mark)) {
            wrap(mail, message, form, language, domain, Others.NONE);
        }
    }

    private void wrap(
            Mail mail, SourceMessage message, ContainerForm form, Language language, String domain, Others others)
            throws SealingException, IOException, MessagingException {
        SealingWay way = form == ContainerForm.PDF ? groups.way(mail).withoutZip() : groups.way(mail);
        ContainerKind kind = switch (form) {
            case PDF, PDF_AND_ZIP -> ContainerKind.PDF;
            case ZIP -> ContainerKind.ZIP;
        };
        Language spoken = way.language().map(Language::of).orElse(language);
        making.make(new ContainerMaking.Job(mail, message, kind, way, spoken, domain, others));
    }

    private static ContainerKind kind(Container.Format format) {
        return switch (format) {
            case PDF -> ContainerKind.PDF;
            case ZIP -> ContainerKind.ZIP;
        };
    }
}
