package org.siegel.architecture;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A CycloneDX list of what is shipped.
 *
 * @param byReference the components by the name that {@code needs} has for them
 * @param needs what each component needs directly
 */
record BillOfMaterials(Map<String, Component> byReference, Map<String, List<String>> needs) {

    /** @param licences those to choose from; empty if the component names none */
    record Component(String group, String name, String version, List<String> licences) {}

    BillOfMaterials {
        byReference = Map.copyOf(byReference);
        needs = Map.copyOf(needs);
    }

    static BillOfMaterials read(Path file) throws IOException {
        var root = new ObjectMapper().readTree(file.toFile());
        return new BillOfMaterials(
                items(root.path("components"))
                        .collect(toMap(node -> node.path("bom-ref").asText(), BillOfMaterials::component)),
                items(root.path("dependencies"))
                        .collect(toMap(
                                node -> node.path("ref").asText(),
                                node -> items(node.path("dependsOn"))
                                        .map(JsonNode::asText)
                                        .toList())));
    }

    Collection<Component> components() {
        return byReference.values();
    }

    /** The component of that name, and all that it needs, directly or not. */
    Collection<Component> neededBy(String name) {
        var found = new LinkedHashMap<String, Component>();
        var open = new ArrayDeque<String>();
        byReference.forEach((reference, component) -> {
            if (component.name().equals(name)) {
                open.add(reference);
            }
        });
        while (!open.isEmpty()) {
            var reference = open.remove();
            var component = byReference.get(reference);
            if (component != null && found.put(reference, component) == null) {
                open.addAll(needs.getOrDefault(reference, List.of()));
            }
        }
        return found.values();
    }

    private static Component component(JsonNode node) {
        var licences = items(node.path("licenses"))
                .flatMap(BillOfMaterials::alternatives)
                .toList();
        return new Component(
                node.path("group").asText(),
                node.path("name").asText(),
                node.path("version").asText(),
                licences);
    }

    /** One entry names a licence, or an expression such as {@code (CDDL-1.0 OR GPL-2.0)}; AND leaves no choice and stays whole. */
    private static Stream<String> alternatives(JsonNode entry) {
        if (entry.has("expression")) {
            return Arrays.stream(
                    entry.path("expression").asText().replaceAll("[()]", "").split(" OR ", -1));
        }
        var licence = entry.path("license");
        return Stream.of(licence.path("id").asText(licence.path("name").asText()));
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
