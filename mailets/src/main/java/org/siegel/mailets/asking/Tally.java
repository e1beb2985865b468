package org.siegel.mailets.asking;

import org.siegel.store.Question;
import org.siegel.store.QuestionDecision;

/** Counts what happens to held mails on this node. Safe for use by many threads. */
public interface Tally {

    /** A mail was held, and its sender asked. */
    void held();

    /** A mail was not held, because an earlier answer counts for it. */
    void remembered();

    /** It was decided, and the decision counts. */
    void decided(Question question, QuestionDecision decision);

    /** Somebody signs in on the page, or tries to. */
    void signIn(SignInStep step);
}
