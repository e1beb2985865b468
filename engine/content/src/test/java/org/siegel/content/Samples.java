package org.siegel.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.siegel.policy.ClassRule;
import org.siegel.policy.ContentRules;
import org.siegel.policy.ContentRules.DetectorRule;
import org.siegel.policy.ContentRules.HeaderTag;
import org.siegel.policy.ContentRules.WordRule;
import org.siegel.policy.Policy;
import org.siegel.policy.Procedure;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskClass;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.TransportRules;

/** A policy that knows everything, and messages to try it on. */
public final class Samples {

    public static final RiskClass LOW = new RiskClass("low", 0);
    public static final RiskClass NORMAL = new RiskClass("normal", 1);
    public static final RiskClass HIGH = new RiskClass("high", 2);
    public static final RiskClass VERY_HIGH = new RiskClass("very-high", 3);

    private Samples() {}

    public static Policy policy(ContentRules content) {
        List<RiskClass> classes = List.of(LOW, NORMAL, HIGH, VERY_HIGH);
        ClassRule rule = new ClassRule(TransportGrade.QUALIFIED, Procedure.DELIVER, Procedure.ASK_SENDER);
        return new Policy(
                "test",
                "Amt",
                classes,
                LOW,
                content,
                classes.stream().collect(Collectors.toMap(each -> each, each -> rule)),
                List.of(),
                new TransportRules("test", Set.of(), List.of(), TransportGrade.NONE, Duration.ZERO));
    }

    public static ContentRules allDetectors() {
        return rules(List.of(), RiskClassifier.knownDetectors().toArray(String[]::new));
    }

    public static ContentRules rules(List<WordRule> words, String... detectors) {
        return new ContentRules(
                Map.of("vertraulich", HIGH, "geheim", VERY_HIGH, "tlp:red", VERY_HIGH, "tlp:amber", HIGH),
                List.of(new HeaderTag("Sensitivity", "Company-Confidential", HIGH)),
                List.of(detectors).stream()
                        .map(name -> new DetectorRule(name, 1, HIGH))
                        .toList(),
                words,
                NORMAL);
    }

    public static RiskClassifier everything() {
        return new RiskClassifier(policy(allDetectors()));
    }

    public static MessageSource message(String text) {
        return message(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    public static MessageSource message(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }

    /** A plain message with this text as its body. */
    public static MessageSource withBody(String body) {
        return message("Subject: Test\nContent-Type: text/plain; charset=utf-8\n\n" + body);
    }

    public static Risk classify(RiskClassifier classifier, MessageSource source) {
        try {
            return classifier.classify(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
