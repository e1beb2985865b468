package org.siegel.mailets.asking.page;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the page shows to browsers: a certificate and its key, read anew when their files change. Safe for use by many threads. */
public final class PageCertificate {

    private static final Logger LOGGER = LoggerFactory.getLogger(PageCertificate.class);

    private final Path certificates;
    private final Path key;
    private final CurrentKeys keys;
    private volatile PemIdentity current;
    private volatile Optional<String> trouble = Optional.empty();

    private PageCertificate(Path certificates, Path key) {
        this.certificates = certificates;
        this.key = key;
        this.current = PemIdentity.read(certificates, key);
        this.keys = new CurrentKeys(current.keys());
    }

    /**
     * Reads it.
     *
     * @param certificates the server's certificate first, then those that lead to the root
     * @param key          PKCS #8, not encrypted
     * @throws IllegalArgumentException naming the file and what to do
     */
    public static PageCertificate read(Path certificates, Path key) {
        return new PageCertificate(certificates, key);
    }

    /**
     * Looks at the files again. What cannot be used is reported, and the old one stays in use.
     */
    public synchronized void refresh() {
        try {
            PemIdentity found = PemIdentity.read(certificates, key);
            trouble = Optional.empty();
            if (!found.equals(current)) {
                current = found;
                keys.replace(found.keys());
                LOGGER.info(
                        "The page for senders has a new certificate, good until {}",
                        found.certificate().getNotAfter().toInstant());
            }
        } catch (IllegalArgumentException e) {
            if (trouble.isEmpty()) {
                LOGGER.error("The old certificate stays in use. {}", e.getMessage());
            }
            trouble = Optional.of("The old certificate stays in use. " + e.getMessage());
        }
    }

    /** The certificate in use. */
    public X509Certificate inUse() {
        return current.certificate();
    }

    /** Why the files cannot be used any more, if they cannot. */
    public Optional<String> trouble() {
        return trouble;
    }

    /** For a server; new connections get what is in use then. */
    SSLContext context() {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(new KeyManager[] {keys}, null, null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        }
    }
}
