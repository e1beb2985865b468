package org.siegel.transport.corroboration;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether what several resolvers see fits together. Who does not answer has no vote; who answers otherwise is never
 * outvoted, because it may be the one who is told the truth.
 */
sealed interface Agreement {

    /** They see the same. */
    record Agreed(Set<String> values, int resolvers) implements Agreement {
        public Agreed {
            values = Set.copyOf(values);
        }
    }

    /** They do not; {@code detail} says who sees what. */
    record Split(String detail) implements Agreement {}

    /** Too few answered. */
    record TooFew(String detail) implements Agreement {}

    /** For sets that must be equal, in whatever order: MX records. */
    static Agreement onAll(Map<String, View> views, int quorum) {
        List<Set<String>> seen = seen(views);
        if (seen.size() < quorum) {
            return new TooFew(describe(views));
        }
        return seen.stream().distinct().count() == 1
                ? new Agreed(seen.getFirst(), seen.size())
                : new Split(describe(views));
    }

    /**
     * For sets of which each answer may show a part, as load balancers do: addresses. What a quorum saw is agreed on; each
     * resolver must have seen at least one of those.
     */
    static Agreement onShared(Map<String, View> views, int quorum) {
        List<Set<String>> seen = seen(views);
        if (seen.size() < quorum) {
            return new TooFew(describe(views));
        }
        Set<String> shared = new HashSet<>();
        seen.forEach(shared::addAll);
        shared.removeIf(
                value -> seen.stream().filter(set -> set.contains(value)).count() < quorum);
        boolean isSharedByAll = seen.stream().allMatch(set -> set.stream().anyMatch(shared::contains));
        return isSharedByAll ? new Agreed(shared, seen.size()) : new Split(describe(views));
    }

    private static List<Set<String>> seen(Map<String, View> views) {
        return views.values().stream()
                .filter(View.Seen.class::isInstance)
                .map(view -> ((View.Seen) view).values())
                .toList();
    }

    private static String describe(Map<String, View> views) {
        SortedMap<String, View> sorted = new TreeMap<>(views);
        return sorted.entrySet().stream()
                .map(entry -> entry.getKey() + " sees " + entry.getValue())
                .collect(Collectors.joining("; "));
    }
}
