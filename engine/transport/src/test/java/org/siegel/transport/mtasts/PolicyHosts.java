package org.siegel.transport.mtasts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.siegel.testing.FakeClock;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.transport.dns.DnsjavaValidator;
import org.siegel.transport.dns.TrustAnchors;
import org.siegel.transport.dns.ValidatingDns;
import org.siegel.transport.mtasts.HttpsPolicyFetcher.Limits;
import org.siegel.transport.resolver.OverUdp;
import org.siegel.transport.route.AddressFilter;
import org.siegel.transport.smtp.Alarms;
import org.siegel.transport.tls.PkixVerifier;

/** What a test of policies needs: an authority, a resolver, a fetcher. */
final class PolicyHosts {

    static final FakeClock CLOCK = FakeClock.at("2026-11-23T10:00:00Z");
    static final TestAuthority AUTHORITY = TestAuthority.root(CLOCK);

    static final String ENFORCED = "version: STSv1\nmode: enforce\nmx: mx1.example.test\nmax_age: 604800\n";

    private PolicyHosts() {}

    static PkixVerifier roots() {
        try {
            Path file = Files.createTempFile("roots", ".pem");
            try {
                return PkixVerifier.withRoots(AUTHORITY.writeRootPem(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ValidatingDns resolver(SignedDnsWorld world) {
        return new DnsjavaValidator(
                new OverUdp(world.address(), Duration.ofSeconds(20), new Alarms()),
                new TrustAnchors(String.join("\n", world.trustAnchors())),
                CLOCK,
                Thread.ofVirtual().factory());
    }

    static HttpsPolicyFetcher fetcher(ValidatingDns dns, int port, Alarms alarms) {
        return fetcher(dns, new Limits(port, AddressFilter.any(), false, Duration.ofMinutes(1)), alarms);
    }

    static HttpsPolicyFetcher fetcher(ValidatingDns dns, Limits limits, Alarms alarms) {
        return new HttpsPolicyFetcher(dns, roots(), limits, alarms, new SecureRandom(), CLOCK);
    }
}
