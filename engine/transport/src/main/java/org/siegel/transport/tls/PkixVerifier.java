package org.siegel.transport.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.siegel.policy.DomainName;

/** Whether a chain leads to a trusted root and its leaf is for the name meant (RFC 5280 §6, RFC 8461 §4.2). */
public final class PkixVerifier {

    private final Set<TrustAnchor> roots;

    private PkixVerifier(Set<X509Certificate> roots) {
        this.roots = roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toUnmodifiableSet());
    }

    /** With the roots of the Java platform. */
    public static PkixVerifier withPlatformRoots() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return new PkixVerifier(Arrays.stream(factory.getTrustManagers())
                    .map(X509TrustManager.class::cast)
                    .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
                    .collect(Collectors.toSet()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java platform's trusted roots cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * With the roots of a PEM file instead.
     *
     * @throws IllegalArgumentException if it holds none or cannot be read; names the file
     */
    public static PkixVerifier withRoots(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            Set<X509Certificate> roots = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map((Certificate root) -> (X509Certificate) root)
                    .collect(Collectors.toSet());
            if (roots.isEmpty()) {
                throw new IllegalArgumentException(pem + " holds no certificate; put trusted roots there as PEM");
            }
            return new PkixVerifier(roots);
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException("Cannot read the trusted roots " + pem + ": " + e.getMessage(), e);
        }
    }

    /** What the chain proves for {@code name} at {@code now}. */
    public Result verify(List<X509Certificate> chain, DomainName name, Instant now) {
        if (chain.isEmpty()) {
            return new Result.Untrusted("the server sent no certificate");
        }
        if (!ServerNames.matchesDnsName(chain.getFirst(), Set.of(name))) {
            return new Result.Untrusted("the certificate is not for " + name);
        }
        return CertificatePath.find(chain, roots, now)
                .<Result>map(Result.Trusted::new)
                .orElseGet(() -> new Result.Untrusted(explain(chain.getFirst(), now)));
    }

    private static String explain(X509Certificate leaf, Instant now) {
        if (now.isAfter(leaf.getNotAfter().toInstant())) {
            return "the certificate expired on " + leaf.getNotAfter().toInstant();
        }
        if (now.isBefore(leaf.getNotBefore().toInstant())) {
            return "the certificate is not valid before " + leaf.getNotBefore().toInstant();
        }
        return leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal())
                ? "the certificate is self-signed"
                : "the certificate does not lead to a trusted root";
    }

    /** What a chain proves. */
    public sealed interface Result {
        /** It leads to a trusted root, is in force, and is for the name. Whether it was revoked is another question. */
        record Trusted(CertificatePath path) implements Result {}

        /** It does not; {@code reason} is for people. */
        record Untrusted(String reason) implements Result {}
    }
}
