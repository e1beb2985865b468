package org.siegel.transport.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.SignatureScheme;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.Finding.Status;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.judgement.CryptoTable.Row;
import org.siegel.transport.tls.TlsObservation;
import org.siegel.transport.tls.TlsOffer;

/** Every row of BSI TR-02102-2, edition 2026-01, on the last day on which it holds and on the day after. */
class TableInForceTest {
    private static final CryptoProfile STRICT = CryptoProfile.named("bsi-2026-strict");
    private static final LocalDate FAR = LocalDate.of(2100, 1, 1);

    private static Stream<Arguments> rows(String... kinds) {
        return Stream.of(kinds)
                .flatMap(kind -> STRICT.table().rows(kind).stream())
                .map(row -> Arguments.of(row.kind() + " " + row.tls() + " " + row.name(), row));
    }

    /** The last year as the table writes it: none, a year, or a year and more. */
    private static OptionalInt lastYear(Row row) {
        String digits = row.until().replaceAll("\\D.*", "");
        return digits.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
    }

    private static boolean isOpenEnded(Row row) {
        return row.until().endsWith("+");
    }

    static Stream<Arguments> allRows() {
        return rows(
                "version",
                "cipher",
                "group",
                "sigalg",
                "sighash",
                "sigscheme-handshake",
                "sigscheme-cert",
                "psk",
                "feature",
                "minkey");
    }

