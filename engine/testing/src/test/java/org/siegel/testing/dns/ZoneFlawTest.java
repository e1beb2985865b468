package org.siegel.testing.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.testing.FakeClock;
import org.xbill.DNS.Type;

/** A flaw in one zone is seen by a validator, and only in that zone. */
class ZoneFlawTest {
    private final FakeClock clock = FakeClock.at("2026-03-01T10:00:00Z");

    private SignedDnsWorld flawed(ZoneFlaw flaw) {
        return SignedDnsWorld.at(clock)
                .flawed("broken.test", flaw, "@ MX 10 mx1", "mx1 A 127.0.1.1")
                .signed("sound.test", "@ MX 10 mx1")
                .start();
    }

    static Stream<ZoneFlaw> bogusFlaws() {
        return Stream.of(
                new ZoneFlaw.EverySignatureCorrupt(),
                new ZoneFlaw.SignaturesExpired(),
                new ZoneFlaw.SignaturesNotYetValid(),
                new ZoneFlaw.SignaturesStripped(),
                new ZoneFlaw.ForeignDs());
    }

    @ParameterizedTest
    @MethodSource("bogusFlaws")
    void isBogusAndStaysInItsZone(ZoneFlaw flaw) throws IOException {
        try (var world = flawed(flaw)) {
            var validator = new Validator(world, clock);
            assertThat(validator.verdict("broken.test", Type.MX)).isEqualTo("insecure SERVFAIL 0");
            assertThat(validator.verdict("nobody.broken.test", Type.A)).isEqualTo("insecure SERVFAIL 0");
            assertThat(validator.verdict("sound.test", Type.MX)).isEqualTo("secure NOERROR 1");
        }
    }

    @Test
    void canBeLimitedToOneRecordSet() throws IOException {
        try (var world = flawed(new ZoneFlaw.SignatureCorrupt("mx1", Type.A))) {
            var validator = new Validator(world, clock);
            assertThat(validator.verdict("broken.test", Type.MX)).isEqualTo("secure NOERROR 1");
            assertThat(validator.verdict("mx1.broken.test", Type.AAAA)).isEqualTo("secure NOERROR 0");
            assertThat(validator.verdict("mx1.broken.test", Type.A)).isEqualTo("insecure SERVFAIL 0");
        }
    }

    @Test
    void anAlgorithmThatNobodyKnowsMakesTheZoneInsecure() throws IOException {
        try (var world = flawed(new ZoneFlaw.UnknownAlgorithm())) {
            assertThat(new Validator(world, clock).verdict("broken.test", Type.MX))
                    .isEqualTo("insecure NOERROR 1");
        }
    }
}
