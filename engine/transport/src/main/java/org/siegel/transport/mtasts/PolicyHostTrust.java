package org.siegel.transport.mtasts;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.siegel.policy.DomainName;
import org.siegel.transport.tls.PkixVerifier;
import org.siegel.transport.tls.ServerNames;

/**
 * Lets a handshake end only with the host itself, one of policies or one that takes reports: a chain to a trusted root, in validity, with the host's name as a
 * DNS name of the certificate (RFC 8461 §3.3).
 */
public final class PolicyHostTrust extends X509ExtendedTrustManager {

    private final DomainName host;
    private final PkixVerifier pkix;
    private final boolean acceptsWildcards;
    private final Clock clock;

    /**
     * For one host.
     *
     * @param acceptsWildcards whether a certificate for {@code *.example.com} will do; BSI TR-03108 says it should not
     */
    public PolicyHostTrust(DomainName host, PkixVerifier pkix, boolean acceptsWildcards, Clock clock) {
        this.host = host;
        this.pkix = pkix;
        this.acceptsWildcards = acceptsWildcards;
        this.clock = clock;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        List<X509Certificate> certificates = List.of(chain);
        if (pkix.verify(certificates, host, clock.instant()) instanceof PkixVerifier.Result.Untrusted(var reason)) {
            throw new CertificateException(reason);
        }
        if (!acceptsWildcards && !ServerNames.hasDnsName(chain[0], Set.of(host))) {
            throw new CertificateException("the certificate is for a wildcard, not for " + host
                    + " itself, which this policy does not accept");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("Nobody is a client of ours");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("Nobody is a client of ours");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("Nobody is a client of ours");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
