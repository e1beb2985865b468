package org.siegel.content.tag;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.siegel.content.mime.StructuredField;
import org.siegel.policy.ContentRules.HeaderTag;
import org.siegel.policy.RiskReason;

/**
 * Header fields whose value is a tag, such as Sensitivity. The whole value counts, and each of its pieces between
 * semicolons, since some fields hold several labels ({@code MSIP_Label_..._Enabled=True; ...}); comments are no value.
 */
final class HeaderTags {

    private final Map<String, List<HeaderTag>> byName;

    HeaderTags(List<HeaderTag> tags) {
        this.byName = tags.stream().collect(groupingBy(tag -> canonical(tag.name())));
    }

    List<RiskReason> in(String fieldName, String body) {
        List<HeaderTag> candidates = byName.getOrDefault(canonical(fieldName), List.of());
        if (candidates.isEmpty()) {
            return List.of();
        }
        Set<String> values = Stream.concat(Stream.of(body), StructuredField.segments(body).stream())
                .map(HeaderTags::canonical)
                .collect(Collectors.toSet());
        return candidates.stream()
                .filter(tag -> values.contains(canonical(tag.value())))
                .map(tag -> new RiskReason("tag:" + canonical(tag.value()), 1, "header " + tag.name(), tag.riskClass()))
                .toList();
    }

    private static String canonical(String text) {
        return String.join(" ", text.strip().split("\\s+", -1)).toLowerCase(Locale.ROOT);
    }
}
