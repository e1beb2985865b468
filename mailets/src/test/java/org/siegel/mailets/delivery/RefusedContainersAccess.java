package org.siegel.mailets.delivery;

import org.apache.mailet.Mail;

/** Does for tests what the outgoing queue does after a refusal. */
public final class RefusedContainersAccess {

    private RefusedContainersAccess() {}

    public static void note(Mail mail, SealedMark mark) {
        RefusedContainers.note(mail, mark);
    }
}
