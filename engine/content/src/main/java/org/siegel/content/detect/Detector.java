package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Confidence;

/** Recognises one kind of identifier where a token starts. Stateless. */
interface Detector {

    /** As the policy names it, such as {@code iban}. */
    String name();

    /** How it begins; asked once. */
    List<Start> starts();

    /** The identifier that starts at the candidate, or null. */
    @Nullable
    Match match(Candidate candidate);

    /** How sure it is of a match without any words near it, or null if it does not count then. */
    default @Nullable Confidence alone() {
        return Confidence.CERTAIN;
    }

    /** The words that make it certain, or null if there are none. */
    default @Nullable Nearness near() {
        return null;
    }

    /** Whether nothing counts unless one of those words came before. */
    default boolean needsWordBefore() {
        Nearness near = near();
        return near != null && near.after() == 0 && alone() == null;
    }

    /** How sure it is with those words near. */
    default Confidence withContext() {
        return Confidence.CERTAIN;
    }
}
