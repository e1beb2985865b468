package org.siegel.benchmarks.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.Loopback;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.pki.Tlsa;
import org.siegel.testing.smtp.SmtpSink;
import org.siegel.transport.delivery.Prediction;
import org.siegel.transport.delivery.Transport;
import org.xbill.DNS.Type;

/** One domain with two mail servers, everything one round trip away, and a gateway that knows nothing yet. */
final class ColdVerdicts implements AutoCloseable {

    static final Duration ROUND_TRIP = Duration.ofMillis(20);

    /** The look-ups in two; then TCP, banner, EHLO, STARTTLS, TLS 1.3, EHLO. */
    static final int FLOOR = 8;

    private static final String DOMAIN = "partner.test";

    private final Flights dnsFlights = new Flights(ROUND_TRIP);
    private final Flights smtpFlights = new Flights(ROUND_TRIP);
    private final Clock clock;
    private final Path folder;
    private final List<SmtpSink> sinks = new ArrayList<>();
    private final List<DistantServer> servers = new ArrayList<>();
    private final SignedDnsWorld dns;
    private final DistantResolver resolver;

    /**
     * One cold verdict.
     *
     * @param others round trips that are not DNS
     */
    record Cold(int look, int others, double millis) {}

    ColdVerdicts(Clock clock, Path folder) throws IOException {
        this.clock = clock;
        this.folder = folder;
        TestAuthority authority = TestAuthority.root(clock);
        List<String> records = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            String name = "mx" + i;
            Identity identity = authority.issue(name + "." + DOMAIN);
            SmtpSink sink =
                    SmtpSink.on(Loopback.address(62, i)).identity(identity).start();
            sinks.add(sink);
            DistantServer server = DistantServer.before(
                    sink.address(),
                    Loopback.address(61, i),
                    servers.isEmpty() ? 0 : servers.getFirst().port(),
                    smtpFlights);
            servers.add(server);
            records.add("@ MX " + i * 10 + " " + name);
            records.add(name + " A 127.0.61." + i);
            records.add(Tlsa.line("_" + server.port() + "._tcp." + name, 3, 1, 1, identity.certificate()));
        }
        dns = SignedDnsWorld.at(clock)
                .signed(DOMAIN, records.toArray(String[]::new))
                .start();
        Files.write(folder.resolve("anchors"), dns.trustAnchors());
        resolver = DistantResolver.before(dns.address(), dnsFlights);
    }

    Cold measure() {
        forget();
        Transport transport = transport();
        long begin = System.nanoTime();
        Prediction prediction = transport.predictions().of(DomainName.of(DOMAIN));
        double millis = (System.nanoTime() - begin) / 1e6;
        if (!(prediction instanceof Prediction.Known known) || known.grade() != TransportGrade.QUALIFIED) {
            throw new IllegalStateException("The domain should have qualified: " + prediction);
        }
        Cold cold = new Cold(dnsFlights.count(), smtpFlights.count(), millis);
        transport.delivery().endIdle();
        return cold;
    }

    /** How often the MX records were asked for, and how many connections were made, for that many requests at one time. */
    String simultaneous(int requests) throws Exception {
        forget();
        Transport transport = transport();
        DomainName domain = DomainName.of(DOMAIN);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Prediction>> asked = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                asked.add(threads.submit(() -> transport.predictions().of(domain)));
            }
            for (Future<Prediction> one : asked) {
                one.get();
            }
        }
        transport.delivery().endIdle();
        return String.format(
                Locale.ROOT,
                "MX records asked for %d time(s), %d connection(s) to two mail servers",
                dns.queries(DOMAIN, Type.MX),
                servers.stream().mapToInt(DistantServer::connections).sum());
    }

    private Transport transport() {
        return Gateway.cold(resolver.address(), servers.getFirst().port(), folder, clock);
    }

    private void forget() {
        servers.forEach(DistantServer::forget);
        dnsFlights.forget();
        smtpFlights.forget();
        dns.forgetQueries();
    }

    @Override
    public void close() throws IOException {
        resolver.close();
        for (DistantServer server : servers) {
            server.close();
        }
        sinks.forEach(SmtpSink::close);
        dns.close();
    }
}
