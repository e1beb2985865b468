package org.siegel.transport.delivery;

import java.util.List;
import org.siegel.policy.Finding;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.judgement.Judgement;

/** How well mail to one domain would travel, found out before it is sent. Small: it is kept for every domain in use. */
public sealed interface Prediction {

    /**
     * The weakest mail server that may be used reaches this grade.
     *
     * @param blemishes the findings on that server that are not simply as they should be
     * @param missing   those that keep it from a better grade; empty if nothing does
     */
    record Known(TransportGrade grade, List<Finding> blemishes, List<Finding> missing) implements Prediction {
        public Known {
            blemishes = List.copyOf(blemishes);
            missing = List.copyOf(missing);
        }

        /** What keeps it from a better grade, for people; empty if nothing does. */
        public String why() {
            return Judgement.words(missing);
        }
    }

    /** A look-up or every connection failed. */
    record Undetermined(String why) implements Prediction {}

    /** There is nobody to deliver to. */
    record Nowhere(String why) implements Prediction {}
}
