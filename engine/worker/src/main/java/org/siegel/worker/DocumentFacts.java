package org.siegel.worker;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;

/** What Tika tells about a document beside its text. */
final class DocumentFacts {

    /** What an author writes into a document's properties; the rest is about programs, dates and sizes. */
    private static final Set<String> WORDS = Set.of(
            "dc:title",
            "dc:subject",
            "dc:description",
            "meta:keyword",
            "cp:category",
            "w:Comments",
            "extended-properties:Company",
            "extended-properties:Manager",
            "pdf:docinfo:title",
            "pdf:docinfo:subject",
            "pdf:docinfo:keywords");

    private final Metadata metadata;

    DocumentFacts(Metadata metadata) {
        this.metadata = metadata;
    }

    /** Whether a part of the document could not be read, which Tika tells here only. */
    boolean hasFault() {
        return Arrays.stream(metadata.names())
                .anyMatch(name -> name.startsWith(TikaCoreProperties.TIKA_META_EXCEPTION_PREFIX));
    }

    /** Sends what people and labelling tools wrote. */
    void send(Output out) throws IOException {
        Set<String> words = new LinkedHashSet<>();
        for (String name : metadata.names()) {
            String own = name.replaceFirst("^(?:custom:|pdf:docinfo:custom:)", "");
            for (String value : metadata.getValues(name)) {
                if (!own.equals(name)) {
                    out.property(own, value);
                    words.add(own + ": " + value);
                } else if (WORDS.contains(name)) {
                    words.add(value);
                }
            }
        }
        out.newRun();
        for (String each : words) {
            out.text(each + "\n");
        }
    }
}
