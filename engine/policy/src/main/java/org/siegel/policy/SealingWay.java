package org.siegel.policy;

import java.util.Objects;

/**
 * How a mail is wrapped for one recipient.
 *
 * @param attachments how they reach the recipient
 * @param allowsZip   whether a ZIP may go with the PDF, for which recipients with Windows need a program
 */
public record SealingWay(AttachmentLayout attachments, boolean allowsZip) {

    /** What needs no program that is not on every phone. */
    public static final SealingWay STANDARD = new SealingWay(AttachmentLayout.AUTO, false);

    public SealingWay {
        Objects.requireNonNull(attachments, "attachments");
        if (attachments == AttachmentLayout.ZIP && !allowsZip) {
            throw new IllegalArgumentException("attachments cannot be 'zip' where zip is 'no'");
        }
    }
}
