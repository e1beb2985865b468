package org.siegel.policy;

import java.util.Objects;

/**
 * How a mail is wrapped for one recipient.
 *
 * @param attachments how they reach the recipient
 * @param allowsZip   whether a ZIP may go with the PDF, for which recipients with Windows need a program
 * @param password    where it comes from
 * @param whenRefused what is done if the recipient's server does not take it
 */
public record SealingWay(
        AttachmentLayout attachments, boolean allowsZip, PasswordMode password, WhenRefused whenRefused) {

    /** What needs no program that is not on every phone, and nothing that was agreed before. */
    public static final SealingWay STANDARD = new SealingWay(AttachmentLayout.AUTO, false, PasswordMode.PER_MAIL);

    public SealingWay {
        Objects.requireNonNull(attachments, "attachments");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(whenRefused, "whenRefused");
        if (attachments == AttachmentLayout.ZIP && !allowsZip) {
            throw new IllegalArgumentException("attachments cannot be 'zip' where zip is 'no'");
        }
    }

    /** A refused one comes back. */
    public SealingWay(AttachmentLayout attachments, boolean allowsZip, PasswordMode password) {
        this(attachments, allowsZip, password, WhenRefused.RETURN);
    }

    /** The same without a ZIP beside the PDF. */
    public SealingWay withoutZip() {
        AttachmentLayout layout = attachments == AttachmentLayout.ZIP ? AttachmentLayout.AUTO : attachments;
        return new SealingWay(layout, false, password, whenRefused);
    }
}
