package org.siegel.store;

import java.time.Instant;

/** What came of a code that somebody typed. */
public sealed interface SignInAttempt {

    /**
     * It was right, and counts no second time.
     *
     * @param browser what the browser keeps from now on
     */
    record SignedIn(QuestionToken browser, Instant expires) implements SignInAttempt {}

    /**
     * It was wrong.
     *
     * @param left how often it can be tried again
     */
    record Wrong(int left) implements SignInAttempt {}

    /** There is no code that can be typed there: it is too old, was tried too often or used, or is another browser's. */
    record Over() implements SignInAttempt {}
}
