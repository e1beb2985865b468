package org.siegel.policy;

import java.util.Objects;
import java.util.Optional;

/**
 * How a mail is wrapped for one recipient.
 *
 * @param attachments how they reach the recipient
 * @param allowsZip   whether a ZIP may go with the PDF, for which recipients with Windows need a program
 * @param password    where it comes from
 * @param whenRefused what is done if the recipient's server does not take it
 * @param language    of cover mail and pages; empty if nothing is known of the recipient
 */
public record SealingWay(
        AttachmentLayout attachments,
        boolean allowsZip,
        PasswordMode password,
        WhenRefused whenRefused,
        Optional<MailLanguage> language) {

    /** What needs no program that is not on every phone, and nothing that was agreed before. */
    public static final SealingWay STANDARD = new SealingWay(AttachmentLayout.AUTO, false, PasswordMode.PER_MAIL);

    public SealingWay {
        Objects.requireNonNull(attachments, "attachments");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(whenRefused, "whenRefused");
        Objects.requireNonNull(language, "language");
        if (attachments == AttachmentLayout.ZIP && !allowsZip) {
            throw new IllegalArgumentException("attachments cannot be 'zip' where zip is 'no'");
        }
    }

    /** A refused one comes back; nothing is known of the language. */
    public SealingWay(AttachmentLayout attachments, boolean allowsZip, PasswordMode password) {
        this(attachments, allowsZip, password, WhenRefused.RETURN, Optional.empty());
    }

    /**
     * The same with the password that its sender chose. Where the database is to hold no password of a mail, it stays so, whatever
     * a sender chooses.
     */
    public SealingWay chosen(PasswordMode mode) {
        return password == PasswordMode.DERIVED
                ? this
                : new SealingWay(attachments, allowsZip, mode, whenRefused, language);
    }

    /** The same without a ZIP beside the PDF. */
    public SealingWay withoutZip() {
        AttachmentLayout layout = attachments == AttachmentLayout.ZIP ? AttachmentLayout.AUTO : attachments;
        return new SealingWay(layout, false, password, whenRefused, language);
    }
}
