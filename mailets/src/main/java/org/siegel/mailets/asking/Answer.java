package org.siegel.mailets.asking;

import org.siegel.mailets.asking.Remembering.Scope;
import org.siegel.policy.Choice;
import org.siegel.store.QuestionDecision.By;

/**
 * What somebody answers.
 *
 * @param reason   may be blank
 * @param password counts only where the mail goes with one
 * @param scope    which mails it is for; how the password goes is for this one alone
 */
public record Answer(Choice choice, String reason, By by, PasswordWish password, Scope scope) {

    /** For one mail, with the password as the rules for wrapping have it. */
    public Answer(Choice choice, String reason, By by) {
        this(choice, reason, by, PasswordWish.NONE, Scope.ONCE);
    }
}
