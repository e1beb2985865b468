package org.siegel.transport.resolver;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.siegel.policy.DomainName;
import org.xbill.DNS.Address;

/** Where a resolver is and how it is asked. It finds the addresses of all others, so its own must be given. */
public sealed interface ResolverAddress {

    /** Where it is. */
    InetSocketAddress socket();

    /** The name that its certificate must be for; empty if it has none to show. */
    Optional<DomainName> authenticatedAs();

    /** Over UDP, and over TCP what does not fit; without protection on the way. */
    record Plain(InetSocketAddress socket) implements ResolverAddress {
        @Override
        public Optional<DomainName> authenticatedAs() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return shown(socket);
        }
    }

    /** Over TLS (RFC 7858); {@code name} is what its certificate must be for. */
    record Tls(InetSocketAddress socket, DomainName name) implements ResolverAddress {
        @Override
        public Optional<DomainName> authenticatedAs() {
            return Optional.of(name);
        }

        @Override
        public String toString() {
            return "tls://" + shown(socket) + "#" + name;
        }
    }

    /** Over HTTPS (RFC 8484) at that path; {@code name} is what its certificate must be for. */
    record Https(InetSocketAddress socket, DomainName name, String path) implements ResolverAddress {
        @Override
        public Optional<DomainName> authenticatedAs() {
            return Optional.of(name);
        }

        URI uri() {
            return URI.create("https://" + shown(socket) + path);
        }

        @Override
        public String toString() {
            return uri() + "#" + name;
        }
    }

    /**
     * Reads {@code 192.0.2.1}, {@code 192.0.2.1:5353}, {@code 2001:db8::1}, {@code [2001:db8::1]:5353},
     * {@code tls://192.0.2.1#dns.example} or {@code https://192.0.2.1/dns-query#dns.example}, with a port wherever it is not
     * the usual one.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static ResolverAddress parse(String text) {
        if (!text.contains("//")) {
            return new Plain(plain(text));
        }
        URI uri = URI.create(text);
        String scheme = String.valueOf(uri.getScheme());
        boolean isTls = scheme.equals("tls");
        if ((!isTls && !scheme.equals("https"))
                || uri.getHost() == null
                || uri.getFragment() == null
                || uri.getUserInfo() != null
                || uri.getQuery() != null
                || uri.getPath().isEmpty() != isTls) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not written as ADDRESS, tls://ADDRESS#NAME or https://ADDRESS/dns-query#NAME");
        }
        DomainName name = DomainName.of(uri.getFragment());
        return isTls ? new Tls(socket(uri, 853), name) : new Https(socket(uri, 443), name, uri.getRawPath());
    }

    private static InetSocketAddress socket(URI uri, int usualPort) {
        return new InetSocketAddress(address(uri.getHost()), uri.getPort() < 0 ? usualPort : uri.getPort());
    }

    private static InetSocketAddress plain(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
        int port = hasPort ? Integer.parseInt(text.substring(colon + 1)) : 53;
        return new InetSocketAddress(address(hasPort ? text.substring(0, colon) : text), port);
    }

    private static InetAddress address(String text) {
        try {
            return Address.getByAddress(text.replaceAll("^\\[|]$", ""));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an IP address, and a name cannot be looked up without a resolver", e);
        }
    }

    private static String shown(InetSocketAddress socket) {
        String address = socket.getAddress().getHostAddress();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + socket.getPort();
    }
}
