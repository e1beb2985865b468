package org.siegel.policy;

import java.util.EnumMap;
import java.util.Map;

/**
 * The least class of a mail with a part that could not be looked into, for each way in which that can end.
 *
 * @param otherwise for the states that {@code byState} does not name
 * @param byState   never holds {@link PartState#SCANNED}
 */
public record NotScanned(RiskClass otherwise, Map<PartState, RiskClass> byState) {

    /** The same class for every state. */
    public NotScanned(RiskClass otherwise) {
        this(otherwise, Map.of());
    }

    public NotScanned {
        byState = Map.copyOf(byState);
        if (byState.containsKey(PartState.SCANNED)) {
            throw new IllegalArgumentException("not-scanned has no state 'scanned'");
        }
    }

    /** The floor for a part that ended so. */
    public RiskClass floor(PartState state) {
        return byState.getOrDefault(state, otherwise);
    }

    /** The floors of all states but {@code SCANNED}. */
    public Map<PartState, RiskClass> floors() {
        Map<PartState, RiskClass> floors = new EnumMap<>(PartState.class);
        for (PartState state : PartState.values()) {
            if (state != PartState.SCANNED) {
                floors.put(state, floor(state));
            }
        }
        return floors;
    }
}
