package org.siegel.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.policy.DomainName;
import org.siegel.testing.FakeClock;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.KeyKind;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.transport.tls.PkixVerifier.Result;

/** A trusted root, in force, for the name: RFC 5280 §6, RFC 9525 §6. */
class PkixVerifierTest {
    private static final FakeClock CLOCK = FakeClock.at("2026-11-23T10:00:00Z");
    private static final DomainName MX = DomainName.of("mx1.example.test");
    private static final TestAuthority ROOT = TestAuthority.root(CLOCK);
    private static final TestAuthority INTERMEDIATE = ROOT.intermediate();

    @TempDir
    Path folder;

    private Result verify(Identity server) throws IOException {
        return PkixVerifier.withRoots(ROOT.writeRootPem(folder.resolve("roots.pem")))
                .verify(server.chain(), MX, CLOCK.instant());
    }

    private void assertUntrusted(Identity server, String reason) throws IOException {
        assertThat(verify(server))
                .isInstanceOfSatisfying(
                        Result.Untrusted.class,
                        untrusted -> assertThat(untrusted.reason()).contains(reason));
    }

    @Test
    @Tag("DSK-Q4")
    @Tag("RFC8461-M7")
    void aChainToATrustedRootForTheNameIsTrusted() throws IOException {
        assertThat(verify(INTERMEDIATE.issue("mx1.example.test"))).isInstanceOf(Result.Trusted.class);
        assertThat(verify(INTERMEDIATE
                        .plan("other.test", "*.example.test")
                        .withRoot()
                        .issue()))
                .isInstanceOf(Result.Trusted.class);
        assertThat(verify(ROOT.plan("mx1.example.test").key(KeyKind.rsa(2048)).issue()))
                .isInstanceOf(Result.Trusted.class);
    }

    @Test
    void aServerKeyThatJavaCannotReadDoesNotHinderTrust() throws IOException {
        assertThat(verify(INTERMEDIATE
                        .plan("mx1.example.test")
                        .key(KeyKind.ec("brainpoolP256r1"))
                        .issue()))
                .isInstanceOf(Result.Trusted.class);
    }

    @Test
    @Tag("DSK-Q4")
    @Tag("RFC8461-M7")
    void everythingElseIsNotAndSaysWhy() throws IOException {
        assertUntrusted(INTERMEDIATE.issue("mx2.example.test"), "not for mx1.example.test");
        assertUntrusted(INTERMEDIATE.plan("mx1.example.test").commonNameOnly().issue(), "not for mx1.example.test");
        assertUntrusted(INTERMEDIATE.plan("mx1.example.test").expired().issue(), "expired on 2026-11-22");
        assertUntrusted(INTERMEDIATE.plan("mx1.example.test").notYetValid().issue(), "not valid before 2026-11-24");
        assertUntrusted(
                INTERMEDIATE.plan("mx1.example.test").withoutIntermediates().issue(),
                "does not lead to a trusted root");
        assertUntrusted(TestAuthority.root(CLOCK).issue("mx1.example.test"), "does not lead to a trusted root");
        assertUntrusted(TestAuthority.selfSigned(CLOCK, "mx1.example.test").issue(), "self-signed");
        assertUntrusted(
                ROOT.plan("Old").expired().authority().issue("mx1.example.test"), "does not lead to a trusted root");
        assertUntrusted(
                ROOT.plan("Last").pathLength(0).authority().intermediate().issue("mx1.example.test"),
                "does not lead to a trusted root");
    }

    @Test
    void withoutACertificateNothingIsTrusted() throws IOException {
        assertThat(PkixVerifier.withRoots(ROOT.writeRootPem(folder.resolve("roots.pem")))
                        .verify(List.of(), MX, CLOCK.instant()))
                .isInstanceOf(Result.Untrusted.class);
    }

    @Test
    void thePlatformDoesNotTrustATestRoot() {
        assertThat(PkixVerifier.withPlatformRoots()
                        .verify(INTERMEDIATE.issue("mx1.example.test").chain(), MX, CLOCK.instant()))
                .isInstanceOf(Result.Untrusted.class);
    }

    @Test
    void rootsThatCannotBeReadAreNamed() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path wrong = Files.writeString(folder.resolve("wrong.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");

        for (Path file : List.of(empty, wrong, folder.resolve("missing.pem"))) {
            assertThatThrownBy(() -> PkixVerifier.withRoots(file))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(file.getFileName().toString());
        }
    }
}
