package org.siegel.mailets.asking.page;

import org.siegel.mailets.asking.SignIn;

/**
 * That senders sign in by a code before they see anything.
 *
 * @param isForAll also for those who come from the networks that the page is kept to; the others get nowhere then. If it is not,
 *                 only the others sign in, and they are let in by it
 */
public record SignInDemand(SignIn signIn, boolean isForAll) {}
