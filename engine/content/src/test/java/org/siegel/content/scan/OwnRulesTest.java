package org.siegel.content.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.siegel.content.Samples.HIGH;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.content.detect.HashedList;
import org.siegel.policy.ContentRules;
import org.siegel.policy.IgnoredValues;
import org.siegel.policy.NotScanned;
import org.siegel.policy.OwnRules;
import org.siegel.policy.OwnRules.ListRule;
import org.siegel.policy.OwnRules.PatternRule;

class OwnRulesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FALL-[0-9]{6}     | FALL
            [A-Z]KDNR[0-9]+   | KDNR
            [ab]nummer?x      | numme
            \\d+-Akte\\b      | Akte
            ab?cdef           | cdef
            """)
    void theLiteralIsWhatEveryMatchContains(String regex, String literal) {
        assertThat(RequiredLiteral.of(regex)).contains(literal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[0-9]{6}", "(FALL)?[0-9]", "FALL|AKTE", "AB-[0-9]", "[FALL]+", "(?:FALL)*"})
    void aPatternWithoutOneIsRefused(String regex) {
        assertThatThrownBy(() -> new OwnPattern(new PatternRule("x", regex, 1, HIGH)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x'")
                .hasMessageContaining("every match");
    }

    @Test
    void aPatternIsFoundWhereverItsLiteralIs() {
        var own = patterns(new PatternRule("case", "FALL-[0-9]{6}", 1, HIGH));
        assertThat(ScannedText.byOwnRules(own, "Zu FALL-123456 und fall-654321."))
                .containsOnly("pattern:case FALL-123456 certain", "pattern:case fall-654321 certain");
        assertThat(ScannedText.byOwnRules(own, "x ".repeat(16_300) + "FALL-123456"))
                .containsOnly("pattern:case FALL-123456 certain");
        assertThat(ScannedText.byOwnRules(own, "im Falle eines Falles")).isEmpty();
    }

    @Test
    void aPatternThatIsTriedWithoutEndStopsAtItsBudget() {
        CompiledScan scan = new CompiledScan(new ContentRules(
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                new NotScanned(HIGH),
                patterns(new PatternRule("slow", "(?:\\w+[ .-]?){3,20}:FALL", 1, HIGH))));
        MailScan mail = new MailScan(scan, 10);
        char[] text = "fall ".repeat(2_000_000).toCharArray();
        var sink = mail.text("text");
        sink.accept(text, 0, text.length);
        sink.end();
        assertThat(mail.isPatternBudgetExhausted()).isTrue();
    }

    @Test
    void listedNumbersAreFoundInAnyGroupingAndNothingElse() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "000102030405060708090a0b0c0d0e0f\n");
        Path list = folder.resolve("list");
        HashedList.write(list, HashedList.key(key), List.of(HashedList.canonical("KD-4711 0815"), "12345678"));
        var own = new OwnRules(
                List.of(),
                List.of(new ListRule("customers", list, key, 1, HIGH)),
                List.of(),
                Set.of(),
                Map.of(),
                IgnoredValues.NONE);

        assertThat(ScannedText.byOwnRules(own, "Kunde kd-4711 0815 und 12 345 678."))
                .hasSize(2);
        assertThat(ScannedText.byOwnRules(own, "Kunde KD47110816 und 12345679."))
                .isEmpty();
        assertThat(new String(Files.readAllBytes(list), StandardCharsets.ISO_8859_1))
                .doesNotContain("4711", "12345678");
    }

    @Test
    void aListOfAMillionNumbersFits() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "000102030405060708090a0b0c0d0e0f\n");
        Path list = folder.resolve("list");
        int written = HashedList.write(
                list,
                HashedList.key(key),
                () -> IntStream.range(10_000_000, 11_000_000)
                        .mapToObj(Integer::toString)
                        .iterator());
        assertThat(written).isEqualTo(1_000_000);
        assertThat(Files.size(list)).isLessThan(8_100_000);
        var own = new OwnRules(
                List.of(),
                List.of(new ListRule("customers", list, key, 1, HIGH)),
                List.of(),
                Set.of(),
                Map.of(),
                IgnoredValues.NONE);
        assertThat(ScannedText.byOwnRules(own, "10999999 11000000 9999999 10000000"))
                .hasSize(2);
    }

    @Test
    void anotherKeyIsNoticed() throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "000102030405060708090a0b0c0d0e0f\n");
        Path other = Files.writeString(folder.resolve("other"), "f00102030405060708090a0b0c0d0e0f\n");
        Path list = folder.resolve("list");
        HashedList.write(list, HashedList.key(key), List.of("12345678"));
        assertThatThrownBy(() -> HashedList.read(list, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another key");
    }

    @Test
    void ignoredValuesCountInNoSpelling() {
        OwnRules own = ignoring(IgnoredValues.asWritten(
                List.of("DE02 1203 0000 0000 2020 51", "+49 (0)30 23125-123", "info@firma.example"), false));
        String[] detectors = {"iban", "phone", "e-mail-address"};
        assertThat(ScannedText.byOwnRules(
                        own,
                        "Konto DE02120300000000202051, auch DE02 1203 0000 0000 2020 51. Tel. 030/23125123, +49 30 23125 123,"
                                + " Info@Firma.example",
                        detectors))
                .isEmpty();
        assertThat(ScannedText.byOwnRules(
                        own, "DE89370400440532013000, Tel. 030/23125124, anna@firma.example", detectors))
                .hasSize(3);
    }

    @Test
    void specimensCountUnlessTheyAreIgnored() {
        String specimens = "DE89 3704 0044 0532 0130 00, LANR 123456601, BSNR 111111111, BSN 111222333, KV A123456780";
        String[] detectors = {"iban", "lanr", "bsnr", "nl-bsn", "kvnr"};
        assertThat(ScannedText.byOwnRules(ignoring(new IgnoredValues(Set.of(), true)), specimens, detectors))
                .isEmpty();
        assertThat(ScannedText.byOwnRules(OwnRules.NONE, specimens, detectors)).hasSizeGreaterThanOrEqualTo(4);
        assertThat(ScannedText.byOwnRules(
                        ignoring(new IgnoredValues(Set.of(), true)),
                        "LANR 838382202, DE75512108001245126199",
                        detectors))
                .hasSize(2);
    }

    @Test
    void whatIsTooShortIsNotIgnored() {
        assertThatThrownBy(() -> IgnoredValues.asWritten(List.of("DE89"), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'DE89' is too short");
    }

    private static OwnRules ignoring(IgnoredValues ignored) {
        return new OwnRules(List.of(), List.of(), List.of(), Set.of(), Map.of(), ignored);
    }

    private static OwnRules patterns(PatternRule... rules) {
        return new OwnRules(List.of(rules), List.of(), List.of(), Set.of(), Map.of(), IgnoredValues.NONE);
    }
}
