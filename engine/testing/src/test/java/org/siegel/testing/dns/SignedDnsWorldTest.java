package org.siegel.testing.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siegel.testing.FakeClock;
import org.xbill.DNS.Type;

/** What a validator that stands on the world's root says about it. */
class SignedDnsWorldTest {
    private final FakeClock clock = FakeClock.at("2026-03-01T10:00:00Z");

    private static String verdict(SignedDnsWorld world, Clock clock, String name, int type) throws IOException {
        return new Validator(world, clock).verdict(name, type);
    }

    private SignedDnsWorld world() {
        return SignedDnsWorld.at(clock)
                .signed(
                        "qualified.test",
                        "@ MX 10 mx1",
                        "mx1 A 127.0.1.1",
                        "_25._tcp.mx1 TLSA 3 1 1 " + "ab".repeat(32),
                        "alias CNAME mx1",
                        "far CNAME mx1.plain.test.",
                        "loop CNAME loop")
                .unsigned("plain.test", "@ MX 10 mx1", "mx1 A 127.0.1.2", "back CNAME mx1.qualified.test.")
                .start();
    }

    @ParameterizedTest
    @EnumSource
    void aSignedAnswerIsSecureWithEveryAlgorithm(DnsAlgorithm algorithm) throws IOException {
        try (var world = SignedDnsWorld.at(clock)
                .signed("test", algorithm)
                .signed("qualified.test", algorithm, "@ MX 10 mx1")
                .start()) {
            assertThat(verdict(world, clock, "qualified.test", Type.MX)).isEqualTo("secure NOERROR 1");
        }
    }

    @Test
    void signedDenialIsSecure() throws IOException {
        try (var world = world()) {
            assertThat(verdict(world, clock, "mx1.qualified.test", Type.AAAA)).isEqualTo("secure NOERROR 0");
            assertThat(verdict(world, clock, "_tcp.mx1.qualified.test", Type.TLSA))
                    .as("empty non-terminal")
                    .isEqualTo("secure NOERROR 0");
            assertThat(verdict(world, clock, "nobody.qualified.test", Type.A)).isEqualTo("secure NXDOMAIN 0");
            assertThat(verdict(world, clock, "zzz.yyy.qualified.test", Type.A)).isEqualTo("secure NXDOMAIN 0");
            assertThat(verdict(world, clock, "nosuchtld", Type.MX)).isEqualTo("secure NXDOMAIN 0");
        }
    }

    @Test
    void answersBelowAnUnsignedDelegationAreInsecure() throws IOException {
        try (var world = world()) {
            assertThat(verdict(world, clock, "plain.test", Type.MX)).isEqualTo("insecure NOERROR 1");
            assertThat(verdict(world, clock, "mx1.plain.test", Type.AAAA)).isEqualTo("insecure NOERROR 0");
            assertThat(verdict(world, clock, "nobody.plain.test", Type.A)).isEqualTo("insecure NXDOMAIN 0");
        }
    }

    @Test
    void theParentProvesWhetherThereIsADs() throws IOException {
        try (var world = world()) {
            assertThat(verdict(world, clock, "plain.test", Type.DS)).isEqualTo("secure NOERROR 0");
            assertThat(verdict(world, clock, "qualified.test", Type.DS)).isEqualTo("secure NOERROR 1");
        }
    }

    @Test
    void anAliasIsAsSecureAsItsWeakestLink() throws IOException {
        try (var world = world()) {
            assertThat(verdict(world, clock, "alias.qualified.test", Type.A)).isEqualTo("secure NOERROR 2");
            assertThat(verdict(world, clock, "far.qualified.test", Type.A)).isEqualTo("insecure NOERROR 2");
            assertThat(verdict(world, clock, "back.plain.test", Type.A)).isEqualTo("insecure NOERROR 2");
        }
    }

    @Test
    void anAliasToItselfIsAServerFailure() throws IOException {
        try (var world = world()) {
            assertThat(verdict(world, clock, "loop.qualified.test", Type.A)).isEqualTo("insecure SERVFAIL 0");
        }
    }

    @Test
    void changedRecordsAreSignedAgain() throws IOException {
        try (var world = world()) {
            world.replace("qualified.test", "mx1 A 127.0.1.9");
            assertThat(new Validator(world, clock)
                            .ask("mx1.qualified.test", Type.A)
                            .toString())
                    .contains("127.0.1.9")
                    .doesNotContain("127.0.1.1");
            world.add("qualified.test", "mx1 AAAA ::1", "new TXT hello");
            assertThat(verdict(world, clock, "mx1.qualified.test", Type.AAAA)).isEqualTo("secure NOERROR 1");
            assertThat(verdict(world, clock, "new.qualified.test", Type.TXT)).isEqualTo("secure NOERROR 1");
            world.remove("qualified.test", Type.MX);
            assertThat(verdict(world, clock, "qualified.test", Type.MX)).isEqualTo("secure NOERROR 0");
        }
    }

    @Test
    void signaturesFollowTheClock() throws IOException {
        try (var world = world()) {
            assertThat(verdict(world, clock, "qualified.test", Type.MX)).isEqualTo("secure NOERROR 1");
            Instant before = clock.instant();
            clock.advance(Duration.ofDays(400));
            assertThat(verdict(world, clock, "qualified.test", Type.MX)).isEqualTo("secure NOERROR 1");
            assertThat(verdict(world, FakeClock.at(before), "qualified.test", Type.MX))
                    .as("a validator that lives 400 days earlier")
                    .isEqualTo("insecure SERVFAIL 0");
        }
    }
}
