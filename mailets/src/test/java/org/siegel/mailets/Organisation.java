package org.siegel.mailets;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.siegel.policy.AskRules;
import org.siegel.policy.Choice;
import org.siegel.policy.ClassRule;
import org.siegel.policy.ContentRules;
import org.siegel.policy.MxTrust;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.RememberRules;
import org.siegel.policy.RiskClass;
import org.siegel.policy.SealingRules;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.TransportRules;
import org.siegel.store.DatabaseSettings;
import org.siegel.store.Store;

/** An organisation whose every class of mail needs qualified transfer, for tests: its policy and its store. */
public final class Organisation {

    public static final RiskClass NORMAL = new RiskClass("normal", 0);
    public static final RiskClass HIGH = new RiskClass("high", 1);
    public static final RiskClass VERY_HIGH = new RiskClass("very-high", 2);

    private static final List<RiskClass> CLASSES = List.of(NORMAL, HIGH, VERY_HIGH);

    private Organisation() {}

    /**
     * All mail goes as it is, or otherwise.
     *
     * @param otherwise what is done with a mail of any class that cannot travel well enough
     */
    public static Policy policy(Procedure otherwise, SealingRules sealing, AskRules asking) {
        return policy(new ClassRule(TransportGrade.QUALIFIED, Procedure.DELIVER, otherwise), sealing, asking);
    }

    /** All mail is sealed, however well it would travel. */
    public static Policy policyThatSealsAlways(SealingRules sealing) {
        var rule = new ClassRule(TransportGrade.QUALIFIED, Procedure.PASSWORD_PDF, Procedure.PASSWORD_PDF);
        return policy(rule, sealing, AskRules.STANDARD);
    }

    private static Policy policy(ClassRule rule, SealingRules sealing, AskRules asking) {
        return new Policy(
                "test",
                "Musterwerke",
                CLASSES,
                NORMAL,
                new ContentRules(Map.of(), List.of(), List.of(), List.of(), NORMAL),
                CLASSES.stream().collect(Collectors.toMap(one -> one, _one -> rule)),
                List.of(),
                new TransportRules(
                        "bsi-practical",
                        Set.of(MxTrust.DNSSEC),
                        List.of(),
                        TransportGrade.MANDATORY,
                        Duration.ofHours(4)),
                sealing,
                asking);
    }

    /** Senders are asked. */
    public static Policy policy(AskRules asking) {
        return policy(Procedure.ASK_SENDER, SealingRules.STANDARD, asking);
    }

    /** Senders may choose all there is, {@link Choice#SEND} up to class "high". */
    public static AskRules allChoices(Optional<RememberRules> remember) {
        return new AskRules(
                EnumSet.allOf(Choice.class),
                Optional.of(HIGH),
                TransportGrade.MANDATORY,
                Duration.ofDays(3),
                Optional.of(Duration.ofDays(1)),
                Procedure.REFUSE,
                remember,
                Optional.empty());
    }

    /** Of that node, in a file in that folder. */
    public static Store store(Path folder, String node, Clock clock) {
        var settings = new DatabaseSettings("jdbc:h2:file:" + folder.resolve("store"), "", "");
        return Store.open(settings, node, clock, new SecureRandom());
    }
}
