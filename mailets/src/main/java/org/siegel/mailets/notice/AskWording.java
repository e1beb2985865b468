package org.siegel.mailets.notice;

import java.util.List;
import java.util.Map;
import org.siegel.policy.AskRules;
import org.siegel.policy.Choice;
import org.siegel.policy.PasswordMode;
import org.siegel.policy.PasswordWay;

/** What a question says, in the letter and on the page alike. */
public final class AskWording {

    private AskWording() {}

    /** What the choice does. */
    public static String choice(Wording wording, Choice choice, AskRules rules) {
        return choice == Choice.SEND
                ? wording.text("choice.send." + rules.sendGrade().configName())
                : wording.text("choice." + choice.configName());
    }

    /** What the choice does where it is asked apart how the password goes. */
    public static String offer(Wording wording, Choice choice, AskRules rules, List<PasswordWay> passwords) {
        return choice.wraps() && !passwords.isEmpty()
                ? wording.text("choice." + choice.configName() + ".alone")
                : offer(wording, choice, rules);
    }

    /** How the password goes. */
    public static String way(Wording wording, PasswordWay way) {
        return wording.text("password." + way.configName());
    }

    /** How it goes, as it was decided. */
    public static String decided(Wording wording, PasswordMode mode) {
        return switch (mode) {
            case PER_MAIL, DERIVED -> wording.text("password.to-sender");
            case SMS -> wording.text("password.sms.decided");
            case PER_RECIPIENT, PRE_SHARED -> wording.text("password.known");
        };
    }

    /** What the choice does, and what it asks for. */
    public static String offer(Wording wording, Choice choice, AskRules rules) {
        String what = choice(wording, choice, rules);
        return choice == Choice.SEND ? what + " " + wording.text("choice.send.reason") : what;
    }

    /**
     * Until when it can be decided, and what is done after that.
     *
     * @param end as people of that language read it
     */
    public static String until(Wording wording, AskRules rules, String end) {
        String then = switch (rules.whenExpired()) {
            case PASSWORD_PDF, PASSWORD_ZIP -> "password";
            case MANDATORY_TLS -> "send";
            case REFUSE, DELIVER, ASK_SENDER -> "refuse";
        };
        return wording.text("ask.until." + then, Map.of("until", end));
    }
}
