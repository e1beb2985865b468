package org.siegel.mailets.notice;

import java.util.Map;
import org.siegel.policy.AskRules;
import org.siegel.policy.Choice;

/** What a question says, in the letter and on the page alike. */
public final class AskWording {

    private AskWording() {}

    /** What the choice does. */
    public static String choice(Wording wording, Choice choice, AskRules rules) {
        return choice == Choice.SEND
                ? wording.text("choice.send." + rules.sendGrade().configName())
                : wording.text("choice." + choice.configName());
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
