package org.siegel.sealing.container;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.siegel.policy.AttachmentLayout;
import org.siegel.sealing.password.EntropyFloors;
import org.siegel.sealing.password.Passphrase;
import org.siegel.sealing.password.PasswordId;

/**
 * What container is wanted.
 *
 * @param passphrase stays the caller's, who closes it
 * @param language of what we write around the message
 * @param organisation shown at the foot of the page, as in "Musterstadt"; may be empty
 * @param workDirectory private to us (mode 0700); the container is made here, and nothing else is left here
 * @param attachments how they reach the recipient; for a PDF only
 * @param allowsZip whether a ZIP may go with a PDF
 * @param withOriginal embed the raw message too; it goes along in any case when the pages cannot show all of it
 */
public record SealingRequest(
        ContainerKind kind,
        Passphrase passphrase,
        PasswordId passwordId,
        Language language,
        String organisation,
        Path workDirectory,
        AttachmentLayout attachments,
        boolean allowsZip,
        boolean withOriginal,
        EntropyFloors floors,
        RenderingLimits limits) {

    /**
     * @throws IllegalArgumentException if the passphrase is easier to guess than the floor for this kind of container allows
     */
    public SealingRequest {
        Objects.requireNonNull(passwordId, "passwordId");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(organisation, "organisation");
        Objects.requireNonNull(workDirectory, "workDirectory");
        Objects.requireNonNull(attachments, "attachments");
        Objects.requireNonNull(limits, "limits");
        if (!passphrase.entropy().isAtLeast(kind.floor(floors))) {
            throw new IllegalArgumentException("A passphrase for " + kind + " needs at least " + kind.floor(floors)
                    + ", this one has " + passphrase.entropy());
        }
    }

    /** All in one file with the original, the default floors and limits, in German, without an organisation's name. */
    public static SealingRequest of(ContainerKind kind, Passphrase passphrase, PasswordId id, Path workDirectory) {
        return new SealingRequest(
                kind,
                passphrase,
                id,
                Language.GERMAN,
                "",
                workDirectory,
                AttachmentLayout.EMBED,
                false,
                true,
                EntropyFloors.DEFAULT,
                RenderingLimits.DEFAULT);
    }

    /** The same for somebody else with a passphrase of his own. */
    public SealingRequest with(Passphrase other, PasswordId id) {
        return changed(draft -> {
            draft.passphrase = other;
            draft.passwordId = id;
        });
    }

    public SealingRequest in(Language wanted) {
        return changed(draft -> draft.language = wanted);
    }

    public SealingRequest by(String name) {
        return changed(draft -> draft.organisation = name);
    }

    /**
     * The same with attachments laid out in that way.
     *
     * @param zip whether a ZIP may go with a PDF
     */
    public SealingRequest laidOut(AttachmentLayout layout, boolean zip) {
        return changed(draft -> {
            draft.attachments = layout;
            draft.allowsZip = zip;
        });
    }

    public SealingRequest withOriginal(boolean wanted) {
        return changed(draft -> draft.withOriginal = wanted);
    }

    public SealingRequest within(RenderingLimits other) {
        return changed(draft -> draft.limits = other);
    }

    private SealingRequest changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.request();
    }

    /** What may be changed of a request; the rest is copied, and all of it checked again. */
    private static final class Draft {
        private final SealingRequest old;
        private Passphrase passphrase;
        private PasswordId passwordId;
        private Language language;
        private String organisation;
        private AttachmentLayout attachments;
        private boolean allowsZip;
        private boolean withOriginal;
        private RenderingLimits limits;

        Draft(SealingRequest old) {
            this.old = old;
            this.passphrase = old.passphrase;
            this.passwordId = old.passwordId;
            this.language = old.language;
            this.organisation = old.organisation;
            this.attachments = old.attachments;
            this.allowsZip = old.allowsZip;
            this.withOriginal = old.withOriginal;
            this.limits = old.limits;
        }

        SealingRequest request() {
            return new SealingRequest(
                    old.kind,
                    passphrase,
                    passwordId,
                    language,
                    organisation,
                    old.workDirectory,
                    attachments,
                    allowsZip,
                    withOriginal,
                    old.floors,
                    limits);
        }
    }

    /** Whether its passphrase is hard enough to guess for a ZIP too. */
    public boolean sufficesForZip() {
        return passphrase.entropy().isAtLeast(floors.zip());
    }

    /** Neutral: tells neither sender nor subject, but which password opens it, as in {@code Nachricht-K7Q2.pdf}. */
    public String fileName() {
        return language.fileStem() + "-" + passwordId + kind.extension();
    }

    /** Of an attachment that is a file of its own, as in {@code Anlage-1-K7Q2.pdf}. */
    public String fileName(Place.OwnFile place) {
        return language.nameOf(place) + "-" + passwordId + ContainerKind.PDF.extension();
    }

    /** Of the ZIP beside a PDF, as in {@code Anlagen-K7Q2.zip}. */
    public String archiveName() {
        return language.archiveStem() + "-" + passwordId + ContainerKind.ZIP.extension();
    }
}
