package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.bouncycastle.tls.ProtocolVersion;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.CertificatePlan;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.smtp.SmtpSink;
import org.siegel.testing.smtp.TlsSettings;
import org.siegel.transport.http.WebConnections;
import org.siegel.transport.revocation.FetchedLists;
import org.siegel.transport.revocation.HttpListFetcher;
import org.siegel.transport.revocation.Revocations;
import org.siegel.transport.route.AddressFilter;
import org.siegel.transport.smtp.Alarms;

/** A certificate that was revoked qualifies nobody; one of which nothing is known does. */
class RevokedTest {

    private static final String DOMAIN = "example.test";

    /** A web server at 127.0.7.1 that answers with one list. */
    private static final class ListServer implements AutoCloseable {
        private final ServerSocket socket;
        private final List<String> requests = new CopyOnWriteArrayList<>();
        private volatile byte[] list = new byte[0];

        ListServer() {
            try {
                socket = new ServerSocket(0, 50, Loopback.address(7, 1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.ofVirtual().start(this::serve);
        }

        private void serve() {
            while (true) {
                try (Socket client = socket.accept()) {
                    var in = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                    requests.add(in.readLine());
                    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                        // The rest of the head.
                    }
                    client.getOutputStream()
                            .write(("HTTP/1.1 200 OK\r\nContent-Length: " + list.length + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                    client.getOutputStream().write(list);
                } catch (IOException _closed) {
                    if (socket.isClosed()) {
                        return;
                    }
                }
            }
        }

        String url() {
            return "http://mx1.example.test:" + socket.getLocalPort() + "/1.crl";
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static CertificatePlan plan() {
        return Network.AUTHORITY.plan("mx1." + DOMAIN);
    }

    private static Network network(TlsSettings tls, Identity identity) {
        Network network = new Network();
        network.server(tls, identity);
        return network.zones(zones -> zones.signed(DOMAIN, "@ MX 10 mx1", "mx1 A 127.0.7.1"));
    }

    private static Network network(Identity identity) {
        return network(TlsSettings.modern(), identity);
    }

    private static Revocations fetching(Network network, AddressFilter filter, Alarms alarms) {
        return new Revocations(new FetchedLists(
                new HttpListFetcher(new WebConnections(network.validator(), filter, alarms)),
                Duration.ofSeconds(20),
                task -> Thread.ofVirtual().start(task),
                Network.CLOCK));
    }

    private static Finding revocation(Network network) {
        return network.deliver(DOMAIN, TransportGrade.MANDATORY).facts().orElseThrow().judgement().findings().stream()
                .filter(finding -> finding.criterion() == Criterion.REVOCATION)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutAnyProofTheMailGoesAndThatIsRecorded() {
        try (Network network = network(plan().issue())) {
            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);
            assertThat(revocation(network).status()).isEqualTo(Finding.Status.REPORTED);
            assertThat(revocation(network).detail()).contains("not known", "no OCSP response was stapled");
        }
    }

    @Test
    void aPromiseToStapleThatIsNotKeptIsRecorded() {
        try (Network network = network(plan().mustStaple().issue())) {
            assertThat(revocation(network).detail()).contains("although the certificate promises one");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS 1.2", "TLS 1.3"})
    void aStapledResponseIsAskedForAndCounts(String version) {
        TlsSettings tls = TlsSettings.modern()
                .withVersions(version.equals("TLS 1.2") ? ProtocolVersion.TLSv12 : ProtocolVersion.TLSv13);
        Identity identity = plan().issue();
        try (Network network = network(tls, identity)) {
            SmtpSink sink = network.sink(1);
            sink.staple(Network.AUTHORITY.ocsp(identity.certificate()).der());
            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);
            assertThat(revocation(network))
                    .returns(Finding.Status.PASSED, Finding::status)
                    .extracting(Finding::detail)
                    .asString()
                    .contains("stapled OCSP response of 2026-11-23T09:00:00Z");

            sink.staple(Network.AUTHORITY.ocsp(identity.certificate()).revoked().der());
            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED))
                    .isInstanceOfSatisfying(
                            Fate.GradeMissed.class,
                            missed -> assertThat(missed.words()).contains("was revoked on 2026-11-22T10:00:00Z"));
            assertThat(revocation(network).status()).isEqualTo(Finding.Status.FAILED);
        }
    }

    @Test
    void aListIsFetchedFromWhereTheCertificateSaysAndCounts() {
        try (ListServer lists = new ListServer();
                Alarms alarms = new Alarms()) {
            Identity identity = plan().listedAt(lists.url()).issue();
            try (Network network = network(identity)) {
                network.revocations(fetching(network, AddressFilter.any(), alarms));
                lists.list = Network.AUTHORITY
                        .list()
                        .revoking(identity.certificate())
                        .der();

                assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED))
                        .isInstanceOfSatisfying(
                                Fate.GradeMissed.class,
                                missed -> assertThat(missed.words()).contains("revoked", lists.url()));
                assertThat(network.fate(DOMAIN, TransportGrade.MANDATORY))
                        .as("nobody needs to be authenticated for it")
                        .isInstanceOf(Fate.Delivered.class);
                assertThat(lists.requests).containsExactly("GET /1.crl HTTP/1.1");
            }
        }
    }

    @Test
    void noListIsFetchedFromPrivateAddresses() {
        try (ListServer lists = new ListServer();
                Alarms alarms = new Alarms();
                Network network = network(plan().listedAt(lists.url()).issue())) {
            network.revocations(fetching(network, AddressFilter.publicOnly(), alarms));

            assertThat(revocation(network).detail()).contains("private or loopback");
            assertThat(lists.requests).isEmpty();
        }
    }

    /** Whoever publishes keys by DANE answers to no authority. */
    @Test
    @Tag("RFC7672-D19")
    void belowDaneRevocationDoesNotCount() {
        Identity identity = plan().issue();
        Supplier<Network> world = () -> {
            Network network = new Network();
            network.server(identity);
            return network.zones(
                    zones -> zones.signed(DOMAIN, "@ MX 10 mx1", "mx1 A 127.0.7.1", network.daneEe("mx1", identity)));
        };
        try (Network network = world.get()) {
            network.sink(1)
                    .staple(Network.AUTHORITY
                            .ocsp(identity.certificate())
                            .revoked()
                            .der());

            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);
        }
    }
}
