package org.siegel.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an organisation adds to the detectors and words there are.
 *
 * @param patterns     regular expressions for numbers of its own
 * @param lists        lists of its own numbers, hashed
 * @param combined     rules that need several things at once
 * @param partners     known partner domains
 * @param senderGroups names of groups to addresses ({@code a@b.example}) or domains ({@code @b.example}), lower case
 * @param ignored      values that count as nothing
 */
public record OwnRules(
        List<PatternRule> patterns,
        List<ListRule> lists,
        List<CombinedRule> combined,
        Set<DomainName> partners,
        Map<String, Set<String>> senderGroups,
        IgnoredValues ignored) {

    /** No rules of its own. */
    public static final OwnRules NONE =
            new OwnRules(List.of(), List.of(), List.of(), Set.of(), Map.of(), IgnoredValues.NONE);

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public OwnRules {
        patterns = List.copyOf(patterns);
        lists = List.copyOf(lists);
        combined = List.copyOf(combined);
        partners = Set.copyOf(partners);
        senderGroups = Map.copyOf(senderGroups);
    }

    /**
     * A pattern in RE2 syntax; it needs a run of at least three letters or digits that every match contains.
     *
     * @param name    of what it finds, for the reasons
     * @param atLeast how many distinct values are needed
     */
    public record PatternRule(String name, String regex, int atLeast, RiskClass riskClass) {

        public PatternRule {
            requireName("pattern", name, atLeast);
        }
    }

    /**
     * A list made by {@code siegel hash-list}.
     *
     * @param name    of what is listed, for the reasons
     * @param file    the list
     * @param key     the key that it was hashed with
     * @param atLeast how many distinct entries are needed
     */
    public record ListRule(String name, Path file, Path key, int atLeast, RiskClass riskClass) {

        public ListRule {
            requireName("list", name, atLeast);
        }
    }

    private static void requireName(String kind, String name, int atLeast) {
        if (!NAME.matcher(name).matches() || atLeast < 1) {
            throw new IllegalArgumentException(
                    "a " + kind + " needs a name of small letters, digits and hyphens, and at-least of 1 or more; not '"
                            + name + "'");
        }
    }
}
