package org.siegel.transport.corroboration;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.siegel.policy.DomainName;
import org.xbill.DNS.Address;

/**
 * A resolver over TLS.
 *
 * @param socket where it is
 * @param name   that its certificate must be for
 */
public record ResolverAddress(InetSocketAddress socket, DomainName name) {

    private static final int DNS_OVER_TLS = 853;

    /**
     * Reads {@code tls://192.0.2.1#dns.example} or {@code tls://[2001:db8::1]:853#dns.example}. The address cannot be looked
     * up, so it must be given.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static ResolverAddress parse(String text) {
        URI uri = URI.create(text);
        if (!"tls".equals(uri.getScheme())
                || uri.getHost() == null
                || uri.getFragment() == null
                || uri.getUserInfo() != null
                || uri.getQuery() != null
                || !uri.getPath().isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is not written as tls://ADDRESS#NAME");
        }
        return new ResolverAddress(
                new InetSocketAddress(
                        address(uri.getHost().replaceAll("^\\[|]$", "")),
                        uri.getPort() < 0 ? DNS_OVER_TLS : uri.getPort()),
                DomainName.of(uri.getFragment()));
    }

    private static InetAddress address(String text) {
        try {
            return Address.getByAddress(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "' is not an IP address", e);
        }
    }

    @Override
    public String toString() {
        return name + " [" + socket.getAddress().getHostAddress() + "]:" + socket.getPort();
    }
}
