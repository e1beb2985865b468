package org.siegel.testing.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A certificate authority whose keys live in memory.
 *
 * <pre>{@code
 * var root = TestAuthority.root(clock);
 * var authority = root.intermediate();
 * Identity mx1 = authority.issue("mx1.qualified.test");
 * }</pre>
 */
public final class TestAuthority {
    private static final Duration LONG = Duration.ofDays(3650);

    private final Identity issuer;
    private final KeyKind keyKind;
    private final Clock clock;

    /** An authority with this key and the chain up to and including its root. */
    TestAuthority(Identity issuer, KeyKind keyKind, Clock clock) {
        this.issuer = issuer;
        this.keyKind = keyKind;
        this.clock = clock;
    }

    /** A root with a P-256 key, valid ten years before and after the clock's time. */
    public static TestAuthority root(Clock clock) {
        Instant now = clock.instant();
        return selfSigned(clock, "Siegel Test Root")
                .valid(now.minus(LONG), now.plus(LONG))
                .authority();
    }

    /** The plan of a certificate that signs itself: a server's or, with {@link CertificatePlan#authority}, a root. */
    public static CertificatePlan selfSigned(Clock clock, String... names) {
        return new CertificatePlan(null, clock, List.of(names));
    }

    /** An intermediate with a P-256 key below this authority. */
    public TestAuthority intermediate() {
        return plan("Siegel Test Intermediate").authority();
    }

    /** A server's certificate for these names, P-256, valid from a day ago for 90 days, without flaws. */
    public Identity issue(String... names) {
        return plan(names).issue();
    }

    /** The plan of a certificate that this authority signs; the first name is also the common name. */
    public CertificatePlan plan(String... names) {
        return new CertificatePlan(this, clock, List.of(names));
    }

    /** A list of revoked certificates that this authority signs, of an hour ago and current for a week. */
    public RevocationListPlan list() {
        return new RevocationListPlan(this, clock);
    }

    /** An OCSP response that this authority signs, of an hour ago and current for a week. */
    public OcspPlan ocsp(X509Certificate about) {
        return new OcspPlan(this, about, clock);
    }

    /** This authority's own certificate. */
    public X509Certificate certificate() {
        return issuer.certificate();
    }

    /** The certificate at the top, this authority's own if it is a root. */
    public X509Certificate rootCertificate() {
        return issuer.chain().getLast();
    }

    /** The root's certificate as PEM: what a client that trusts this authority reads. */
    public String rootPem() {
        return Identity.pem(rootCertificate());
    }

    /** Writes {@link #rootPem()}. */
    public Path writeRootPem(Path file) throws IOException {
        return Files.writeString(file, rootPem());
    }

    Identity issuer() {
        return issuer;
    }

    KeyKind keyKind() {
        return keyKind;
    }
}
