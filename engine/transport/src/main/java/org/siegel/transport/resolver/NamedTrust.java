package org.siegel.transport.resolver;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.siegel.policy.DomainName;
import org.siegel.transport.tls.ServerNames;

/**
 * Trusts a server with a valid certificate for one name only, whatever address it was reached at: the strict profile of RFC
 * 7858, without any way back to less.
 */
final class NamedTrust extends X509ExtendedTrustManager {

    private final X509TrustManager chains;
    private final DomainName name;

    private NamedTrust(X509TrustManager chains, DomainName name) {
        this.chains = chains;
        this.name = name;
    }

    static SSLContext context(X509TrustManager chains, DomainName name) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new NamedTrust(chains, name)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    static SSLParameters parameters(DomainName name) {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setServerNames(List.of(new SNIHostName(name.ascii())));
        return parameters;
    }

    private void check(X509Certificate[] chain, String keyExchange) throws CertificateException {
        chains.checkServerTrusted(chain, keyExchange);
        if (!ServerNames.matchesDnsName(chain[0], Set.of(name))) {
            throw new CertificateException("the certificate is not for " + name);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        check(chain, keyExchange);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket _socket)
            throws CertificateException {
        check(chain, keyExchange);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, SSLEngine _engine)
            throws CertificateException {
        check(chain, keyExchange);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] _chain, String _keyExchange) throws CertificateException {
        throw new CertificateException("nobody is a client here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange, Socket _socket)
            throws CertificateException {
        checkClientTrusted(chain, keyExchange);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyExchange, SSLEngine _engine)
            throws CertificateException {
        checkClientTrusted(chain, keyExchange);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.getAcceptedIssuers();
    }
}
