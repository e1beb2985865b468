package org.siegel.transport.dane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.policy.DomainName;
import org.siegel.testing.FakeClock;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.pki.Tlsa;

/** The outcomes of RFC 7672 §2.2, in the order of the RFC. */
class DaneRuleTest {
    private static final TlsaRecord EE_256 = TlsaRecord.of(3, 1, 1, new byte[32]);
    private static final TlsaRecord EE_512 = TlsaRecord.of(3, 1, 2, new byte[64]);
    private static final TlsaRecord EE_CERTIFICATE_256 = TlsaRecord.of(3, 0, 1, new byte[32]);
    private static final TlsaRecord EE_FULL = TlsaRecord.of(
            3,
            1,
            0,
            Tlsa.data(
                    1,
                    0,
                    TestAuthority.root(FakeClock.at("2026-11-23T10:00:00Z")).certificate()));
    private static final TlsaRecord TA_256 = TlsaRecord.of(2, 0, 1, new byte[32]);
    private static final TlsaRecord PKIX_TA = TlsaRecord.of(0, 0, 1, new byte[32]);
    private static final TlsaRecord PKIX_EE = TlsaRecord.of(1, 1, 1, new byte[32]);
    private static final TlsaRecord SHORT_512 = TlsaRecord.of(3, 1, 2, new byte[63]);
    private static final TlsaRecord UNKNOWN_DIGEST = TlsaRecord.of(3, 1, 3, new byte[128]);

    private static TlsDemand demandFor(TlsaRecord... records) {
        return DaneRule.demandFor(new TlsaLookup.Secure(DomainName.of("mx1.test"), List.of(records)));
    }

    private static List<TlsaRecord> binding(TlsaRecord... records) {
        return demandFor(records) instanceof TlsDemand.Authenticated(var kept) ? kept : List.of();
    }

    @Test
    @Tag("RFC7672-D4")
    void secureRecordsOfWhichOneIsUsableDemandAuthentication() {
        assertThat(demandFor(PKIX_EE, EE_256, UNKNOWN_DIGEST)).isEqualTo(new TlsDemand.Authenticated(List.of(EE_256)));
    }

    static Stream<TlsaRecord> unusable() {
        return Stream.of(PKIX_TA, PKIX_EE, SHORT_512, UNKNOWN_DIGEST);
    }

    @ParameterizedTest
    @MethodSource("unusable")
    @Tag("RFC7672-D4")
    @Tag("RFC7672-D11")
    void secureRecordsOfWhichNoneIsUsableDemandEncryption(TlsaRecord record) {
        assertThat(demandFor(record)).isEqualTo(new TlsDemand.Encrypted());
    }

    @Test
    @Tag("RFC7672-D4")
    void noSecureRecordsDemandNothing() {
        assertThat(DaneRule.demandFor(new TlsaLookup.None())).isEqualTo(new TlsDemand.None());
    }

    @Test
    @Tag("RFC7672-D4")
    void aFailedLookupSkipsTheHostInsteadOfDowngrading() {
        assertThat(DaneRule.demandFor(new TlsaLookup.Failed(true, "bogus"))).isEqualTo(new TlsDemand.SkipHost("bogus"));
    }

    @Test
    @Tag("RFC7672-D14")
    void ofTwoDigestsOnlyTheStrongerCounts() {
        assertThat(binding(EE_256, EE_512)).containsExactly(EE_512);
        assertThat(binding(EE_512, EE_256)).containsExactly(EE_512);
    }

    @Test
    @Tag("RFC7672-D14")
    void theFullFormCountsBesideAnyDigest() {
        assertThat(binding(EE_256, EE_FULL)).containsExactlyInAnyOrder(EE_FULL, EE_256);
        assertThat(binding(EE_256, EE_FULL, EE_512)).containsExactlyInAnyOrder(EE_FULL, EE_512);
        assertThat(binding(EE_FULL)).containsExactly(EE_FULL);
    }

    @Test
    @Tag("RFC7672-D14")
    void digestsAreComparedPerUsageAndSelectorOnly() {
        assertThat(binding(EE_512, EE_CERTIFICATE_256, TA_256))
                .containsExactlyInAnyOrder(EE_512, EE_CERTIFICATE_256, TA_256);
    }

    @Test
    @Tag("RFC7672-D14")
    void anUnusableRecordDoesNotSilenceAWeakerUsableOne() {
        assertThat(binding(EE_256, SHORT_512, UNKNOWN_DIGEST)).containsExactly(EE_256);
    }

    /** Every non-empty selection of the records above: never laxer than what each record by itself demands. */
    @Test
    void aUsableRecordBindsInWhateverCompany() {
        List<TlsaRecord> all = List.of(
                EE_256, EE_512, EE_CERTIFICATE_256, EE_FULL, TA_256, PKIX_TA, PKIX_EE, SHORT_512, UNKNOWN_DIGEST);
        for (int selection = 1; selection < 1 << all.size(); selection++) {
            int bits = selection;
            TlsaRecord[] chosen = IntStream.range(0, all.size())
                    .filter(i -> (bits >> i & 1) == 1)
                    .mapToObj(all::get)
                    .toArray(TlsaRecord[]::new);
            boolean anyUsable = Stream.of(chosen).anyMatch(TlsaRecord::isUsable);

            assertThat(demandFor(chosen))
                    .isInstanceOf(anyUsable ? TlsDemand.Authenticated.class : TlsDemand.Encrypted.class);
            assertThat(binding(chosen)).allMatch(TlsaRecord::isUsable).isSubsetOf(chosen);
        }
    }
}
