package org.siegel.demo;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.siegel.testing.Loopback;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.testing.dns.ZoneFlaw;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.KeyKind;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.pki.Tlsa;
import org.siegel.testing.smtp.SmtpSink;
import org.siegel.testing.smtp.SmtpSinkBuilder;
import org.siegel.testing.smtp.TlsSettings;

/**
 * Partners with good and bad mail servers, each on a loopback address of its own and all on one port, a signed DNS that
 * knows them, and the organisation's own mail server.
 */
public final class World implements AutoCloseable {

    /** The organisation whose gateway it is. */
    static final String OWN = "organisation.test";

    private static final int ATTEMPTS = 20;
    private static final int NETWORK = 53;
    private static final int NOBODY = 99;

    private final TestAuthority authority;
    private final SignedDnsWorld dns;
    private final Map<String, SmtpSink> sinks;

    private World(TestAuthority authority, SignedDnsWorld dns, Map<String, SmtpSink> sinks) {
        this.authority = authority;
        this.dns = dns;
        this.sinks = sinks;
    }

    public static World start(Clock clock) {
        TestAuthority root = TestAuthority.root(clock);
        Identity good = root.intermediate().issue("mx.qualified.test");
        Map<String, SmtpSinkBuilder> plans = new LinkedHashMap<>();
        plans.put("qualified.test", SmtpSink.on(host(1)).identity(good));
        plans.put(
                "mandatory.test",
                SmtpSink.on(host(2))
                        .identity(TestAuthority.selfSigned(clock, "mx.mandatory.test")
                                .issue())
                        // an older one, which gets its mail by DATA
                        .extensions(
                                "PIPELINING", "SIZE 104857600", "8BITMIME", "SMTPUTF8", "DSN", "ENHANCEDSTATUSCODES")
                        .tls(TlsSettings.tls12Only()));
        plans.put(
                "weak.test",
                SmtpSink.on(host(3))
                        .identity(TestAuthority.selfSigned(clock, "mx.weak.test")
                                .key(KeyKind.rsa(2048))
                                .issue())
                        .tls(TlsSettings.tls10Only()));
        plans.put(
                "static-rsa.test",
                SmtpSink.on(host(4))
                        .identity(TestAuthority.selfSigned(clock, "mx.static-rsa.test")
                                .key(KeyKind.rsa(2048))
                                .issue())
                        .tls(TlsSettings.rsaKeyTransportOnly()));
        plans.put("plaintext.test", SmtpSink.on(host(5)));
        plans.put("bogus.test", SmtpSink.on(host(6)));
        plans.put(OWN, SmtpSink.on(host(7)));
        SignedDnsWorld dns = SignedDnsWorld.at(clock)
                .signed(
                        "qualified.test",
                        mailServer(),
                        address(1),
                        "@ TXT \"TLSA records follow when the port is known\"")
                .unsigned("mandatory.test", mailServer(), address(2))
                .unsigned("weak.test", mailServer(), address(3))
                .unsigned("static-rsa.test", mailServer(), address(4))
                .unsigned("plaintext.test", mailServer(), address(5))
                .flawed("bogus.test", new ZoneFlaw.EverySignatureCorrupt(), mailServer(), address(6))
                .unsigned(OWN, mailServer(), address(7))
                .unsigned("null-mx.test", "@ MX 0 .") // RFC 7505
                .unsigned("no-host.test", "@ TXT \"a name and nothing behind it\"")
                .unsigned("literal.test", "@ MX 10 " + host(1).getHostAddress() + ".")
                .unsigned("unreachable.test", mailServer(), address(NOBODY))
                .start();
        Map<String, SmtpSink> sinks = onOnePort(plans);
        int port = requireNonNull(sinks.get("qualified.test")).port();
        dns.add("qualified.test", Tlsa.line("_" + port + "._tcp.mx", 3, 1, 1, good.certificate()));
        return new World(root, dns, sinks);
    }

    private static InetAddress host(int number) {
        return Loopback.address(NETWORK, number);
    }

    private static String mailServer() {
        return "@ MX 10 mx";
    }

    private static String address(int number) {
        return "mx A " + host(number).getHostAddress();
    }

    /** The first takes a free port; if another is not free there, all try again. */
    private static Map<String, SmtpSink> onOnePort(Map<String, SmtpSinkBuilder> plans) {
        UncheckedIOException last = new UncheckedIOException(new IOException("no attempt was made"));
        for (int i = 0; i < ATTEMPTS; i++) {
            Map<String, SmtpSink> started = new LinkedHashMap<>();
            try {
                int port = 0;
                for (var plan : plans.entrySet()) {
                    SmtpSink sink = plan.getValue()
                            .port(port)
                            .named("mx." + plan.getKey())
                            .start();
                    started.put(plan.getKey(), sink);
                    port = sink.port();
                }
                return started;
            } catch (UncheckedIOException e) {
                last = e;
                started.values().forEach(SmtpSink::close);
            }
        }
        throw last;
    }

    SignedDnsWorld dns() {
        return dns;
    }

    public TestAuthority authority() {
        return authority;
    }

    /** The mail server of a domain. */
    public SmtpSink sink(String domain) {
        SmtpSink sink = sinks.get(domain);
        if (sink == null) {
            throw new DemoException("nobody serves " + domain);
        }
        return sink;
    }

    /** All mail servers by their domains, the organisation's own included. */
    Map<String, SmtpSink> sinks() {
        return Map.copyOf(sinks);
    }

    /** The port that all of them listen on. */
    public int port() {
        return sink(OWN).port();
    }

    /** Adds records to a zone that exists; signed if the zone is. */
    public void publish(String origin, String... lines) {
        dns.add(origin, lines);
    }

    InetSocketAddress resolver() {
        return dns.address();
    }

    @Override
    public void close() {
        sinks.values().forEach(SmtpSink::close);
        dns.close();
    }
}
