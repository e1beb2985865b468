package org.siegel.content.detect;

import org.jspecify.annotations.Nullable;

/** Recognises one kind of identifier where a token starts. Stateless. */
interface Detector {

    /** As the policy names it, such as {@code iban}. */
    String name();

    /** Whether it can start with a token like this; asked for each kind of token once. */
    boolean canStartWith(TokenKind kind, char firstLetterOrDigit);

    /** The identifier that starts at the candidate, or null. */
    @Nullable
    Match match(Candidate candidate);
}
