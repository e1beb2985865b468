package org.siegel.content.scan;

import java.util.ArrayList;
import java.util.List;
import org.siegel.content.detect.Context;
import org.siegel.content.detect.Identifiers;
import org.siegel.content.word.WordIndex;
import org.siegel.content.word.WordIndex.Words;
import org.siegel.policy.ContentRules;
import org.siegel.policy.ContentRules.WordRule;
import org.siegel.policy.IgnoredValues;
import org.siegel.policy.OwnRules.PatternRule;

/** All that is looked for in text, compiled once. Immutable, shared by all threads. */
public final class CompiledScan {

    private final Identifiers identifiers;
    private final WordIndex words;
    private final int wordGroups;
    private final List<OwnPattern> patterns;
    private final IgnoredValues ignored;

    /** @throws IllegalArgumentException naming a detector that does not exist, or a word or pattern that cannot be used */
    public CompiledScan(ContentRules rules) {
        this.identifiers = new Identifiers(DetectorsInUse.by(rules), rules.own().lists());
        this.wordGroups = rules.words().size();
        this.patterns = rules.own().patterns().stream().map(OwnPattern::new).toList();
        this.ignored = rules.own().ignored();
        List<Words> groups = new ArrayList<>();
        for (WordRule rule : rules.words()) {
            groups.add(new Words(rule.name(), rule.words()));
        }
        for (Context context : Context.values()) {
            groups.add(new Words("context " + context, context.words()));
        }
        for (OwnPattern pattern : patterns) {
            groups.add(new Words("pattern " + pattern.name(), List.of("*" + pattern.literal() + "*")));
        }
        this.words = new WordIndex(groups);
    }

    /**
     * Tries whether a pattern can be used, and tells what every match of it contains.
     *
     * @throws IllegalArgumentException if it cannot
     */
    public static String literalOf(PatternRule rule) {
        return new OwnPattern(rule).literal();
    }

    Identifiers identifiers() {
        return identifiers;
    }

    WordIndex words() {
        return words;
    }

    int wordGroups() {
        return wordGroups;
    }

    IgnoredValues ignored() {
        return ignored;
    }

    List<OwnPattern> patterns() {
        return patterns;
    }
}
