package org.siegel.matchers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.siegel.policy.ClassRule;
import org.siegel.policy.ContentRules;
import org.siegel.policy.ContentRules.DetectorRule;
import org.siegel.policy.MxTrust;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.RiskClass;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.TransportRules;

/** Policies for tests. */
final class Policies {
    static final RiskClass NORMAL = new RiskClass("normal", 0);
    static final RiskClass HIGH = new RiskClass("high", 1);

    private Policies() {}

    static Policy twoClasses() {
        return new Policy(
                "test",
                "Organisation",
                List.of(NORMAL, HIGH),
                NORMAL,
                new ContentRules(
                        Map.of("vertraulich", HIGH),
                        List.of(),
                        List.of(new DetectorRule("iban", 1, HIGH)),
                        List.of(),
                        NORMAL),
                Map.of(
                        NORMAL,
                        new ClassRule(TransportGrade.MANDATORY, Procedure.DELIVER, Procedure.PASSWORD_PDF),
                        HIGH,
                        new ClassRule(TransportGrade.QUALIFIED, Procedure.DELIVER, Procedure.PASSWORD_PDF)),
                List.of(),
                new TransportRules(
                        "bsi-practical",
                        Set.of(MxTrust.DNSSEC),
                        List.of(),
                        TransportGrade.MANDATORY,
                        Duration.ofHours(4)));
    }
}
