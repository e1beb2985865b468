package org.siegel.content.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.siegel.content.RiskClassifier;

/** Any text at all is read to its end by every detector, and the pieces it comes in change nothing. */
class ScanFuzzTest {

    private static final List<String> NAMES = RiskClassifier.knownDetectors();
    private static final CompiledScan ALL = ScannedText.compiled(NAMES.toArray(String[]::new));
    private static final List<CompiledScan> EACH =
            NAMES.stream().map(ScannedText::compiled).toList();

    @FuzzTest
    void everyDetectorReadsAnyText(byte[] data) {
        read(ALL, new String(data, StandardCharsets.UTF_8));
    }

    /** The first octet says which. */
    @FuzzTest
    void eachDetectorReadsAnyTextAlone(byte[] data) {
        if (data.length > 0) {
            CompiledScan scan = EACH.get(Byte.toUnsignedInt(data[0]) % EACH.size());
            read(scan, new String(data, 1, data.length - 1, StandardCharsets.UTF_8));
        }
    }

    private static void read(CompiledScan scan, String text) {
        assertThat(ScannedText.withConfidence(scan, text, 3))
                .isEqualTo(ScannedText.withConfidence(scan, text, text.length() + 1));
    }
}