    @Test
    void theTableIsThereInFull() {
        assertThat(allRows()).hasSize(118);
        assertThat(rows("cipher")).hasSize(39);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allRows")
    void aRowIsRecommendedUntilTheEndOfItsYear(String name, Row row) {
        OptionalInt last = lastYear(row);
        if (last.isEmpty()) {
            assertThat(row.isRecommendedOn(LocalDate.of(2026, 1, 1))).as(name).isFalse();
        } else {
            assertThat(row.isRecommendedOn(LocalDate.of(last.getAsInt(), 12, 31)))
                    .as(name)
                    .isTrue();
            assertThat(row.isRecommendedOn(LocalDate.of(last.getAsInt() + 1, 1, 1)))
                    .as(name)
                    .isEqualTo(isOpenEnded(row));
        }
    }

    private static Status statusOf(Criterion criterion, TlsObservation tls, LocalDate day) {
        return CryptoJudge.judge(STRICT, tls, false, day).stream()
                .filter(finding -> finding.criterion() == criterion)
                .map(Finding::status)
                // The worst of several: failed comes last.
                .max(Enum::compareTo)
                .orElseThrow();
    }

    private static void assertHoldsAsTheTableSays(Row row, Criterion criterion, TlsObservation tls) {
        OptionalInt last = lastYear(row);
        int year = last.orElse(2026);
        assertThat(statusOf(criterion, tls, LocalDate.of(year, 12, 31)))
                .as(row.name())
                .isEqualTo(last.isPresent() ? Status.PASSED : Status.FAILED);
        assertThat(statusOf(criterion, tls, LocalDate.of(year + 1, 1, 1)))
                .as(row.name())
                .isEqualTo(isOpenEnded(row) ? Status.PASSED : Status.FAILED);
    }

    private static TlsObservation handshake(Row row) {
        return row.tls().contains("1.3") ? Observed.tls13() : Observed.tls12();
    }

    static Stream<Arguments> versions() {
        return rows("version");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("versions")
    @Tag("DSK-Q1")
    void theVersionIsJudgedByItsRow(String name, Row row) {
        assertHoldsAsTheTableSays(row, Criterion.VERSION, Observed.with(Observed.tls13(), row.name()));
    }

    static Stream<Arguments> suites() {
        return rows("cipher");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("suites")
    @Tag("DSK-Q1")
    void theSuiteIsJudgedByItsRow(String name, Row row) {
        TlsObservation tls = Observed.withSuite(handshake(row), row.code(), true);

        assertHoldsAsTheTableSays(row, Criterion.CIPHER_SUITE, tls);
        assertThat(CodePoints.suite(row.code()))
                .as("the code is that of the name")
                .isEqualTo(row.name());
        assertThat(statusOf(Criterion.FORWARD_SECRECY, tls, Observed.TODAY))
                .as("forward secrecy of %s", name)
                .isEqualTo(row.hasForwardSecrecy() ? Status.PASSED : Status.FAILED);
        if (row.name().contains("_CBC_")) {
            assertThat(statusOf(Criterion.ENCRYPT_THEN_MAC, tls, Observed.TODAY))
                    .isEqualTo(Status.PASSED);
            assertThat(statusOf(
                            Criterion.ENCRYPT_THEN_MAC,
                            Observed.withSuite(handshake(row), row.code(), false),
                            Observed.TODAY))
                    .isEqualTo(Status.FAILED);
        }
    }

    static Stream<Arguments> groups() {
        return rows("group");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("groups")
    @Tag("DSK-Q1")
    void theGroupIsJudgedByItsRow(String name, Row row) {
        assertHoldsAsTheTableSays(
                row,
                Criterion.KEY_EXCHANGE_GROUP,
                Observed.withGroup(handshake(row), Optional.of(row.code()), Optional.empty()));
        assertThat(CodePoints.group(row.code()))
                .as("the code is that of the name")
                .isEqualTo(row.name());
    }

    static Stream<Arguments> handshakeSignatures() {
        return rows("sigscheme-handshake");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("handshakeSignatures")
    @Tag("DSK-Q1")
    void theSignatureOfTheHandshakeIsJudgedByItsRow(String name, Row row) {
        assertHoldsAsTheTableSays(
                row, Criterion.HANDSHAKE_SIGNATURE, Observed.withSignature(Observed.tls13(), Optional.of(row.code())));
        assertThat(CodePoints.signature(row.code()))
                .as("the code is that of the name")
                .isEqualTo(row.name());
    }

    static Stream<Arguments> certificateSignatures() {
        return Stream.of("SHA256", "SHA384", "SHA512")
                .flatMap(hash -> Stream.of(
                        Arguments.of(hash + "withRSA", 2025),
                        Arguments.of(hash + "withRSASSA-PSS", 2032),
                        Arguments.of(hash + "withECDSA", 2032)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("certificateSignatures")
    void theSignatureOfACertificateIsJudgedByTheRowsOfItsKind(String algorithm, int year) {
        String scheme = new CertificateSignature(algorithm).scheme();
        List<Row> rows = STRICT.table().rows("sigscheme-cert").stream()
                .filter(row -> row.name().matches(scheme))
                .toList();

        assertThat(rows).isNotEmpty();
        assertThat(rows).allMatch(row -> lastYear(row).orElse(0) == year);
    }

    @Test
    void whatTheTableDoesNotListIsNotRecommended() {
        assertThat(statusOf(
                        Criterion.CIPHER_SUITE, Observed.withSuite(Observed.tls13(), 0x1303, false), Observed.TODAY))
                .isEqualTo(Status.FAILED);
        assertThat(statusOf(
                        Criterion.KEY_EXCHANGE_GROUP,
                        Observed.withGroup(Observed.tls13(), Optional.of(0xFE00), Optional.empty()),
                        Observed.TODAY))
                .isEqualTo(Status.FAILED);
        assertThat(statusOf(
                        Criterion.HANDSHAKE_SIGNATURE,
                        Observed.withSignature(Observed.tls13(), Optional.of(SignatureScheme.ed25519)),
                        Observed.TODAY))
                .isEqualTo(Status.FAILED);
    }

    @Test
    void aSuiteOrGroupOfOneVersionIsNotRecommendedInTheOther() {
        assertThat(statusOf(
                        Criterion.CIPHER_SUITE, Observed.withSuite(Observed.tls13(), 0xC02B, false), Observed.TODAY))
                .isEqualTo(Status.FAILED);
        assertThat(statusOf(
                        Criterion.KEY_EXCHANGE_GROUP,
                        Observed.withGroup(Observed.tls13(), Optional.of(NamedGroup.brainpoolP256r1), Optional.empty()),
                        Observed.TODAY))
                .isEqualTo(Status.FAILED);
    }

    /** The offer is the table on that day: nothing more, and nothing that has ended. */
    @Test
    void whatIsOfferedIsWhatIsInForce() {
        for (LocalDate day : List.of(
                LocalDate.of(2025, 12, 31),
                Observed.TODAY,
                LocalDate.of(2026, 12, 31),
                LocalDate.of(2027, 1, 1),
                LocalDate.of(2030, 1, 1),
                LocalDate.of(2032, 1, 1))) {
            TlsOffer offer = Offers.forDemand(TransportGrade.QUALIFIED, Observed.judge("bsi-2026-strict"), day);
            Set<String> versions = Set.copyOf(offer.versions());

            assertThat(versions).isEqualTo(namesInForce("version", day));
            assertThat(offer.cipherSuites().stream().map(CodePoints::suite))
                    .as("suites on %s", day)
                    .containsExactlyInAnyOrderElementsOf(STRICT.table().rows("cipher").stream()
                            .filter(row -> row.isRecommendedOn(day) && row.hasForwardSecrecy())
                            .map(Row::name)
                            .toList());
            assertThat(offer.groups().stream().map(CodePoints::group))
                    .as("groups on %s", day)
                    .containsExactlyInAnyOrderElementsOf(namesInForce("group", day));
            assertThat(offer.signatureSchemes().stream().map(CodePoints::signature))
                    .containsExactlyInAnyOrderElementsOf(namesInForce("sigscheme-handshake", day));
        }
    }

    private static Set<String> namesInForce(String kind, LocalDate day) {
        return STRICT.table().rows(kind).stream()
                .filter(row -> row.isRecommendedOn(day))
                .map(Row::name)
                .collect(Collectors.toSet());
    }

    @Test
    void oneDayNothingOfThisEditionSurvivesButWhatIsOpenEnded() {
        TlsOffer offer = Offers.forDemand(TransportGrade.QUALIFIED, Observed.judge("bsi-2026-strict"), FAR);

        assertThat(offer.versions()).containsExactly("TLSv1.3");
        assertThat(offer.groups())
                .as("BSI names no group beyond 2031 yet: then this edition qualifies nobody any more")
                .isEmpty();
    }
}
