package org.siegel.transport.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.tls.CipherSuite;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.MxTrust;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.corroboration.CorroborationStanding;
import org.siegel.transport.dns.DnsAnswer.Security;
import org.siegel.transport.mtasts.StsStanding;
import org.siegel.transport.tls.TlsObservation;

/** How a grade is made of what was seen. */
class TransportJudgeTest {

    enum Handshake {
        NONE(TransportGrade.NONE),
        WEAK(TransportGrade.OPPORTUNISTIC),
        WITHOUT_FORWARD_SECRECY(TransportGrade.MANDATORY),
        GOOD(TransportGrade.QUALIFIED);

        private final TransportGrade best;

        Handshake(TransportGrade best) {
            this.best = best;
        }

        Optional<TlsObservation> tls() {
            return switch (this) {
                case NONE -> Optional.empty();
                case WEAK -> Optional.of(Observed.with(Observed.tls12(), "TLSv1"));
                case WITHOUT_FORWARD_SECRECY ->
                    Optional.of(Observed.withSuite(
                            Observed.tls12(), CipherSuite.TLS_ECDH_ECDSA_WITH_AES_256_GCM_SHA384, false));
                case GOOD -> Optional.of(Observed.tls13());
            };
        }
    }

    record Case(
            Set<MxTrust> trusted,
            Security mx,
            boolean isPinned,
            Security addresses,
            Authentication authentication,
            Handshake handshake) {

        ObservedTransfer transfer() {
            return new ObservedTransfer(
                    mx,
                    isPinned,
                    new StsStanding.Silent(),
                    new CorroborationStanding.NotAsked(),
                    addresses,
                    handshake.tls(),
                    handshake.tls().isEmpty() ? "no TLS here" : "",
                    authentication);
        }

        /** The rule in one sentence. */
        TransportGrade expected() {
            boolean byPin = isPinned && trusted.contains(MxTrust.PINNED);
            boolean byDnssec = mx == Security.SECURE && trusted.contains(MxTrust.DNSSEC);
            boolean isRightServer = (byPin || byDnssec)
                    && (byPin || addresses == Security.SECURE)
                    && (authentication instanceof Authentication.Dane || authentication instanceof Authentication.Pkix);
            return isRightServer ? handshake.best : handshake.best.min(TransportGrade.MANDATORY);
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Set<MxTrust> trusted : List.of(
                Set.<MxTrust>of(),
                Set.of(MxTrust.DNSSEC),
                Set.of(MxTrust.PINNED),
                Set.of(MxTrust.DNSSEC, MxTrust.PINNED))) {
            for (Security mx : Security.values()) {
                for (boolean isPinned : new boolean[] {false, true}) {
                    for (Security addresses : Security.values()) {
                        for (Authentication authentication : List.of(
                                Observed.daneEe(),
                                Observed.daneTa(),
                                Observed.pkix(),
                                new Authentication.None("self-signed"),
                                new Authentication.Violated("does not match"))) {
                            for (Handshake handshake : Handshake.values()) {
                                cases.add(new Case(trusted, mx, isPinned, addresses, authentication, handshake));
                            }
                        }
                    }
                }
            }
        }
        return cases;
    }

    private static Judgement judge(Case one) {
        return new TransportJudge(Observed.rules("bsi-practical", one.trusted().toArray(MxTrust[]::new)))
                .judge(one.transfer(), Observed.on(Observed.TODAY));
    }

    @Test
    @Tag("DSK-Q2")
    @Tag("DSK-Q3")
    void theGradeFollowsFromMxAddressAuthenticationAndHandshake() {
        assertThat(cases()).hasSize(640).allSatisfy(one -> {
            Judgement judgement = judge(one);
            boolean isViolated = one.authentication() instanceof Authentication.Violated;

            assertThat(judgement.grade()).isEqualTo(one.expected());
            assertThat(judgement.prohibition().isPresent()).isEqualTo(isViolated);
            for (TransportGrade demand : TransportGrade.values()) {
                assertThat(judgement.permits(demand))
                        .as("permits %s", demand)
                        .isEqualTo(!isViolated && one.expected().atLeast(demand));
                assertThat(judgement.shortfall(demand).isEmpty())
                        .as("a shortfall of %s has words", demand)
                        .isEqualTo(judgement.permits(demand));
            }
        });
    }

    @Test
    @Tag("RFC7672-D18")
    void whoeverDoesNotMatchItsTlsaRecordsGetsNoMailWhateverItDemands() {
        Judgement judgement = judge(new Case(
                Set.of(MxTrust.DNSSEC),
                Security.SECURE,
                false,
                Security.SECURE,
                new Authentication.Violated("does not match"),
                Handshake.GOOD));

        assertThat(TransportGrade.values()).noneMatch(judgement::permits);
        assertThat(judgement.shortfall(TransportGrade.NONE)).isEqualTo("does not match");
    }

    @Test
    void whatKeepsATransferFromAGradeIsToldInWords() {
        Judgement judgement = judge(new Case(
                Set.of(MxTrust.DNSSEC),
                Security.INSECURE,
                false,
                Security.INSECURE,
                new Authentication.None("the certificate is self-signed"),
                Handshake.GOOD));

        assertThat(judgement.shortfall(TransportGrade.QUALIFIED))
                .contains("MX names are not forgery-proof", "address is not secured", "self-signed");
        assertThat(judgement.shortOfMandatory()).isEmpty();
        assertThat(judgement.profile()).isEqualTo("bsi-practical 2026-01");
    }

    @Test
    @Tag("DSK-Q5")
    void everyCriterionLeavesAFinding() {
        for (Case one : cases()) {
            List<Criterion> criteria =
                    judge(one).findings().stream().map(Finding::criterion).toList();

            assertThat(criteria)
                    .contains(
                            Criterion.MX_SECURITY,
                            Criterion.ADDRESS_SECURITY,
                            Criterion.AUTHENTICATION,
                            Criterion.STARTTLS);
        }
    }

    static List<LocalDate> daysAroundTheEndOfPkcs1() {
        return List.of(LocalDate.of(2025, 12, 31), LocalDate.of(2026, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("daysAroundTheEndOfPkcs1")
    void theClocksDayDecides(LocalDate day) {
        TlsObservation tls = Observed.withChain(
                Observed.tls13(), List.of(ProfilesTest.pkcs1Chain().certificate()));

        Judgement judgement =
                Observed.judge("bsi-2026-strict").judge(Observed.secured(tls, Observed.pkix()), Observed.on(day));

        assertThat(judgement.grade())
                .isEqualTo(day.getYear() == 2025 ? TransportGrade.QUALIFIED : TransportGrade.MANDATORY);
    }

    @Test
    void daneEeMakesTheChainIrrelevantAndDaneTaDoesNot() {
        TlsObservation tls = Observed.withChain(
                Observed.tls13(), List.of(ProfilesTest.pkcs1Chain().certificate()));
        TransportJudge strict = Observed.judge("bsi-2026-strict");

        assertThat(strict.judge(Observed.secured(tls, Observed.daneEe()), Observed.on(Observed.TODAY))
                        .grade())
                .isEqualTo(TransportGrade.QUALIFIED);
        assertThat(strict.judge(Observed.secured(tls, Observed.daneTa()), Observed.on(Observed.TODAY))
                        .grade())
                .isEqualTo(TransportGrade.MANDATORY);
    }

    @Test
    void rulesThatNameAnUnknownProfileAreRefused() {
        assertThatThrownBy(() -> Observed.judge("bsi-2031")).hasMessageContaining("'bsi-2031' is not a crypto profile");
    }
}
