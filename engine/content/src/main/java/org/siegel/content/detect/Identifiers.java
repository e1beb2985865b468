package org.siegel.content.detect;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.siegel.policy.OwnRules.ListRule;

/** A chosen set of detectors, arranged so that a token is only shown to those that it can concern. Immutable. */
public final class Identifiers {

    private final TokenFilter filter;

    /**
     * @param names of detectors; duplicates count once
     * @throws IllegalArgumentException naming a detector that does not exist, and those that do
     */
    public Identifiers(Collection<String> names) {
        this(names, List.of());
    }

    /**
     * @param lists of the organisation's own numbers
     * @throws IllegalArgumentException as the other, or naming a list that cannot be read
     */
    public Identifiers(Collection<String> names, Collection<ListRule> lists) {
        this.filter = new TokenFilter(Stream.concat(
                        names.stream().distinct().flatMap(name -> KnownDetectors.named(name).stream()),
                        lists.stream().map(ListedNumberDetector::of))
                .toList());
    }

    /** The names that exist, in alphabetical order. */
    public static List<String> knownDetectors() {
        return KnownDetectors.names();
    }

    TokenFilter filter() {
        return filter;
    }
}
