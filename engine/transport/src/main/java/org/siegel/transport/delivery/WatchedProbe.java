package org.siegel.transport.delivery;

import java.util.List;
import org.siegel.policy.DomainName;
import org.siegel.transport.downgrade.GradeWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Probes, and has what was seen compared with what was seen before. What cannot be compared could not be told. */
record WatchedProbe(Prober prober, GradeWatch watch) {

    private static final Logger LOGGER = LoggerFactory.getLogger(WatchedProbe.class);

    Verdict probe(DomainName domain) {
        Verdict verdict = prober.probe(domain);
        if (!(verdict.prediction() instanceof Prediction.Known known)) {
            return verdict;
        }
        try {
            watch.saw(domain, known.grade(), verdict.isComplete(), known.why());
            return verdict;
        } catch (RuntimeException e) {
            LOGGER.error("What was seen of {} cannot be compared with what was seen before; its mail waits", domain, e);
            return new Verdict(
                    domain,
                    new Prediction.Undetermined("the memory of what was seen before cannot be asked"),
                    List.of(),
                    verdict.validUntil());
        }
    }
}
