package org.siegel.worker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The kinds of pictures that Office programs put into documents, told by their first bytes. */
final class Pictures {

    private static final List<String> STARTS = List.of(
            "\u0089PNG",
            "\u00FF\u00D8\u00FF",
            "GIF8",
            "II*\0",
            "MM\0*",
            // Windows metafiles: placeable, in memory, enhanced
            "\u00D7\u00CD\u00C6\u009A",
            "\u0001\0\u0009\0",
            "\u0001\0\0\0l\0\0\0");

    private Pictures() {}

    /** Leaves the stream where it is. */
    static boolean startsAsOne(BufferedInputStream content) throws IOException {
        content.mark(16);
        String head = new String(content.readNBytes(8), StandardCharsets.ISO_8859_1);
        content.reset();
        return STARTS.stream().anyMatch(head::startsWith);
    }
}
