package org.siegel.transport.dane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.testing.FakeClock;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.pki.Tlsa;

/** Which records can be used: RFC 6698 §4.1, RFC 7672 §3.1. */
class TlsaRecordTest {
    private static final Identity SERVER =
            TestAuthority.root(FakeClock.at("2026-11-23T10:00:00Z")).issue("mx1.test");

    private static TlsaRecord of(int usage, int selector, int matching) {
        return TlsaRecord.of(usage, selector, matching, Tlsa.data(selector, matching, SERVER.certificate()));
    }

    /** All that the registries of RFC 7218 name. */
    static Stream<Arguments> known() {
        return IntStream.rangeClosed(0, 3)
                .boxed()
                .flatMap(usage -> IntStream.rangeClosed(0, 1)
                        .boxed()
                        .flatMap(selector -> IntStream.rangeClosed(0, 2)
                                .mapToObj(matching -> Arguments.of(usage, selector, matching))));
    }

    @ParameterizedTest
    @MethodSource("known")
    @Tag("RFC7672-D11")
    void onlyDaneTaAndDaneEeAreUsable(int usage, int selector, int matching) {
        TlsaRecord record = of(usage, selector, matching);

        assertThat(record.isUsable()).isEqualTo(usage == 2 || usage == 3);
        assertThat(record.matches(SERVER.certificate())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"4, 1, 1", "255, 1, 1", "3, 2, 1", "3, 255, 1", "3, 1, 3", "3, 1, 255"})
    void unknownParametersAreUnusable(int usage, int selector, int matching) {
        assertThat(TlsaRecord.of(usage, selector, matching, new byte[32]).isUsable())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 20", "1, 31", "1, 33", "1, 64", "2, 0", "2, 32", "2, 63", "2, 65"})
    @Tag("RFC7672-D14")
    void digestsOfAWrongLengthAreUnusable(int matching, int octets) {
        assertThat(TlsaRecord.of(3, 1, matching, new byte[octets]).isUsable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "0, 500", "1, 0", "1, 1", "1, 91"})
    @Tag("RFC7672-D14")
    @Tag("TR03108P-C09")
    void whatIsNoCertificateAndNoKeyIsUnusable(int selector, int octets) {
        assertThat(TlsaRecord.of(3, selector, 0, new byte[octets]).isUsable()).isFalse();
    }

    @Test
    void anythingButThreeOctetsAndHexadecimalDigitsIsNoRecord() {
        assertThatThrownBy(() -> new TlsaRecord(3, 1, 1, "AB")).hasMessageContaining("lower-case");
        assertThatThrownBy(() -> new TlsaRecord(3, 1, 1, "abc")).hasMessageContaining("in pairs");
        assertThatThrownBy(() -> new TlsaRecord(256, 1, 1, "ab")).hasMessageContaining("up to 255");
        assertThatThrownBy(() -> new TlsaRecord(3, -1, 1, "ab")).hasMessageContaining("up to 255");
    }

    @Test
    void anotherCertificateDoesNotMatch() {
        Identity other = TestAuthority.selfSigned(FakeClock.at("2026-11-23T10:00:00Z"), "mx1.test")
                .issue();
        known().map(Arguments::get)
                .forEach(numbers -> assertThat(of((int) numbers[0], (int) numbers[1], (int) numbers[2])
                                .matches(other.certificate()))
                        .isFalse());
    }
}
