package org.siegel.content.mime;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.siegel.content.mime.EnclosedFile.Encoding;

/** Whatever is called a message is walked to its end: every part has one state, and the same bytes give the same. */
class MimeWalkFuzzTest {

    private static final WalkLimits LIMITS = new WalkLimits(20, 200, 200_000, 500_000, 500_000, 200);

    @FuzzTest
    void everyMessageHasAnEnd(byte[] data) {
        Walked walked = Walked.through(data, LIMITS);
        Walked again = Walked.through(data, LIMITS);
        assertThat(walked.parts).isEqualTo(again.parts).isNotEmpty();
        assertThat(walked.texts).isEqualTo(again.texts);
        assertThat(walked.parts).allSatisfy(part -> assertThat(part.type()).isNotBlank());
        assertThat(walked.texts.values().stream().mapToInt(String::length).sum())
                .isLessThan(3 * 500_000 + 10 * data.length + 10_000);
    }

    /** Both kinds of text in which files stand; what is handed on of them is never more than what is written. */
    @FuzzTest
    void everyTextGivesItsFiles(byte[] data) throws IOException {
        for (boolean lines : new boolean[] {true, false}) {
            EnclosedFiles files = new EnclosedFiles(new LenientUtf8Reader(new ByteArrayInputStream(data)), lines);
            long written = 0;
            for (var file = files.next(); file.isPresent(); file = files.next()) {
                assertThat(file.get().encoding()).isIn((Object[]) Encoding.values());
                written += file.get().written().readAllBytes().length;
            }
            assertThat(written).isLessThanOrEqualTo(3L * data.length);
        }
    }
}
