package org.siegel.content.scan;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.siegel.policy.OwnRules.PatternRule;

/** One of the organisation's patterns, and the letters or digits that every match of it contains. */
final class OwnPattern {

    private final String name;
    private final String literal;
    private final Pattern pattern;

    /** @throws IllegalArgumentException if it is no pattern, or has no literal; the message says what to do */
    OwnPattern(PatternRule rule) {
        this.name = rule.name();
        try {
            this.pattern = Pattern.compile(rule.regex(), Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "the pattern '" + name + "' is no RE2 expression: " + e.getDescription(), e);
        }
        this.literal = RequiredLiteral.of(rule.regex())
                .orElseThrow(() -> new IllegalArgumentException("the pattern '" + name
                        + "' has no run of " + RequiredLiteral.SHORTEST
                        + " letters or digits that every match contains, so it would have to be tried at every place of every"
                        + " mail; write one into it outside of (...), [...], ? and *, such as KDNR in KDNR-[0-9]{6}"));
    }

    String name() {
        return name;
    }

    String literal() {
        return literal;
    }

    Matcher matcher(String text) {
        return pattern.matcher(text);
    }
}
