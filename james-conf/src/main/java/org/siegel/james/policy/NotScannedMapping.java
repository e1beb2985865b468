package org.siegel.james.policy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.siegel.policy.NotScanned;
import org.siegel.policy.PartState;
import org.siegel.policy.RiskClass;

/** Makes the floors for parts that could not be looked into; none of them may be a class that permits cleartext. */
final class NotScannedMapping {

    private final Function<HierarchicalConfiguration<ImmutableNode>, RiskClass> riskClass;
    private final Predicate<RiskClass> permitsCleartext;
    private final RiskClass highest;

    private final Map<PartState, RiskClass> floors = new EnumMap<>(PartState.class);
    private final Set<String> seen = new HashSet<>();
    private Optional<RiskClass> otherwise = Optional.empty();

    /** @param highest for the states that the file says nothing about: what nobody could look into is not harmless */
    NotScannedMapping(
            Function<HierarchicalConfiguration<ImmutableNode>, RiskClass> riskClass,
            Predicate<RiskClass> permitsCleartext,
            RiskClass highest) {
        this.riskClass = riskClass;
        this.permitsCleartext = permitsCleartext;
        this.highest = highest;
    }

    NotScanned map(OwnRulesMapping.Elements elements) {
        elements.each("rules.not-scanned", this::floor);
        return new NotScanned(otherwise.orElse(highest), floors);
    }

    private RiskClass floor(HierarchicalConfiguration<ImmutableNode> element) {
        RiskClass floor = riskClass.apply(element);
        String states = element.getString("[@state]", "").strip();
        if (permitsCleartext.test(floor)) {
            throw new IllegalArgumentException(
                    "not-scanned has the class '" + floor
                            + "', which permits cleartext: what could not be looked into needs a class with a grade above none");
        }
        if (states.isEmpty()) {
            requireNew("");
            otherwise = Optional.of(floor);
        }
        for (String name : states.split("[\\s,]+", -1)) {
            if (!name.isEmpty()) {
                requireNew(name);
                floors.put(state(name), floor);
            }
        }
        return floor;
    }

    private void requireNew(String state) {
        if (!seen.add(state)) {
            throw new IllegalArgumentException(
                    state.isEmpty()
                            ? "not-scanned without a state is given twice"
                            : "not-scanned for the state '" + state + "' is given twice");
        }
    }

    private static PartState state(String name) {
        return PartState.fromConfigName(name)
                .filter(state -> state != PartState.SCANNED)
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no state of not-scanned; there are "
                        + Arrays.stream(PartState.values())
                                .filter(state -> state != PartState.SCANNED)
                                .map(PartState::configName)
                                .collect(Collectors.joining(", "))));
    }
}
