package org.siegel.content.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.siegel.policy.CombinedRule;
import org.siegel.policy.CombinedRule.Found;
import org.siegel.policy.ContentRules;

/** The detectors that any rule of a policy asks for. */
final class DetectorsInUse {

    private DetectorsInUse() {}

    static List<String> by(ContentRules rules) {
        List<String> names = new ArrayList<>();
        rules.detectors().forEach(rule -> names.add(rule.detector()));
        for (CombinedRule rule : rules.own().combined()) {
            for (CombinedRule.Condition condition : rule.conditions()) {
                if (condition instanceof Found found) {
                    Arrays.stream(found.kind().split("\\|", -1))
                            .map(String::strip)
                            .filter(kind -> kind.indexOf(':') < 0)
                            .forEach(names::add);
                }
            }
        }
        return names;
    }
}
