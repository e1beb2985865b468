package org.siegel.content.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.siegel.content.RiskClassifier;

/** Any text at all is read to its end by every detector, and the pieces it comes in change nothing. */
class ScanFuzzTest {

    @FuzzTest
    void everyDetectorReadsAnyText(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        String[] all = RiskClassifier.knownDetectors().toArray(String[]::new);
        assertThat(ScannedText.withConfidence(text, 3, all))
                .isEqualTo(ScannedText.withConfidence(text, text.length() + 1, all));
    }

    /** The first octet says which. */
    @FuzzTest
    void eachDetectorReadsAnyTextAlone(byte[] data) {
        if (data.length == 0) {
            return;
        }
        List<String> all = RiskClassifier.knownDetectors();
        String detector = all.get(Byte.toUnsignedInt(data[0]) % all.size());
        String text = new String(data, 1, data.length - 1, StandardCharsets.UTF_8);
        assertThat(ScannedText.withConfidence(text, 3, detector))
                .isEqualTo(ScannedText.withConfidence(text, text.length() + 1, detector));
    }
}
