package org.siegel.policy;

import java.util.Objects;

/**
 * How a mail is wrapped for one recipient.
 *
 * @param attachments how they reach the recipient
 * @param allowsZip   whether a ZIP may go with the PDF, for which recipients with Windows need a program
 * @param password    where it comes from
 */
public record SealingWay(AttachmentLayout attachments, boolean allowsZip, PasswordMode password) {

    /** What needs no program that is not on every phone, and nothing that was agreed before. */
    public static final SealingWay STANDARD = new SealingWay(AttachmentLayout.AUTO, false, PasswordMode.PER_MAIL);

    public SealingWay {
        Objects.requireNonNull(attachments, "attachments");
        Objects.requireNonNull(password, "password");
        if (attachments == AttachmentLayout.ZIP && !allowsZip) {
            throw new IllegalArgumentException("attachments cannot be 'zip' where zip is 'no'");
        }
    }
}
