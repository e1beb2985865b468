package org.siegel.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Records as lines of JSON, for other programs. The names of the fields are documented in the operator's guide and stay. */
public final class EvidenceLines {

    private EvidenceLines() {}

    /** One record without a line end: {@code id}, {@code recordedAt}, {@code node}, and the fields of its document. */
    public static String line(Evidence evidence) {
        ObjectNode line = Json.MAPPER
                .createObjectNode()
                .put("id", evidence.id().toString())
                .put("recordedAt", evidence.at().toString())
                .put("node", evidence.node());
        line.setAll(EvidenceJson.tree(evidence.attempt()));
        return Json.write(line);
    }
}
