package org.siegel.content.tag;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.siegel.policy.RiskReason;
import org.siegel.policy.TagRules.Label;

/**
 * The sensitivity labels of one mail: those of its header field {@code msip_labels} and those in the properties of its
 * documents, written {@code MSIP_Label_GUID_Name=...} piece by piece. A mail may carry labels of several tenants.
 */
public final class Labels {

    private static final String FIELD = "msip_labels";
    private static final String PREFIX = "msip_label_";
    private static final int GUID = 36;
    private static final int MOST = 1_000;

    private final List<Label> wanted;
    private final Map<String, Map<String, Set<String>>> found = new LinkedHashMap<>();
    private final Map<String, String> places = new LinkedHashMap<>();

    Labels(List<Label> wanted) {
        this.wanted = wanted;
    }

    /** A header field of the outermost message. */
    public void field(String name, String body) {
        if (name.equalsIgnoreCase(FIELD)) {
            for (String piece : body.split(";", -1)) {
                int equals = piece.indexOf('=');
                if (equals > 0) {
                    take(piece.substring(0, equals), piece.substring(equals + 1), "header " + FIELD);
                }
            }
        }
    }

    /** A property of a document. */
    public void property(String name, String value) {
        take(name, value, "properties of a document");
    }

    private void take(String key, String value, String place) {
        String name = key.strip().toLowerCase(Locale.ROOT).replaceAll("[{}]", "");
        int end = PREFIX.length() + GUID;
        if (!name.startsWith(PREFIX) || name.length() <= end || name.charAt(end) != '_') {
            return;
        }
        String id = name.substring(PREFIX.length(), end);
        if (found.size() < MOST || found.containsKey(id)) {
            places.putIfAbsent(id, place);
            found.computeIfAbsent(id, _id -> new LinkedHashMap<>())
                    .computeIfAbsent(name.substring(end + 1), _key -> new HashSet<>())
                    .add(value.strip().replaceAll("[{}]", "").toLowerCase(Locale.ROOT));
        }
    }

    /** What follows from all that were met; one that was taken off counts no more. */
    public List<RiskReason> reasons() {
        List<RiskReason> reasons = new ArrayList<>();
        found.forEach((id, properties) -> {
            Set<String> enabled = properties.getOrDefault("enabled", Set.of());
            if (enabled.isEmpty() || !Set.of("false", "0").containsAll(enabled)) {
                wanted.stream()
                        .filter(label -> matches(label, id, properties))
                        .map(label -> reason(label, places.getOrDefault(id, FIELD)))
                        .forEach(reasons::add);
            }
        });
        return reasons;
    }

    /** What a label does not say of itself speaks for none of the rules being the wrong one. */
    private static boolean matches(Label label, String id, Map<String, Set<String>> properties) {
        Set<String> sites = properties.getOrDefault("siteid", Set.of());
        Set<String> names = properties.getOrDefault("name", Set.of());
        return label.id().map(id::equals).orElse(true)
                && label.name()
                        .map(name -> names.contains(name.toLowerCase(Locale.ROOT)))
                        .orElse(true)
                && label.site()
                        .map(site -> sites.isEmpty() || sites.contains(site))
                        .orElse(true);
    }

    private static RiskReason reason(Label label, String place) {
        String called = label.name()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .orElseGet(() -> label.id().orElse(""));
        return new RiskReason("tag:label:" + called, 1, place, label.riskClass());
    }
}
