package org.siegel.testing.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.siegel.testing.FakeClock;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** What a stub resolver sees on the wire, without validation. */
class DnsWireTest {
    private static final int WITHOUT_EDNS = -1;

    private final SignedDnsWorld world = SignedDnsWorld.at(FakeClock.at("2026-03-01T10:00:00Z"))
            .signed("qualified.test", "@ MX 10 mx1", "mx1 A 127.0.1.1")
            .signed("big.test", bigTxt())
            .start();

    @AfterEach
    void close() {
        world.close();
    }

    private static String[] bigTxt() {
        return IntStream.range(0, 30)
                .mapToObj(i -> "@ TXT \"" + i + "-" + "x".repeat(100) + "\"")
                .toArray(String[]::new);
    }

    private SimpleResolver stub() {
        var stub = new SimpleResolver(world.address());
        stub.setTimeout(Duration.ofSeconds(5));
        stub.setEDNS(WITHOUT_EDNS);
        return stub;
    }

    private static Message query(String name, int type) {
        return Message.newQuery(Record.newRecord(ZonePlan.absolute(name), type, DClass.IN));
    }

    private static Message withEdns(Message query, int size, int flags) {
        query.addRecord(new OPTRecord(size, 0, 0, flags), Section.ADDITIONAL);
        return query;
    }

    @Test
    void signaturesAreSentOnlyToThoseWhoAsk() throws IOException {
        Message plain = stub().send(query("qualified.test", Type.MX));
        assertThat(plain.getSection(Section.ANSWER)).extracting(Record::getType).containsExactly(Type.MX);
        assertThat(plain.getOPT()).isNull();

        Message signed = stub().send(withEdns(query("qualified.test", Type.MX), 4096, ExtendedFlags.DO));
        assertThat(signed.getSection(Section.ANSWER))
                .extracting(Record::getType)
                .containsExactly(Type.MX, Type.RRSIG);
        assertThat(signed.getOPT().getFlags()).isEqualTo(ExtendedFlags.DO);
        assertThat(signed.getHeader().getFlag(Flags.AD)).isFalse();
        assertThat(signed.getHeader().getFlag(Flags.RA)).isTrue();
    }

    @Test
    void denialCarriesTheSoaAndItsProofOnlyOnDemand() throws IOException {
        Message plain = stub().send(query("nobody.qualified.test", Type.MX));
        assertThat(plain.getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(plain.getSection(Section.AUTHORITY))
                .extracting(Record::getType)
                .containsExactly(Type.SOA);

        Message proven = stub().send(withEdns(query("nobody.qualified.test", Type.MX), 4096, ExtendedFlags.DO));
        assertThat(proven.getSection(Section.AUTHORITY))
                .extracting(Record::getType)
                .contains(Type.SOA, Type.NSEC, Type.RRSIG);
    }

    @Test
    void anAnswerTooLargeForUdpIsTruncatedAndCompleteOverTcp() throws IOException {
        var udpOnly = stub();
        udpOnly.setIgnoreTruncation(true);
        Message truncated = udpOnly.send(query("big.test", Type.TXT));
        assertThat(truncated.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(truncated.getSection(Section.ANSWER)).isEmpty();

        assertThat(udpOnly.send(withEdns(query("big.test", Type.TXT), 8192, 0)).getSection(Section.ANSWER))
                .as("over UDP to a client that takes 8 KiB")
                .hasSize(30);

        world.forgetQueries();
        Message complete = stub().send(query("big.test", Type.TXT));
        assertThat(complete.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(complete.getSection(Section.ANSWER)).hasSize(30);
        assertThat(world.queries("big.test", Type.TXT)).as("UDP, then TCP").isEqualTo(2);
    }

    @Test
    void faultsMeetOneQuestionUntilHealed() throws IOException {
        world.fail("mx1.qualified.test", Type.A, DnsFault.SERVFAIL);
        assertThat(stub().send(query("mx1.qualified.test", Type.A)).getRcode()).isEqualTo(Rcode.SERVFAIL);
        assertThat(stub().send(query("mx1.qualified.test", Type.AAAA)).getRcode())
                .isEqualTo(Rcode.NOERROR);

        world.fail("mx1.qualified.test", Type.A, DnsFault.NOTIMP);
        assertThat(stub().send(query("mx1.qualified.test", Type.A)).getRcode()).isEqualTo(Rcode.NOTIMP);

        world.fail("mx1.qualified.test", Type.A, new DnsFault.NoDataWithoutSoa());
        Message bare = stub().send(query("mx1.qualified.test", Type.A));
        assertThat(bare.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(bare.getSection(Section.ANSWER)).isEmpty();
        assertThat(bare.getSection(Section.AUTHORITY)).isEmpty();

        world.heal("mx1.qualified.test", Type.A);
        assertThat(stub().send(query("mx1.qualified.test", Type.A)).getSection(Section.ANSWER))
                .hasSize(1);
    }

    @Test
    void aSilentServerLetsTheClientWait() {
        world.fail("mx1.qualified.test", Type.A, new DnsFault.Silence());
        var impatient = stub();
        impatient.setTimeout(Duration.ofMillis(200));
        assertThatThrownBy(() -> impatient.send(query("mx1.qualified.test", Type.A)))
                .hasMessageContaining("Timed out");
    }

    @Test
    void aLateAnswerIsTheRightOneAndComesAfterTheDelay() throws IOException {
        world.fail("mx1.qualified.test", Type.A, new DnsFault.Late(Duration.ofMillis(150)));
        long start = System.nanoTime();
        assertThat(stub().send(query("mx1.qualified.test", Type.A)).getSection(Section.ANSWER))
                .hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void garbageCannotBeRead() {
        world.fail("mx1.qualified.test", Type.A, new DnsFault.Garbage());
        var stub = stub();
        stub.setTimeout(Duration.ofMillis(500));
        assertThatThrownBy(() -> stub.send(query("mx1.qualified.test", Type.A))).isInstanceOf(IOException.class);
    }

    @Test
    void queriesAreCountedAndListedInTheirOrder() throws IOException {
        stub().send(query("qualified.test", Type.MX));
        stub().send(query("MX1.Qualified.test", Type.A));
        stub().send(query("qualified.test", Type.MX));
        assertThat(world.queries()).isEqualTo(3);
        assertThat(world.queries("qualified.test", Type.MX)).isEqualTo(2);
        assertThat(world.questions())
                .containsExactly(Question.of("qualified.test", Type.MX), Question.of("mx1.qualified.test", Type.A));
    }

    @Test
    void aLineThatIsNoRecordIsRefusedWithItsZone() {
        assertThatThrownBy(() -> world.add("qualified.test", "mx1 A not-an-address"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("qualified.test.");
    }
}
