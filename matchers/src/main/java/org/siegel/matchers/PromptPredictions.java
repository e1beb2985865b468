package org.siegel.matchers;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.siegel.policy.DomainName;
import org.siegel.transport.delivery.Prediction;
import org.siegel.transport.delivery.Predictions;

/**
 * Predictions for those who may not wait for long: on a spooler thread mail to everybody else waits with them. What takes
 * longer is found out further, and there when the mail comes back.
 */
public final class PromptPredictions {

    private final Predictions predictions;
    private final Duration most;

    /**
     * Asks nothing yet.
     *
     * @param most how long a mail waits for the predictions of all its domains together
     */
    public PromptPredictions(Predictions predictions, Duration most) {
        this.predictions = predictions;
        this.most = most;
    }

    /** Those that are there in time; all are made at once. */
    public Map<DomainName, Prediction> of(Collection<DomainName> domains) {
        Set<DomainName> distinct = Set.copyOf(domains);
        distinct.forEach(predictions::prepare);
        Map<DomainName, Prediction> known = new LinkedHashMap<>();
        distinct.forEach(
                domain -> predictions.within(most, domain).ifPresent(prediction -> known.put(domain, prediction)));
        return known;
    }
}
