package org.siegel.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.policy.DomainName;
import org.siegel.testing.FakeClock;
import org.siegel.testing.Loopback;
import org.siegel.testing.dns.DnsFault;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.transport.resolver.OverUdp;
import org.siegel.transport.smtp.Alarms;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Insecure is a claim like any other: nobody on the way may bring it about for a signed zone (RFC 4035 §4.3). */
class InsecurityTest {
    private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
    private final SignedDnsWorld world = SignedDnsWorld.at(clock)
            .signed("signed.test", "@ MX 10 mx1", "mx1 A 127.0.1.1", "alias CNAME mx1")
            .unsigned("plain.test", "@ MX 10 mx1", "mx1 A 127.0.1.2")
            .start();

    @AfterEach
    void stop() {
        world.close();
    }

    private DnsjavaValidator over(InetSocketAddress server) {
        return new DnsjavaValidator(
                new OverUdp(server, Duration.ofMillis(500), new Alarms()),
                new TrustAnchors(String.join("\n", world.trustAnchors())),
                clock,
                Thread.ofVirtual().factory());
    }

    private static DnsAnswer ask(DnsjavaValidator dns, String name, int type) {
        return dns.query(DomainName.of(name), type);
    }

    @ParameterizedTest
    @CsvSource({
        "signed.test, DNSKEY",
        "signed.test, DS",
        "test,        DNSKEY",
        "test,        DS",
        ".,           DNSKEY",
    })
    void keysThatDoNotComeDoNotMakeADenialInsecure(String name, String type) {
        world.fail(name, Type.value(type), new DnsFault.Silence());
        for (String absent : List.of("_25._tcp.mx1.signed.test", "mx1.signed.test", "alias.signed.test")) {
            assertThat(ask(over(world.address()), absent, Type.TLSA)).as(absent).isInstanceOf(DnsAnswer.Failed.class);
        }
    }

    @Test
    void aForgedRecordBesideASignedAnswerDoesNotMakeItInsecure() {
        try (Forger forger = new Forger(world.address(), answer -> {
            if (answer.getQuestion().getType() == Type.MX) {
                answer.addRecord(ns("plain.test."), Section.AUTHORITY);
            }
            return answer;
        })) {
            assertThat(ask(over(forger.address()), "signed.test", Type.MX).securityLabel())
                    .isNotEqualTo("insecure");
        }
    }

