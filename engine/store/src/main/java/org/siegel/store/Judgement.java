package org.siegel.store;

import java.util.List;
import org.siegel.policy.Decision;
import org.siegel.policy.Finding;
import org.siegel.policy.Outlook;
import org.siegel.policy.Risk;

/**
 * What was known and decided before anything was sent.
 *
 * @param risk       its class and the reasons: what kind of thing, how often and where; never the thing itself
 * @param prediction how well the transfer was expected to be protected
 * @param decision   what is done, and what the connection must reach
 * @param basis      the rules by which all this was judged
 */
public record Judgement(Risk risk, Prediction prediction, Decision decision, Basis basis) {

    /**
     * What could be said about the recipient's domain.
     *
     * @param outlook  the grade expected, or that none could be told
     * @param why      what stood in the way of a better grade, or of telling one; may be empty, and is tidied as
     *     {@link SmtpReply} is
     * @param findings what it was told from; may be empty
     */
    public record Prediction(Outlook outlook, String why, List<Finding> findings) {

        public Prediction {
            why = SmtpReply.tidy(why);
            findings = List.copyOf(findings);
        }

        /** One about which nothing more is to be said than its findings. */
        public Prediction(Outlook outlook, List<Finding> findings) {
            this(outlook, "", findings);
        }
    }

    /**
     * Which rules were in force.
     *
     * @param policy         the edition of the officer's policy
     * @param profile        the name of the crypto profile
     * @param profileEdition its edition
     */
    public record Basis(String policy, String profile, String profileEdition) {}
}
