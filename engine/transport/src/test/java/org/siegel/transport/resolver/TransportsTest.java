package org.siegel.transport.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.policy.DomainName;
import org.siegel.testing.Loopback;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.transport.smtp.Alarms;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The same question over every way; and what must not pass for its answer. */
class TransportsTest {
    private static final Clock CLOCK = Clock.systemUTC(); // the JDK's TLS has no other
    private static final TestAuthority AUTHORITY = TestAuthority.root(CLOCK);
    private static final DomainName NAME = DomainName.of("dns.resolver.test");

    private final Alarms alarms = new Alarms();
    private final ResolverSettings settings =
            new ResolverSettings(Duration.ofSeconds(20), TlsResolver.trusting(AUTHORITY), new SecureRandom(), alarms);
    private final SignedDnsWorld world = SignedDnsWorld.at(CLOCK)
            .signed("signed.test", "mx1 A 127.0.1.1", "big TXT " + ("\"" + "y".repeat(250) + "\" ").repeat(8))
            .start();
    private final List<AutoCloseable> open = new ArrayList<>(List.of(world, alarms));

    @AfterEach
    void stop() throws Exception {
        Collections.reverse(open);
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    private static Message query(String name, int type) {
        return Message.newQuery(Record.newRecord(Name.fromConstantString(name), type, DClass.IN));
    }

    private static void assertAnswers(RemoteResolver resolver) throws IOException {
        Message query = query("mx1.signed.test.", Type.A);
        Message answer = resolver.ask(query);
        assertThat(answer.getHeader().getID()).isEqualTo(query.getHeader().getID());
        assertThat(answer.getSection(Section.ANSWER).getFirst().rdataToString()).isEqualTo("127.0.1.1");
    }

    private RemoteResolver udp(InetSocketAddress address) {
        return settings.at(new ResolverAddress.Plain(address));
    }

    private RemoteResolver tls(Identity shown) {
        TlsResolver server = TlsResolver.before(world.address(), shown);
        open.add(server);
        return settings.at(new ResolverAddress.Tls(server.address(), NAME));
    }

    private interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    private RemoteResolver https(Identity shown, Answering answering) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(Loopback.address(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(shown.serverContext()));
        server.createContext("/dns-query", answering::answer);
        server.start();
        open.add(() -> server.stop(0));
        return settings.at(new ResolverAddress.Https(server.getAddress(), NAME, "/dns-query"));
    }

    private void proxy(HttpExchange exchange) throws IOException {
        Message answer =
                udp(world.address()).ask(new Message(exchange.getRequestBody().readAllBytes()));
        reply(exchange, 200, "application/dns-message", answer.toWire());
    }

    private static void reply(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void everyWayLeadsToTheSameAnswer() throws IOException {
        assertAnswers(udp(world.address()));
        assertAnswers(tls(AUTHORITY.issue("dns.resolver.test")));
        assertAnswers(https(AUTHORITY.issue("dns.resolver.test"), this::proxy));
    }

    @Test
    void whatDoesNotFitIntoAPacketComesOverTcp() throws IOException {
        Message answer = udp(world.address()).ask(query("big.signed.test.", Type.TXT));

        assertThat(answer.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(answer.getSection(Section.ANSWER)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.resolver.test", "*.test"})
    void aCertificateForAnotherNameIsNotAsked(String name) throws IOException {
        Identity other = AUTHORITY.issue(name);

        for (RemoteResolver resolver : List.of(tls(other), https(other, this::proxy))) {
            assertThatThrownBy(() -> resolver.ask(query("mx1.signed.test.", Type.A)))
                    .isInstanceOf(IOException.class)
                    .hasStackTraceContaining("not for dns.resolver.test");
        }
        assertThat(world.queries()).isZero();
    }

    @Test
    void aCertificateOfAStrangerIsNotAsked() throws IOException {
        Identity stranger = TestAuthority.root(CLOCK).issue("dns.resolver.test");

        for (RemoteResolver resolver : List.of(tls(stranger), https(stranger, this::proxy))) {
            assertThatThrownBy(() -> resolver.ask(query("mx1.signed.test.", Type.A)))
                    .isInstanceOf(IOException.class);
        }
        assertThat(world.queries()).isZero();
    }

    @Test
    void manyQuestionsShareOneConnection() throws Exception {
        TlsResolver server = TlsResolver.before(world.address(), AUTHORITY.issue("dns.resolver.test"));
        open.add(server);
        RemoteResolver resolver = settings.at(new ResolverAddress.Tls(server.address(), NAME));
        world.latency(Duration.ofMillis(5));
        List<Callable<Void>> questions = IntStream.range(0, 50)
                .<Callable<Void>>mapToObj(i -> () -> {
                    assertAnswers(resolver);
                    return null;
                })
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> asked : threads.invokeAll(questions)) {
                asked.get();
            }
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void aConnectionThatWasEndedIsFollowedByAnother() throws IOException {
        TlsResolver server = TlsResolver.before(world.address(), AUTHORITY.issue("dns.resolver.test"));
        open.add(server);
        RemoteResolver resolver = settings.at(new ResolverAddress.Tls(server.address(), NAME));
        assertAnswers(resolver);
        server.hangUp();

        assertAnswers(resolver);

        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void packetsThatAreNotTheAnswerArePassedOver() throws IOException {
        try (DatagramSocket liar = new DatagramSocket(new InetSocketAddress(Loopback.address(), 0))) {
            Thread.startVirtualThread(() -> lieThenAnswer(liar));

            assertAnswers(udp((InetSocketAddress) liar.getLocalSocketAddress()));
        }
    }

    private void lieThenAnswer(DatagramSocket liar) {
        try {
            DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
            liar.receive(packet);
            Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
            Message otherId = udp(world.address()).ask(query);
            otherId.getHeader().setID(query.getHeader().getID() ^ 1);
            Message otherName = udp(world.address()).ask(query("signed.test.", Type.A));
            otherName.getHeader().setID(query.getHeader().getID());
            Message right = udp(world.address()).ask(query);
            for (byte[] lie : List.of(
                    otherId.toWire(), otherName.toWire(), query.toWire(), new byte[] {1, 2, 3}, right.toWire())) {
                liar.send(new DatagramPacket(lie, lie.length, packet.getSocketAddress()));
            }
        } catch (IOException _closed) {
            // The test fails for want of an answer.
        }
    }

    @Test
    void whatIsNoAnswerOverHttpsIsAFailure() throws IOException {
        Identity good = AUTHORITY.issue("dns.resolver.test");
        Message other = query("signed.test.", Type.A);
        other.getHeader().setFlag(Flags.QR);
        other.getHeader().setID(0);
        List<Answering> wrong = List.of(
                exchange -> reply(exchange, 404, "application/dns-message", new byte[0]),
                exchange -> reply(exchange, 200, "text/html", new byte[20]),
                exchange -> reply(exchange, 200, "application/dns-message", new byte[70_000]),
                exchange -> reply(exchange, 200, "application/dns-message", other.toWire()),
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "/dns-query");
                    reply(exchange, 307, "application/dns-message", new byte[0]);
                });
        for (Answering answering : wrong) {
            assertThatThrownBy(() -> https(good, answering).ask(query("mx1.signed.test.", Type.A)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void whereNobodyListensTheFailureIsImmediate() throws IOException {
        InetSocketAddress nobody;
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(Loopback.address(), 0));
            nobody = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        for (ResolverAddress address : List.of(
                new ResolverAddress.Plain(nobody),
                new ResolverAddress.Tls(nobody, NAME),
                new ResolverAddress.Https(nobody, NAME, "/dns-query"))) {
            assertThatThrownBy(() -> settings.at(address).ask(query("mx1.signed.test.", Type.A)))
                    .isInstanceOf(IOException.class);
        }
    }
}
