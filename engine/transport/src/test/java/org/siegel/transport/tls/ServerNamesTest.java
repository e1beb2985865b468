package org.siegel.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.policy.DomainName;
import org.siegel.testing.FakeClock;
import org.siegel.testing.pki.TestAuthority;

/** Names in certificates: RFC 7672 §3.2.3, RFC 9525 §6. */
class ServerNamesTest {
    private static final FakeClock CLOCK = FakeClock.at("2026-11-23T10:00:00Z");

    private static X509Certificate certificate(String... names) {
        return TestAuthority.selfSigned(CLOCK, names).issue().certificate();
    }

    private static boolean matches(X509Certificate certificate, String reference) {
        return ServerNames.matchesAny(certificate, Set.of(DomainName.of(reference)));
    }

    @ParameterizedTest
    @CsvSource({
        "mx1.example.test,   mx1.example.test,     true",
        "MX1.Example.TEST,   mx1.example.test,     true",
        "mx1.example.test.,  mx1.example.test,     true",
        "mx1.example.test,   mx2.example.test,     false",
        "example.test,       mx1.example.test,     false",
        "mx1.example.test,   example.test,         false",
        "*.example.test,     mx1.example.test,     true",
        "*.example.test,     a.mx1.example.test,   false",
        "*.example.test,     example.test,         false",
        "*.test,             example.test,         false",
        "*,                  test,                 false",
        "mx*.example.test,   mx1.example.test,     false",
        "*1.example.test,    mx1.example.test,     false",
        "mx1.*.test,         mx1.example.test,     false",
        "*.*.test,           mx1.example.test,     false",
        "xn--mller-kva.test, müller.test,          true",
    })
    @Tag("RFC7672-D13")
    void aWildcardStandsForExactlyTheFirstLabel(String presented, String reference, boolean isMatch) {
        X509Certificate certificate = certificate(presented);

        assertThat(matches(certificate, reference)).isEqualTo(isMatch);
        assertThat(ServerNames.matchesDnsName(certificate, Set.of(DomainName.of(reference))))
                .isEqualTo(isMatch);
    }

    @Test
    void anyOfTheNamesMayMatchAnyOfTheReferences() {
        X509Certificate certificate = certificate("one.test", "two.test");

        assertThat(matches(certificate, "two.test")).isTrue();
        assertThat(ServerNames.matchesAny(certificate, Set.of(DomainName.of("three.test"), DomainName.of("two.test"))))
                .isTrue();
        assertThat(ServerNames.matchesAny(certificate, Set.of())).isFalse();
    }

    @Test
    @Tag("RFC7672-D13")
    @Tag("RFC8461-M7")
    void theCommonNameCountsOnlyWhereThereIsNoDnsNameAndOnlyForDane() {
        X509Certificate old = TestAuthority.selfSigned(CLOCK, "mx1.example.test")
                .commonNameOnly()
                .issue()
                .certificate();

        assertThat(matches(old, "mx1.example.test")).isTrue();
        assertThat(matches(old, "mx2.example.test")).isFalse();
        assertThat(ServerNames.matchesDnsName(old, Set.of(DomainName.of("mx1.example.test"))))
                .isFalse();
    }

    @Test
    @Tag("RFC7672-D13")
    void aDnsNameSilencesTheCommonName() {
        X509Certificate certificate = OddCertificates.with(CLOCK, "CN=mx1.example.test", "other.test");

        assertThat(matches(certificate, "mx1.example.test")).isFalse();
        assertThat(matches(certificate, "other.test")).isTrue();
    }
}
