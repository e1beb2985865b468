package org.siegel.policy;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Several things that lead to a class only together.
 *
 * @param name       for the reasons
 * @param conditions all of which must hold
 */
public record CombinedRule(String name, List<Condition> conditions, RiskClass riskClass) {

    public CombinedRule {
        conditions = List.copyOf(conditions);
        if (conditions.isEmpty()) {
            throw new IllegalArgumentException(
                    "the rule '" + name + "' has no condition; it would hold for every mail");
        }
    }

    /** One thing that can hold for a mail. */
    public sealed interface Condition {}

    /**
     * Something was found.
     *
     * @param kind as in the reasons: a detector such as {@code iban}, {@code words:GROUP}, {@code pattern:NAME}, {@code
     *     list:NAME}; several, separated by {@code |}, count together
     */
    public record Found(String kind, int atLeast, Confidence confidence, Where where) implements Condition {

        public Found {
            if (atLeast < 1 || kind.isBlank()) {
                throw new IllegalArgumentException("'found' needs a kind, and at-least of 1 or more");
            }
        }
    }

    /** The sender tagged the mail, as in the reasons: {@code vertraulich}, or {@code Sensitivity}. */
    public record Tagged(String tag) implements Condition {}

    /**
     * Who gets it. Unknown recipients count as outside, and as many.
     *
     * @param reach   which recipients are counted
     * @param atLeast how many of them there must be
     */
    public record SentTo(Reach reach, int atLeast) implements Condition {

        /** True too where the recipients are not known. */
        public boolean holds(Correspondence between, OwnRules own) {
            OptionalInt count = between.count(reach, own.partners());
            return count.isEmpty() || count.getAsInt() >= atLeast;
        }
    }

    /** The sender belongs to a group. An unknown sender belongs to every group. */
    public record SentBy(String senderGroup) implements Condition {

        /** True too where the sender is not known. */
        public boolean holds(Correspondence between, OwnRules own) {
            Set<String> group = own.senderGroups().getOrDefault(senderGroup, Set.of());
            return between.sender()
                    .map(address -> group.contains(address)
                            || group.contains(address.substring(Math.max(0, address.lastIndexOf('@')))))
                    .orElse(true);
        }
    }

    /** Which recipients a rule is about. */
    public enum Reach {
        ANYBODY,
        /** In the domain of the sender. */
        INTERNAL,
        /** Neither in the domain of the sender nor at a known partner. */
        OUTSIDE,
        PARTNER;

        /**
         * By its name in policy files.
         *
         * @throws IllegalArgumentException naming what there is
         */
        public static Reach fromConfigName(String name) {
            return switch (name.strip()) {
                case "anybody" -> ANYBODY;
                case "internal" -> INTERNAL;
                case "outside" -> OUTSIDE;
                case "partner" -> PARTNER;
                default ->
                    throw new IllegalArgumentException(
                            "there are no recipients '" + name + "'; use anybody, internal, outside or partner");
            };
        }
    }
}
