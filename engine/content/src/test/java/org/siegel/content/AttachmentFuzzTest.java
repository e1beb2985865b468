package org.siegel.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.siegel.content.mime.WalkLimits;

/** Whatever is attached ends in a state, archives and Office documents too, however broken. */
class AttachmentFuzzTest {

    private static final List<String> ENTRIES = List.of(
            "word/document.xml",
            "word/comments.xml",
            "xl/worksheets/sheet1.xml",
            "xl/sharedStrings.xml",
            "xl/styles.xml",
            "ppt/slides/slide1.xml",
            "docProps/custom.xml",
            "docMetadata/LabelInfo.xml",
            "content.xml",
            "meta.xml",
            "META-INF/manifest.xml");

    private final RiskClassifier classifier = new RiskClassifier(
            Samples.policy(Samples.allDetectors()),
            new WalkLimits(10, 100, 200_000, 500_000, 1_000_000, 200),
            Optional.empty(),
            Optional.empty());

    @FuzzTest
    void everyAttachmentHasAState(byte[] data) throws IOException {
        assertThat(classifier.examine(Packed.attached(data)).parts()).isNotEmpty();
    }

    /** The first byte says which part of a document the others are. */
    @FuzzTest
    void everyPartOfADocumentIsRead(byte[] data) throws IOException {
        if (data.length == 0) {
            return;
        }
        String name = ENTRIES.get((data[0] & 0xFF) % ENTRIES.size());
        Map<String, byte[]> entries = new LinkedHashMap<>();
        byte[] nothing = "<x/>".getBytes(StandardCharsets.UTF_8);
        boolean isOpenDocument = name.indexOf('/') < 0 || name.startsWith("META-INF");
        for (String each :
                isOpenDocument ? List.of("mimetype", "content.xml") : List.of("[Content_Types].xml", "_rels/.rels")) {
            entries.put(each, nothing);
        }
        entries.put(name, Arrays.copyOfRange(data, 1, data.length));
        if (name.startsWith("xl/")) {
            entries.putIfAbsent(
                    "xl/worksheets/sheet1.xml", "<c t=\"s\" s=\"1\"><v>1</v></c>".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(classifier.examine(Packed.attached(Packed.zip(entries))).parts())
                .hasSize(1);
    }
}
