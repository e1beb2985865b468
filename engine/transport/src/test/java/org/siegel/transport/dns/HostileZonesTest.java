package org.siegel.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.policy.DomainName;
import org.siegel.testing.FakeClock;
import org.siegel.testing.Loopback;
import org.siegel.transport.dns.DnsAnswer.Security;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** Zones that are made to cost much, or to be misunderstood: what they cost is counted, and none gets an answer believed. */
class HostileZonesTest {
    private static final DomainName HOST = DomainName.of("host");
    private static final Name HOST_NAME = Name.fromConstantString("host.");
    /** The most that a look-up may compute with, beside what a good zone needs. */
    private static final int FEW = 12;

    private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
    private final RootZone zone = new RootZone(clock);
    private final DnsjavaValidator dns =
            new DnsjavaValidator(zone, zone.anchors(), clock, Thread.ofVirtual().factory());

    private static Record address(Name owner, int last) {
        InetAddress address = Loopback.address(1, last);
        return new ARecord(owner, DClass.IN, 300, address);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 150})
    void whatNsec3DeniesIsSecurelyAbsent(int iterations) {
        zone.absentByNsec3("host.", Type.A, iterations);

        assertThat(dns.query(HOST, Type.A))
                .isInstanceOfSatisfying(
                        DnsAnswer.Absent.class,
                        absent -> assertThat(absent.security()).isEqualTo(Security.SECURE));
    }

    /** RFC 9276 §3.2: such a proof proves nothing; but that the zone is signed is known, so nothing comes of it. */
    @ParameterizedTest
    @ValueSource(ints = {151, 500, 2_500, 65_535})
    void aDenialThatIsToCostMuchIsNotBelieved(int iterations) {
        zone.absentByNsec3("host.", Type.TLSA, iterations);

        assertThat(dns.query(HOST, Type.TLSA)).isInstanceOf(DnsAnswer.Failed.class);
        assertThat(dns.signaturesChecked()).isLessThanOrEqualTo(FEW);
    }

    /** Octets in another order have the same sum, so that all keys have one tag (CVE-2023-50387). */
    private static List<DNSKEYRecord> colliding(int count) {
        List<byte[]> words = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 16; i++) {
            byte[] word = new byte[2];
            random.nextBytes(word);
            words.add(word);
        }
        List<DNSKEYRecord> keys = new ArrayList<>();
        while (keys.size() < count) {
            Collections.shuffle(words, random);
            byte[] octets = new byte[Ed25519.PUBLIC_KEY_SIZE];
            for (int i = 0; i < octets.length; i++) {
                octets[i] = words.get(i / 2)[i % 2];
            }
            if (Ed25519.validatePublicKeyFull(octets, 0)) {
                keys.add(new DNSKEYRecord(
                        Name.root,
                        DClass.IN,
                        300,
                        DNSKEYRecord.Flags.ZONE_KEY,
                        DNSKEYRecord.Protocol.DNSSEC,
                        DNSSEC.Algorithm.ED25519,
                        octets));
            }
        }
        return keys;
    }

    private RRSIGRecord wrong(RRset set, DNSKEYRecord signer, int number) {
        RRSIGRecord good = zone.signature(set);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        signature[0] = (byte) number;
        return new RRSIGRecord(
                good.getName(),
                good.getDClass(),
                good.getTTL(),
                good.getTypeCovered(),
                signer.getAlgorithm(),
                good.getOrigTTL(),
                good.getExpire(),
                good.getTimeSigned(),
                signer.getFootprint(),
                good.getSigner(),
                signature);
    }

    @Test
    void manyKeysTimesManySignaturesAreNotAllTried() {
        List<DNSKEYRecord> keys = colliding(40);
        assertThat(keys.stream().map(DNSKEYRecord::getFootprint).distinct()).hasSize(1);
        zone.keys(keys);
        RRset set = new RRset(address(HOST_NAME, 1));
        zone.answer("host. A", answer -> {
            answer.addRecord(set.first(), Section.ANSWER);
            IntStream.range(0, 40)
                    .forEach(i -> answer.addRecord(wrong(set, keys.get(i % keys.size()), i), Section.ANSWER));
        });

        assertThat(dns.query(HOST, Type.A)).isInstanceOf(DnsAnswer.Failed.class);
        assertThat(dns.signaturesChecked()).as("of 1600").isLessThanOrEqualTo(FEW);
    }

    @Test
    void manySignaturesOverTheKeysThemselvesAreNotAllTried() {
        List<DNSKEYRecord> keys = colliding(20);
        RRset set = new RRset(keys.toArray(Record[]::new));
        zone.answer(". DNSKEY", answer -> {
            keys.forEach(key -> answer.addRecord(key, Section.ANSWER));
            IntStream.range(0, 60).forEach(i -> answer.addRecord(wrong(set, keys.getFirst(), i), Section.ANSWER));
        });
        zone.signed("host. A", address(HOST_NAME, 1));
        StringBuilder anchors = new StringBuilder();
        keys.forEach(key -> anchors.append(new DSRecord(Name.root, DClass.IN, 300, DNSSEC.Digest.SHA256, key))
                .append('\n'));
        DnsjavaValidator trusting = new DnsjavaValidator(
                zone,
                new TrustAnchors(anchors.toString()),
                clock,
                Thread.ofVirtual().factory());

        assertThat(trusting.query(HOST, Type.A)).isInstanceOf(DnsAnswer.Failed.class);
        assertThat(trusting.signaturesChecked())
                .as("of 20 x 60, for each of 20 anchors")
                .isLessThan(20 * FEW);
    }

    @Test
    void aHugeSetOfTextsIsOneAnswer() {
        String text = "x".repeat(250);
        Record[] texts = IntStream.range(0, 200)
                .mapToObj(i -> new TXTRecord(HOST_NAME, DClass.IN, 300, i + text))
                .toArray(Record[]::new);
        zone.signed("host. TXT", texts);

        assertThat(dns.query(HOST, Type.TXT))
                .isInstanceOfSatisfying(
                        DnsAnswer.Found.class,
                        found -> assertThat(found.records()).hasSize(200));
        assertThat(dns.signaturesChecked()).isEqualTo(2);
    }

    @Test
    void hugeAnswersAreNotRememberedByTheirNumber() {
        Upstream upstream = new Upstream(zone, new ZoneKeys(), Runnable::run, clock);
        String text = "x".repeat(250);
        int huge = 600;
        for (int i = 0; i < huge; i++) {
            Name name = Name.fromConstantString("host" + i + ".");
            zone.answer(
                    name + " TXT",
                    answer -> IntStream.range(0, 200)
                            .forEach(j ->
                                    answer.addRecord(new TXTRecord(name, DClass.IN, 300, j + text), Section.ANSWER)));
            upstream.fetch(name, Type.TXT).toCompletableFuture().join();
        }

        assertThat(zone.asked()).isEqualTo(huge);
        assertThat(upstream.remembered())
                .as("of " + huge * 50_000L)
                .isBetween(Upstream.REMEMBERED / 2, Upstream.REMEMBERED);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "17", "60"})
    void aRingOfAliasesIsLeft(int length) {
        zone.answer("host. A", answer -> {
            for (int i = 0; i < length; i++) {
                zone.addSigned(
                        answer, Section.ANSWER, new CNAMERecord(link(i), DClass.IN, 300, link((i + 1) % length)));
            }
        });

        assertThat(dns.query(HOST, Type.A)).isInstanceOf(DnsAnswer.Failed.class);
        assertThat(zone.asked()).isLessThan(200);
        assertThat(dns.signaturesChecked()).isLessThanOrEqualTo(length + 1L);
    }

    private static Name link(int number) {
        return Name.fromConstantString(number == 0 ? "host." : "link" + number + ".");
    }

    /** Each is signed well, but says nothing about the name that was asked for. */
    @Test
    @Tag("RFC7672-D1")
    void aSignedAnswerAboutAnotherNameSaysNothing() {
        Name other = Name.fromConstantString("other.");
        zone.signed("host. A", address(other, 1));
        zone.signed("host. MX", new MXRecord(other, DClass.IN, 300, 10, other));
        zone.signed("host. TXT", new TXTRecord(HOST_NAME, DClass.IN, 300, "right"));
        zone.answer("host. TLSA", answer -> zone.addSigned(answer, Section.ANSWER, address(HOST_NAME, 1)));
        zone.answer("host. AAAA", answer -> {
            zone.addSigned(answer, Section.ANSWER, new CNAMERecord(other, DClass.IN, 300, HOST_NAME));
            zone.addSigned(answer, Section.AUTHORITY, RootZone.soa());
        });

        for (int type : new int[] {Type.A, Type.MX, Type.TLSA, Type.AAAA}) {
            assertThat(dns.query(HOST, type)).as(Type.string(type)).isInstanceOf(DnsAnswer.Failed.class);
        }
        assertThat(dns.query(HOST, Type.TXT)).isInstanceOf(DnsAnswer.Found.class);
    }

    @Test
    void recordsOfOtherNamesBesideTheAnswerAreNotLearned() {
        Name other = Name.fromConstantString("other.");
        zone.answer("host. A", answer -> {
            zone.addSigned(answer, Section.ANSWER, address(HOST_NAME, 1));
            answer.addRecord(address(other, 66), Section.ADDITIONAL);
        });
        assertThat(dns.query(HOST, Type.A)).isInstanceOf(DnsAnswer.Found.class);
        zone.signed("other. A", address(other, 2));

        assertThat(dns.query(DomainName.of("other"), Type.A))
                .isInstanceOfSatisfying(
                        DnsAnswer.Found.class,
                        found -> assertThat(found.records()).containsExactly(address(other, 2)));
    }
}
