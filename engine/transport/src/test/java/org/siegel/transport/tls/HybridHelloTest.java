package org.siegel.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.transport.tls.Servers.EC;
import static org.siegel.transport.tls.Servers.MX;
import static org.siegel.transport.tls.Servers.offer;
import static org.siegel.transport.tls.Servers.shakeHands;
import static org.siegel.transport.tls.Servers.sink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.NamedGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.smtp.SmtpSink;
import org.siegel.testing.smtp.TlsSettings;

/** Hybrid key exchange goes first where it may, and the hello stays as short as can be. */
class HybridHelloTest {

    private static final int CLASSIC_SEGMENT = 1_400;

    private static TlsObservation agreed(Integer... serverGroups) {
        try (SmtpSink sink = sink(TlsSettings.modern().withGroups(serverGroups), EC)) {
            return ((TlsOutcome.Established) shakeHands(sink, offer(TransportGrade.QUALIFIED), MX)).observation();
        }
    }

    private static int helloLength(TlsOffer offer) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        new TlsHandshake(new SecureRandom()).over(new ByteArrayInputStream(new byte[0]), sent, offer, MX);
        return sent.size();
    }

    @ParameterizedTest
    @EnumSource(TransportGrade.class)
    void hybridsAreOfferedFirstWhateverTheDemand(TransportGrade demand) {
        assertThat(offer(demand).groups())
                .startsWith(NamedGroup.SecP256r1MLKEM768, NamedGroup.SecP384r1MLKEM1024)
                .contains(NamedGroup.secp256r1);
    }

    @Test
    void whatBsiDoesNotNameIsOfferedOnlyForMailThatDemandsNothing() {
        for (TransportGrade demand : TransportGrade.values()) {
            assertThat(offer(demand).groups().contains(NamedGroup.X25519MLKEM768))
                    .isEqualTo(!demand.atLeast(TransportGrade.MANDATORY));
        }
    }

    @Test
    void theStrictProfileOffersNoHybridBeforeBsiRecommendsThem() {
        assertThat(offer(TransportGrade.QUALIFIED, "bsi-2026-strict").groups())
                .noneMatch(NamedGroup::refersToASpecificHybrid)
                .startsWith(NamedGroup.secp256r1);
        assertThat(offer(TransportGrade.QUALIFIED, "bsi-2026-strict").withoutHybrids())
                .isEmpty();
    }

    @Test
    void aServerThatKnowsBothTakesTheHybrid() {
        TlsObservation seen = agreed(NamedGroup.SecP256r1MLKEM768, NamedGroup.secp256r1);

        assertThat(seen.group()).contains(NamedGroup.SecP256r1MLKEM768);
        assertThat(seen.helloRetryRequest()).isFalse();
    }

    @Test
    void aServerWithoutHybridsNeedsNoSecondHello() {
        TlsObservation seen = agreed(NamedGroup.secp256r1);

        assertThat(seen.group()).contains(NamedGroup.secp256r1);
        assertThat(seen.helloRetryRequest()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {NamedGroup.SecP384r1MLKEM1024, NamedGroup.secp384r1, NamedGroup.ffdhe3072})
    void aServerThatKnowsOnlyOthersAsksForTheirShare(int group) {
        TlsObservation seen = agreed(group);

        assertThat(seen.group()).contains(group);
        assertThat(seen.helloRetryRequest()).isTrue();
    }

    @Test
    void theHelloHasOneHybridShareOnlyAndTheReducedOneFitsIntoOneSegment() {
        TlsOffer offer = offer(TransportGrade.QUALIFIED);

        assertThat(helloLength(offer)).isBetween(CLASSIC_SEGMENT, 2_000);
        assertThat(helloLength(offer.withoutHybrids().orElseThrow())).isLessThan(CLASSIC_SEGMENT);
    }

    @Test
    void theReducedOfferIsTheSameButForHybrids() {
        TlsOffer offer = offer(TransportGrade.QUALIFIED);
        TlsOffer reduced = offer.withoutHybrids().orElseThrow();

        assertThat(reduced.isReduced()).isTrue();
        assertThat(reduced.groups())
                .isEqualTo(offer.groups().stream()
                        .filter(group -> !NamedGroup.refersToASpecificHybrid(group))
                        .toList());
        assertThat(reduced.cipherSuites()).isEqualTo(offer.cipherSuites());
        assertThat(reduced.signatureSchemes()).isEqualTo(offer.signatureSchemes());
        assertThat(reduced.versions()).isEqualTo(offer.versions());
        assertThat(reduced.withoutHybrids()).isEmpty();
    }

    @Test
    void whereOnlyHybridsAreAllowedThereIsNoReducedOffer() {
        TlsOffer offer = offer(TransportGrade.QUALIFIED);
        TlsOffer hybridsOnly = new TlsOffer(
                offer.versions(),
                offer.cipherSuites(),
                List.of(NamedGroup.SecP256r1MLKEM768),
                offer.signatureSchemes(),
                offer.leastDhBits(),
                false,
                false);

        assertThat(hybridsOnly.withoutHybrids()).isEqualTo(Optional.empty());
    }
}
