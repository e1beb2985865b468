package org.siegel.transport.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.siegel.policy.CorroborationRules;
import org.siegel.policy.DomainName;
import org.siegel.policy.MxTrust;
import org.siegel.policy.PinnedMx;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.TransportRules;
import org.siegel.testing.FakeClock;
import org.siegel.testing.Loopback;
import org.siegel.testing.dns.DnsWorldBuilder;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.KeyKind;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.pki.Tlsa;
import org.siegel.testing.smtp.SmtpSink;
import org.siegel.testing.smtp.TlsSettings;
import org.siegel.transport.corroboration.CorroborationSource;
import org.siegel.transport.corroboration.Corroborator;
import org.siegel.transport.corroboration.SightingMemory;
import org.siegel.transport.dns.DnsjavaValidator;
import org.siegel.transport.dns.TrustAnchors;
import org.siegel.transport.downgrade.GradeMemory;
import org.siegel.transport.downgrade.GradeWatch;
import org.siegel.transport.mtasts.HttpsPolicyFetcher;
import org.siegel.transport.mtasts.PolicyMemory;
import org.siegel.transport.mtasts.PolicyServer;
import org.siegel.transport.mtasts.StsPolicies;
import org.siegel.transport.mtasts.StsSource;
import org.siegel.transport.resolver.OverUdp;
import org.siegel.transport.resolver.RemoteResolver;
import org.siegel.transport.revocation.Revocations;
import org.siegel.transport.route.AddressFilter;
import org.siegel.transport.smtp.Alarms;
import org.siegel.transport.smtp.Envelope;
import org.siegel.transport.smtp.LongLines;
import org.siegel.transport.smtp.Mailbox;
import org.siegel.transport.smtp.OutgoingMessage;
import org.siegel.transport.smtp.Recipient;
import org.siegel.transport.smtp.SmtpClient;
import org.siegel.transport.smtp.SmtpTimeouts;
import org.siegel.transport.tls.PkixVerifier;
import org.siegel.transport.tlsrpt.TlsSession;

/**
 * A small internet on loopback: mail servers at 127.0.7.1 and up, all on one port, a signed DNS tree that leads to them,
 * and us. First the servers, then {@link #zones}, then everything else.
 */
