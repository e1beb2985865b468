package org.siegel.mailets.notice;

import java.util.Optional;
import org.apache.mailet.Mail;

/** Finds out by which subject the sender of a sealed mail knows it; the cover mail has a neutral one. */
@FunctionalInterface
public interface SubjectBeforeSealing {

    /**
     * The subject as it was written, decoded.
     *
     * @param mail as it was delivered or failed
     * @return empty if it was not sealed, has none, or cannot be opened any more
     */
    Optional<String> of(Mail mail);
}