    @Test
    void aForgedRecordBesideASignedDenialDoesNotMakeItInsecure() {
        try (Forger forger = new Forger(world.address(), answer -> {
            if (answer.getQuestion().getType() == Type.TLSA) {
                answer.addRecord(ns("plain.test."), Section.AUTHORITY);
            }
            return answer;
        })) {
            assertThat(ask(over(forger.address()), "_25._tcp.mx1.signed.test", Type.TLSA)
                            .securityLabel())
                    .isNotEqualTo("insecure");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.NOERROR, Rcode.NXDOMAIN})
    void aDenialWithTheProofOfAnUnsignedZoneIsNotInsecure(int rcode) {
        try (Forger forger = new Forger(world.address(), answer -> {
            if (answer.getQuestion().getType() != Type.TLSA) {
                return answer;
            }
            answer.removeAllRecords(Section.ANSWER);
            answer.removeAllRecords(Section.AUTHORITY);
            answer.getHeader().setRcode(rcode);
            Name zone = Name.fromConstantString("plain.test.");
            answer.addRecord(new SOARecord(zone, DClass.IN, 300, zone, zone, 1, 1, 1, 1, 300), Section.AUTHORITY);
            return answer;
        })) {
            assertThat(ask(over(forger.address()), "_25._tcp.mx1.signed.test", Type.TLSA))
                    .isInstanceOf(DnsAnswer.Failed.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "signed.test,                 MX,    test.",
        "signed.test,                 MX,    plain.test.",
        "mx1.signed.test,             A,     plain.test.",
        "alias.signed.test,           A,     plain.test.",
        "_25._tcp.mx1.signed.test,    TLSA,  plain.test.",
    })
    void aForgedAnswerWithTheSignatureOfAnUnsignedZoneIsNotInsecure(String name, String type, String signer) {
        int asked = Type.value(type);
        try (Forger forger = new Forger(world.address(), answer -> {
            if (answer.getQuestion().getType() != asked) {
                return answer;
            }
            Name owner = answer.getQuestion().getName();
            answer.getHeader().setRcode(Rcode.NOERROR);
            answer.removeAllRecords(Section.ANSWER);
            answer.removeAllRecords(Section.AUTHORITY);
            answer.addRecord(
                    new CNAMERecord(owner, DClass.IN, 300, Name.fromConstantString("mx1.plain.test.")), Section.ANSWER);
            answer.addRecord(signature(owner, Name.fromConstantString(signer)), Section.ANSWER);
            return answer;
        })) {
            assertThat(ask(over(forger.address()), name, asked)).isInstanceOf(DnsAnswer.Failed.class);
        }
    }

    private RRSIGRecord signature(Name owner, Name signer) {
        return new RRSIGRecord(
                owner,
                DClass.IN,
                300,
                Type.CNAME,
                13,
                300,
                clock.instant().plusSeconds(1000),
                clock.instant().minusSeconds(1000),
                1,
                signer,
                new byte[64]);
    }

    @Test
    void aKeyOfTheRootServesAsAnchorToo() throws IOException {
        Message query = Message.newQuery(Record.newRecord(Name.root, Type.DNSKEY, DClass.IN));
        String key = new SimpleResolver(world.address())
                .send(query)
                .getSection(Section.ANSWER)
                .getFirst()
                .toString();
        DnsjavaValidator dns = new DnsjavaValidator(
                new OverUdp(world.address(), Duration.ofMillis(500), new Alarms()),
                new TrustAnchors(key),
                clock,
                Thread.ofVirtual().factory());

        assertThat(ask(dns, "signed.test", Type.MX).securityLabel()).isEqualTo("secure");
    }

    @Test
    void aDenialBehindAnAliasIntoAnUnsignedZoneIsInsecure() {
        world.add("signed.test", "far CNAME mx1.plain.test.");

        assertThat(ask(over(world.address()), "far.signed.test", Type.TLSA).securityLabel())
                .isEqualTo("insecure");
    }

    @Test
    void whatAResolverRefusesIsIndeterminateNotBogus() {
        world.fail("signed.test", Type.MX, DnsFault.SERVFAIL);

        assertThat(ask(over(world.address()), "signed.test", Type.MX).securityLabel())
                .isEqualTo("indeterminate");
    }

    @Test
    void anUnsignedZoneStaysInsecure() {
        DnsjavaValidator dns = over(world.address());

        assertThat(ask(dns, "plain.test", Type.MX).securityLabel()).isEqualTo("insecure");
        assertThat(ask(dns, "_25._tcp.mx1.plain.test", Type.TLSA).securityLabel())
                .isEqualTo("insecure");
    }

    private static Record ns(String zone) {
        return new NSRecord(
                Name.fromConstantString(zone), DClass.IN, 300, Name.fromConstantString("ns.elsewhere.invalid."));
    }

    /** Somebody on the way who changes answers; over TCP to the server, over UDP to the client. */
    private static final class Forger implements AutoCloseable {
        private final InetSocketAddress server;
        private final UnaryOperator<Message> change;
        private final DatagramSocket socket;

        Forger(InetSocketAddress server, UnaryOperator<Message> change) {
            this.server = server;
            this.change = change;
            try {
                this.socket = new DatagramSocket(new InetSocketAddress(Loopback.address(), 0));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.startVirtualThread(this::serve);
        }

        InetSocketAddress address() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        private void serve() {
            while (!socket.isClosed()) {
                DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                try {
                    socket.receive(packet);
                    byte[] answer = ask(Arrays.copyOf(packet.getData(), packet.getLength()));
                    byte[] forged = change.apply(new Message(answer)).toWire(65_535);
                    socket.send(new DatagramPacket(forged, forged.length, packet.getSocketAddress()));
                } catch (IOException _closedOrLost) {
                    // The loop's condition decides whether this was the end.
                }
            }
        }

        private byte[] ask(byte[] query) throws IOException {
            try (Socket upstream = new Socket(server.getAddress(), server.getPort())) {
                byte[] framed = new byte[query.length + 2];
                framed[0] = (byte) (query.length >> 8);
                framed[1] = (byte) query.length;
                System.arraycopy(query, 0, framed, 2, query.length);
                upstream.getOutputStream().write(framed);
                byte[] length = upstream.getInputStream().readNBytes(2);
                return upstream.getInputStream().readNBytes(((length[0] & 0xFF) << 8) | (length[1] & 0xFF));
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
