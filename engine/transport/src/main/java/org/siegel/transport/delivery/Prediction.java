package org.siegel.transport.delivery;

import java.util.List;
import java.util.Optional;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.TransportGrade;

/** How well mail to one domain would travel, found out before it is sent. */
public sealed interface Prediction {

    /**
     * The weakest mail server that may be used reaches this grade.
     *
     * @param facts of the connection to that server; empty if its TLS failed with every offer
     * @param why   what keeps it from a better grade, for people; empty if nothing does
     */
    record Known(TransportGrade grade, Optional<ConnectionFacts> facts, String why) implements Prediction {

        /** The findings that are not simply as they should be. */
        public List<Finding> blemishes() {
            return facts.map(connection -> connection.judgement().findings().stream()
                            .filter(finding -> finding.status() != Finding.Status.PASSED)
                            .toList())
                    .orElseGet(() -> List.of(new Finding(Criterion.STARTTLS, Finding.Status.FAILED, why)));
        }
    }

    /** A look-up or every connection failed. */
    record Undetermined(String why) implements Prediction {}

    /** There is nobody to deliver to. */
    record Nowhere(String why) implements Prediction {}
}
