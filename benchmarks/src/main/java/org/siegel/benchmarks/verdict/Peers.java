package org.siegel.benchmarks.verdict;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.siegel.testing.Loopback;
import org.siegel.testing.dns.DnsWorldBuilder;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.pki.Tlsa;
import org.siegel.testing.smtp.SmtpSink;

/**
 * Many domains with their DNS and mail servers, in a process of their own, so that its processor time is not ours:
 * {@code signed0.test} and so on with DANE, {@code plain0.test} and so on without DNSSEC.
 */
final class Peers implements AutoCloseable {

    static final int SERVERS = 40;
    static final int NETWORK = 63;

    private final Process process;
    private final InetSocketAddress resolver;
    private final int port;

    private Peers(Process process, InetSocketAddress resolver, int port) {
        this.process = process;
        this.resolver = resolver;
        this.port = port;
    }

    /** Starts the process; its trust anchors are then in {@code folder}. */
    static Peers start(int domains, Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Peers.class.getName(),
                        Integer.toString(domains),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.US_ASCII);
        String line = said.readLine();
        if (line == null) {
            throw new IOException("The peers' process ended before it was ready");
        }
        String[] ports = line.split(" ", -1);
        return new Peers(
                process,
                new InetSocketAddress(Loopback.address(), Integer.parseInt(ports[0])),
                Integer.parseInt(ports[1]));
    }

    InetSocketAddress resolver() {
        return resolver;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** The process itself; ends with its input. */
    @AtTheEdge
    public static void main(String[] arguments) throws IOException {
        int domains = Integer.parseInt(arguments[0]);
        Clock clock = Clock.systemUTC();
        TestAuthority authority = TestAuthority.root(clock);
        Identity identity = authority.issue("mx.peers.test");
        List<SmtpSink> sinks = servers(identity);
        int port = sinks.getFirst().port();
        DnsWorldBuilder zones = SignedDnsWorld.at(clock);
        for (int i = 0; i < domains; i++) {
            String address = "mx A 127.0." + NETWORK + "." + (1 + i % SERVERS);
            zones.signed(
                            "signed" + i + ".test",
                            "@ MX 10 mx",
                            address,
                            Tlsa.line("_" + port + "._tcp.mx", 3, 1, 1, identity.certificate()))
                    .unsigned("plain" + i + ".test", "@ MX 10 mx", address);
        }
        try (SignedDnsWorld dns = zones.start()) {
            Files.write(Path.of(arguments[1], "anchors"), dns.trustAnchors());
            System.out.println(dns.address().getPort() + " " + port);
            BufferedReader end = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            while (end.readLine() != null) {
                // nothing is said to it
            }
        }
        sinks.forEach(SmtpSink::close);
    }

    /** All on one port, which the first finds. */
    private static List<SmtpSink> servers(Identity identity) {
        UncheckedIOException last = new UncheckedIOException(new IOException("not tried"));
        for (int attempt = 0; attempt < 20; attempt++) {
            List<SmtpSink> sinks = new ArrayList<>();
            try {
                for (int i = 1; i <= SERVERS; i++) {
                    sinks.add(SmtpSink.on(Loopback.address(NETWORK, i))
                            .port(sinks.isEmpty() ? 0 : sinks.getFirst().port())
                            .countingOnly()
                            .identity(identity)
                            .start());
                }
                return sinks;
            } catch (UncheckedIOException e) {
                last = e;
                sinks.forEach(SmtpSink::close);
            }
        }
        throw last;
    }
}
