package org.siegel.sealing.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "a.pdf, a.pdf",
                "../../etc/passwd, passwd",
                "C:\\x\\y.doc, y.doc",
                "con.txt, _con.txt",
                "..hidden, hidden",
                "a<b>c|d?.txt, a_b_c_d_.txt",
                "'trailing. . ', trailing",
                "u\u0308ber.txt, über.txt",
                "e\u200D\u0301.txt, é.txt",
                "cod\u202Eexe.doc, codexe.doc"
            })
    void namesBecomeSafe(String declared, String safe) {
        assertThat(FileName.cleaned(declared).orElseThrow().value()).isEqualTo(safe);
    }

    @Test
    void longNamesKeepTheirExtension() {
        assertThat(FileName.cleaned("ä".repeat(500) + ".pdf").orElseThrow().value())
                .hasSize(120)
                .endsWith("ä.pdf");
        assertThat(FileName.cleaned("a".repeat(120) + ".pdf")
                        .orElseThrow()
                        .numbered(12)
                        .value())
                .hasSize(120)
                .endsWith("a (12).pdf");
    }

    @Test
    void whateverComesInSomethingSafeComesOut() {
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = random.nextInt(150); i > 0; i--) {
                boolean usual = random.nextBoolean();
                text.appendCodePoint(usual ? random.nextInt(0x80) : random.nextInt(Character.MAX_CODE_POINT + 1));
            }
            String safe = FileName.cleaned(text.toString()).map(FileName::value).orElse("leer");
            assertThat(safe).isNotEmpty().hasSizeLessThanOrEqualTo(120).doesNotContain("/", "\\", "\u202E", "\n");
        }
    }
}