final class Network implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final FakeClock CLOCK = FakeClock.at("2026-11-23T10:00:00Z");
    static final TestAuthority AUTHORITY = TestAuthority.root(CLOCK);
    static final Identity RSA =
            AUTHORITY.plan("mx1.weak.test").key(KeyKind.rsa(2048)).issue();

    private static final int NETWORK = 7;

    private final List<SmtpSink> sinks = new ArrayList<>();
    private final Alarms alarms = new Alarms();
    private final List<PinnedMx> pinned = new ArrayList<>();
    private Set<MxTrust> trusted = Set.of(MxTrust.DNSSEC);
    private AddressFilter filter = AddressFilter.any();
    private Duration each = PATIENCE;
    private ReuseLimits reuse = new ReuseLimits(1, Duration.ZERO, Duration.ofSeconds(10), 0, 0);
    private final Map<String, String> passwords = new HashMap<>();
    private Revocations revocations = Revocations.staplesOnly();
    private final Queue<TlsSession> sessions = new ConcurrentLinkedQueue<>();
    private int port;
    private String profile = "bsi-practical";
    private Optional<SignedDnsWorld> dns = Optional.empty();
    private List<RemoteResolver> perspectives = List.of();
    private Optional<PolicyServer> policyHost = Optional.empty();
    private GradeWatch watch = GradeWatch.none(CLOCK);
    private ProbeLimits limits = ProbeLimits.STANDARD;
    private Optional<Transport> transport = Optional.empty();

    /** The servers that come now know this user. */
    Network knowing(String user, String password) {
        passwords.put(user, password);
        return this;
    }

    /** A server with the next address; the first one has 127.0.7.1. */
    SmtpSink server(TlsSettings tls, Identity... identities) {
        var builder = SmtpSink.on(Loopback.address(NETWORK, sinks.size() + 1))
                .port(port)
                .extensions("PIPELINING", "SIZE 104857600", "8BITMIME", "SMTPUTF8", "DSN", "ENHANCEDSTATUSCODES")
                .tls(tls);
        Stream.of(identities).forEach(builder::identity);
        passwords.forEach(builder::user);
        SmtpSink sink = builder.start();
        sinks.add(sink);
        port = sink.port();
        return sink;
    }

    SmtpSink server(Identity identity) {
        return server(TlsSettings.modern(), identity);
    }

    int port() {
        return port;
    }

    /** Servers that are not ours listen on this port. */
    Network at(int foreignPort) {
        port = foreignPort;
        return this;
    }

    /** The profile for qualified transfer. */
    Network judging(String name) {
        profile = name;
        return this;
    }

    /** A line of a zone: the server's key by its digest. */
    String daneEe(String host, Identity identity) {
        return Tlsa.line("_" + port + "._tcp." + host, 3, 1, 1, identity.certificate());
    }

    Network zones(UnaryOperator<DnsWorldBuilder> zones) {
        dns = Optional.of(zones.apply(SignedDnsWorld.at(CLOCK)).start());
        return this;
    }

    /** The one server {@code mx1} of one signed domain, bound by DANE. */
    static Network qualified(String domain) {
        Network network = new Network();
        Identity identity = AUTHORITY.issue("mx1." + domain);
        network.server(identity);
        return network.zones(
                zones -> zones.signed(domain, "@ MX 10 mx1", "mx1 A 127.0.7.1", network.daneEe("mx1", identity)));
    }

    /** The one server {@code mx1} of one unsigned domain. */
    static Network unsigned(String domain, TlsSettings tls, Identity... identities) {
        Network network = new Network();
        network.server(tls, identities);
        return network.zones(zones -> zones.unsigned(domain, "@ MX 10 mx1", "mx1 A 127.0.7.1"));
    }

    /** Two servers of one signed domain, {@code mx1} preferred, both bound by DANE. */
    static Network twoServers(String domain) {
        Network network = new Network();
        Identity first = AUTHORITY.issue("mx1." + domain);
        Identity second = AUTHORITY.issue("mx2." + domain);
        network.server(first);
        network.server(second);
        return network.zones(zones -> zones.signed(
                domain,
                "@ MX 10 mx1",
                "@ MX 20 mx2",
                "mx1 A 127.0.7.1",
                "mx2 A 127.0.7.2",
                network.daneEe("mx1", first),
                network.daneEe("mx2", second)));
    }

    Network pinning(String domain, String host) {
        trusted = Set.of(MxTrust.DNSSEC, MxTrust.PINNED);
        pinned.add(new PinnedMx(
                DomainName.of(domain), Set.of(DomainName.of(host)), "by telephone", LocalDate.of(2026, 11, 23)));
        return this;
    }

    Network limited(ProbeLimits newLimits) {
        limits = newLimits;
        return this;
    }

    /** Remembers what it sees of domains. */
    Network remembering(GradeMemory memory) {
        watch = new GradeWatch(memory, "bsi-practical", () -> {}, CLOCK);
        return this;
    }

    Network publicAddressesOnly() {
        filter = AddressFilter.publicOnly();
        return this;
    }

    /** Without this each connection carries one mail. */
    Network reusing(ReuseLimits limits) {
        reuse = limits;
        return this;
    }

    /** How long each step may take. */
    Network hurried(Duration step) {
        each = step;
        return this;
    }

    /** What was told of TLS so far. */
    List<TlsSession> sessions() {
        return List.copyOf(sessions);
    }

    SignedDnsWorld dns() {
        return dns.orElseThrow();
    }

    SmtpSink sink(int number) {
        return sinks.get(number - 1);
    }

    Transport transport() {
        if (transport.isEmpty()) {
            transport = Optional.of(build());
        }
        return transport.get();
    }

    private Transport build() {
        return Transport.of(
                new TransportRules(profile, trusted, pinned, TransportGrade.MANDATORY, Duration.ofDays(1)),
                new TransportSettings(
                        port, filter, Optional.empty(), each, each, Duration.ofMinutes(30), limits, reuse),
                validator(),
                new SmtpClient("mail.siegel.test", SmtpTimeouts.allOf(each), LongLines.REFUSE, alarms),
                roots(),
                sts(),
                corroboration(),
                revocations,
                watch,
                sessions::add,
                new SecureRandom(),
                CLOCK);
    }

    /** A web server that shows this identity and publishes the policy; from it policies are fetched. */
    Network policyHost(Identity identity, String policy) {
        policyHost = Optional.of(PolicyServer.showing(identity).publishing(policy));
        return this;
    }

    /** What makes MX names forgery-proof. */
    Network trusting(MxTrust... trusts) {
        trusted = Set.of(trusts);
        return this;
    }

    Network pinning(PinnedMx pin) {
        pinned.add(pin);
        return this;
    }

    /** What is asked about the revocation of certificates. */
    Network revocations(Revocations asked) {
        revocations = asked;
        return this;
    }

    DnsjavaValidator validator() {
        return new DnsjavaValidator(
                new OverUdp(dns().address(), Duration.ofSeconds(2), new Alarms()),
                new TrustAnchors(String.join("\n", dns().trustAnchors())),
                CLOCK,
                Thread.ofVirtual().factory());
    }

    /** These resolvers are asked, all of them must agree, and what they see counts at once. */
    Network perspectives(RemoteResolver... resolvers) {
        perspectives = List.of(resolvers);
        return trusting(MxTrust.DNSSEC, MxTrust.CORROBORATED);
    }

    private CorroborationSource corroboration() {
        return perspectives.isEmpty()
                ? CorroborationSource.none()
                : new Corroborator(
                        perspectives,
                        new CorroborationRules(perspectives.size(), Duration.ZERO),
                        SightingMemory.none(),
                        task -> Thread.ofVirtual().start(task),
                        CLOCK);
    }

    private StsSource sts() {
        return policyHost
                .<StsSource>map(host -> new StsPolicies(
                        validator(),
                        new HttpsPolicyFetcher(
                                validator(),
                                roots(),
                                new HttpsPolicyFetcher.Limits(host.port(), filter, true, PATIENCE),
                                alarms,
                                new SecureRandom(),
                                CLOCK),
                        PolicyMemory.none(),
                        task -> Thread.ofVirtual().start(task),
                        new SecureRandom(),
                        CLOCK))
                .orElseGet(StsSource::none);
    }

    private static PkixVerifier roots() {
        try {
            Path file = Files.createTempFile("roots", ".pem");
            try {
                return PkixVerifier.withRoots(AUTHORITY.writeRootPem(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Prediction predict(String domain) {
        return transport().predictions().of(DomainName.of(domain));
    }

    DeliveryReport deliver(String domain, TransportGrade demand, String... recipients) {
        return deliver(new Destination.Domain(DomainName.of(domain)), demand, recipients);
    }

    DeliveryReport deliver(Destination destination, TransportGrade demand, String... recipients) {
        return deliver(transport().delivery(), destination, demand, recipients);
    }

    DeliveryReport deliver(
            StrictDelivery delivery, Destination destination, TransportGrade demand, String... recipients) {
        String[] addresses = recipients.length == 0 ? new String[] {"rita@example.test"} : recipients;
        try {
            return delivery.deliver(
                    destination,
                    demand,
                    Envelope.of(
                            new Mailbox("sam@siegel.test"),
                            Stream.of(addresses)
                                    .map(address -> Recipient.of(new Mailbox(address)))
                                    .toList()),
                    OutgoingMessage.examine(() -> new ByteArrayInputStream(
                            "Subject: hello\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DeliveryReport deliver(Destination destination, TransportGrade demand, Envelope envelope, String message) {
        try {
            return transport()
                    .delivery()
                    .deliver(
                            destination,
                            demand,
                            envelope,
                            OutgoingMessage.examine(
                                    () -> new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fate of the only recipient. */
    Fate fate(String domain, TransportGrade demand) {
        return deliver(domain, demand).results().getFirst().fate();
    }

    /** Fails if any server saw as much as the beginning of a mail. */
    void assertNothingWasSent() {
        for (SmtpSink sink : sinks) {
            assertNothingWasSent(sink);
        }
    }

    static void assertNothingWasSent(SmtpSink sink) {
        for (var connection : sink.awaitConnections(0, PATIENCE)) {
            if (connection.commands().stream().anyMatch(command -> command.startsWith("MAIL"))
                    || connection.cleartext().contains("MAIL")) {
                throw new AssertionError(connection + " saw " + connection.commands());
            }
        }
        if (!sink.messages().isEmpty()) {
            throw new AssertionError(sink.address() + " accepted " + sink.messages());
        }
    }

    @Override
    public void close() {
        sinks.forEach(SmtpSink::close);
        policyHost.ifPresent(PolicyServer::close);
        dns.ifPresent(SignedDnsWorld::close);
        alarms.close();
    }
}
