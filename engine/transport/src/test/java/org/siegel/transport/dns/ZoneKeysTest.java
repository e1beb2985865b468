package org.siegel.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.siegel.policy.DomainName;
import org.siegel.testing.FakeClock;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.transport.resolver.OverUdp;
import org.siegel.transport.smtp.Alarms;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DNSSEC.DNSSECException;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Beside dnsjava with the JDK: what a key of ours accepts, and what it refuses, is the same. */
class ZoneKeysTest {
    private static final Name ZONE = Name.fromConstantString("zone.test.");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant START = NOW.minus(Duration.ofDays(1));
    private static final Instant END = NOW.plus(Duration.ofDays(1));
    private static final BigInteger ORDER_256 =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private final ZoneKeys keys = new ZoneKeys();

    enum Kind {
        P256(DNSSEC.Algorithm.ECDSAP256SHA256, "EC", 256),
        P384(DNSSEC.Algorithm.ECDSAP384SHA384, "EC", 384),
        ED25519(DNSSEC.Algorithm.ED25519, "Ed25519", 0),
        ED448(DNSSEC.Algorithm.ED448, "Ed448", 0),
        RSA256(DNSSEC.Algorithm.RSASHA256, "RSA", 2048),
        RSA512(DNSSEC.Algorithm.RSASHA512, "RSA", 2048);

        private final int number;
        private final String name;
        private final int bits;

        Kind(int number, String name, int bits) {
            this.number = number;
            this.name = name;
            this.bits = bits;
        }

        boolean isTakenOver() {
            return !name.equals("RSA");
        }

        KeyPair pair() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(name);
                if (bits > 0) {
                    generator.initialize(bits);
                }
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A key, plain and taken over. */
    private final class Signer {
        final KeyPair pair;
        final DNSKEYRecord plain;
        final DNSKEYRecord fast;

        Signer(Kind kind) throws DNSSECException {
            pair = kind.pair();
            plain = new DNSKEYRecord(
                    ZONE,
                    DClass.IN,
                    300,
                    DNSKEYRecord.Flags.ZONE_KEY,
                    DNSKEYRecord.Protocol.DNSSEC,
                    kind.number,
                    pair.getPublic());
            fast = takenOver(plain);
        }

        RRSIGRecord sign(RRset set) throws DNSSECException {
            return DNSSEC.sign(set, plain, pair.getPrivate(), START, END);
        }
    }

    private DNSKEYRecord takenOver(DNSKEYRecord plain) {
        Message answer = new Message();
        answer.addRecord(plain, Section.ANSWER);
        return (DNSKEYRecord) keys.takenOver(answer).getSection(Section.ANSWER).getFirst();
    }

    private static boolean accepts(DNSKEYRecord key, RRset set, RRSIGRecord signature, Instant at) {
        try {
            DNSSEC.verify(set, signature, key, at);
            return true;
        } catch (DNSSECException _refused) {
            return false;
        }
    }

    private static RRset mailServers(Name owner) {
        return new RRset(
                new MXRecord(owner, DClass.IN, 300, 10, Name.fromConstantString("mx1.zone.test.")),
                new MXRecord(owner, DClass.IN, 300, 20, Name.fromConstantString("mx2.zone.test.")));
    }

    private static RRset mailServers() {
        return mailServers(Name.fromConstantString("mail.zone.test."));
    }

    private static RRSIGRecord with(RRSIGRecord good, byte[] signature) {
        return new RRSIGRecord(
                good.getName(),
                good.getDClass(),
                good.getTTL(),
                good.getTypeCovered(),
                good.getAlgorithm(),
                good.getOrigTTL(),
                good.getExpire(),
                good.getTimeSigned(),
                good.getFootprint(),
                good.getSigner(),
                signature);
    }

    @ParameterizedTest
    @EnumSource
    void aGoodSignatureIsAcceptedAndTheKeyIsTheSameRecord(Kind kind) throws Exception {
        Signer signer = new Signer(kind);
        RRSIGRecord signature = signer.sign(mailServers());

        assertThat(accepts(signer.plain, mailServers(), signature, NOW)).isTrue();
        assertThat(accepts(signer.fast, mailServers(), signature, NOW)).isTrue();
        assertThat(signer.fast).isEqualTo(signer.plain).hasToString(signer.plain.toString());
        assertThat(signer.fast.getFootprint()).isEqualTo(signer.plain.getFootprint());
        assertThat(signer.fast.getPublicKey() instanceof ZoneKey).isEqualTo(kind.isTakenOver());
    }

    @ParameterizedTest
    @EnumSource
    void anAlteredSignatureIsRefused(Kind kind) throws Exception {
        Signer signer = new Signer(kind);
        RRSIGRecord good = signer.sign(mailServers());
        for (byte[] odd : odd(good.getSignature())) {
            RRSIGRecord signature = with(good, odd);
            assertThat(accepts(signer.fast, mailServers(), signature, NOW))
                    .as(java.util.HexFormat.of().formatHex(odd))
                    .isFalse()
                    .isEqualTo(accepts(signer.plain, mailServers(), signature, NOW));
        }
    }

    /** One bit of each octet, and other lengths. */
    private static Iterable<byte[]> odd(byte[] good) {
        Stream<byte[]> bits = IntStream.range(0, good.length).mapToObj(i -> {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << i % 8);
            return bad;
        });
        byte[] doubled = Arrays.copyOf(good, 2 * good.length);
        System.arraycopy(good, 0, doubled, good.length, good.length);
        Stream<byte[]> lengths = Stream.of(
                new byte[0],
                new byte[1],
                Arrays.copyOf(good, good.length - 1),
                Arrays.copyOfRange(good, 1, good.length),
                Arrays.copyOf(good, good.length + 1),
                doubled,
                new byte[good.length]);
        return Stream.concat(bits, lengths).toList();
    }

    @Test
    void integersOutOfRangeAreRefusedAsTheJdkDoes() throws Exception {
        Signer signer = new Signer(Kind.P256);
        RRSIGRecord good = signer.sign(mailServers());
        byte[] signature = good.getSignature();
        BigInteger r = new BigInteger(1, Arrays.copyOf(signature, 32));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        BigInteger top = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
        BigInteger[] odd = {
            BigInteger.ZERO, BigInteger.ONE, r, s, ORDER_256.subtract(r), ORDER_256.subtract(s), ORDER_256, top
        };
        int accepted = 0;
        for (BigInteger first : odd) {
            for (BigInteger second : odd) {
                RRSIGRecord pair = with(good, joined(first, second));
                boolean isAccepted = accepts(signer.fast, mailServers(), pair, NOW);
                assertThat(isAccepted).isEqualTo(accepts(signer.plain, mailServers(), pair, NOW));
                accepted += isAccepted ? 1 : 0;
            }
        }
        assertThat(accepted).as("s, and the order less s").isEqualTo(2);
    }

    private static byte[] joined(BigInteger first, BigInteger second) {
        byte[] pair = new byte[64];
        for (int i = 0; i < 32; i++) {
            pair[31 - i] = first.shiftRight(8 * i).byteValue();
            pair[63 - i] = second.shiftRight(8 * i).byteValue();
        }
        return pair;
    }

    @ParameterizedTest
    @EnumSource
    void recordsAreComparedAsDnssecHasThem(Kind kind) throws Exception {
        Signer signer = new Signer(kind);
        Name star = Name.fromConstantString("*.zone.test.");
        RRSIGRecord plain = signer.sign(mailServers());
        RRSIGRecord wild = signer.sign(mailServers(star));
        RRset backwards = new RRset(mailServers().rrs(false).reversed().toArray(Record[]::new));
        RRset shorter = new RRset(mailServers().first());
        RRset aged = new RRset();
        mailServers()
                .rrs(false)
                .forEach(record -> aged.addRR(Record.newRecord(
                        record.getName(), record.getType(), record.getDClass(), 7, record.rdataToWireCanonical())));
        RRset address = new RRset(new ARecord(mailServers().getName(), DClass.IN, 300, new byte[] {127, 0, 0, 1}));
        RRset[] sets = {
            mailServers(),
            backwards,
            aged,
            shorter,
            address,
            mailServers(Name.fromConstantString("MAIL.zone.TEST.")),
            mailServers(Name.fromConstantString("other.zone.test.")),
            mailServers(Name.fromConstantString("deep.other.zone.test.")),
            mailServers(star),
            mailServers(ZONE),
        };
        int accepted = 0;
        for (RRset set : sets) {
            for (RRSIGRecord signature : new RRSIGRecord[] {plain, wild}) {
                for (Instant at : new Instant[] {NOW, START.minusSeconds(1), START, END, END.plusSeconds(1)}) {
                    boolean isAccepted = accepts(signer.fast, set, signature, at);
                    assertThat(isAccepted)
                            .as(set + " by " + signature + " at " + at)
                            .isEqualTo(accepts(signer.plain, set, signature, at));
                    accepted += isAccepted ? 1 : 0;
                }
            }
        }
        assertThat(accepted).as("some are good, most are not").isBetween(10, 40);
    }

    @ParameterizedTest
    @EnumSource
    void anotherKeysSignatureIsRefused(Kind kind) throws Exception {
        Signer signer = new Signer(kind);
        RRSIGRecord foreign = new Signer(kind).sign(mailServers());
        RRSIGRecord claimed = new RRSIGRecord(
                foreign.getName(),
                foreign.getDClass(),
                foreign.getTTL(),
                foreign.getTypeCovered(),
                foreign.getAlgorithm(),
                foreign.getOrigTTL(),
                foreign.getExpire(),
                foreign.getTimeSigned(),
                signer.plain.getFootprint(),
                foreign.getSigner(),
                foreign.getSignature());

        assertThat(accepts(signer.fast, mailServers(), claimed, NOW)).isFalse();
        assertThat(accepts(signer.fast, mailServers(), foreign, NOW)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "257, 2", "256, 0"})
    void aKeyThatIsNotForZonesIsRefused(int flags, int protocol) throws Exception {
        Signer signer = new Signer(Kind.P256);
        DNSKEYRecord odd = takenOver(new DNSKEYRecord(
                ZONE, DClass.IN, 300, flags, protocol, signer.plain.getAlgorithm(), signer.plain.getKey()));
        RRSIGRecord signature = DNSSEC.sign(mailServers(), odd, signer.pair.getPrivate(), START, END);

        assertThat(accepts(odd, mailServers(), signature, NOW)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "13, 64", "13, 63", "13, 65", "13, 0", "14, 96", "15, 32", "15, 31", "16, 57", "17, 64", "253, 10", "1, 9"
    })
    void octetsThatAreNoKeyOfItsAlgorithmAreLeftToDnsjava(int algorithm, int length) {
        DNSKEYRecord odd =
                new DNSKEYRecord(ZONE, DClass.IN, 300, DNSKEYRecord.Flags.ZONE_KEY, 3, algorithm, new byte[length]);

        assertThat(takenOver(odd)).isSameAs(odd);
    }

    @Test
    void aSignatureIsComputedWithOnce() throws Exception {
        Signer signer = new Signer(Kind.P256);
        RRSIGRecord good = signer.sign(mailServers());
        RRSIGRecord bad = with(good, new byte[64]);
        for (int i = 0; i < 10; i++) {
            assertThat(accepts(signer.fast, mailServers(), good, NOW)).isTrue();
            assertThat(accepts(signer.fast, mailServers(), bad, NOW)).isFalse();
        }
        assertThat(keys.checked()).isEqualTo(2);
        assertThat(accepts(signer.fast, mailServers(), good, END.plusSeconds(1)))
                .as("what is known of a signature does not make it valid any longer")
                .isFalse();
    }

    @Test
    void keysOfOthersDoNotComeHere() throws Exception {
        KeyPair pair = Kind.P256.pair();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(new byte[1]);
        byte[] made = signature.sign();
        signature.initVerify(pair.getPublic());
        signature.update(new byte[1]);

        assertThat(signature.verify(made)).isTrue();
        assertThat(signature.getProvider()).isNotInstanceOf(ZoneSignatures.class);
        Signature ours = Signature.getInstance("SHA256withECDSA", provider());
        assertThatThrownBy(() -> ours.initVerify(pair.getPublic())).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> ours.initSign(pair.getPrivate())).isInstanceOf(GeneralSecurityException.class);
    }

    private static java.security.Provider provider() {
        return Arrays.stream(java.security.Security.getProviders())
                .filter(ZoneSignatures.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theKeysOfAllZonesAboveANameAreCheckedOnce() {
        FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
        try (SignedDnsWorld world = SignedDnsWorld.at(clock)
                .signed("one.test", "@ MX 10 mx", "mx A 127.0.1.1")
                .signed("two.test", "@ MX 10 mx", "mx A 127.0.1.1")
                .start()) {
            DnsjavaValidator dns = new DnsjavaValidator(
                    new OverUdp(world.address(), Duration.ofSeconds(10), new Alarms()),
                    new TrustAnchors(String.join("\n", world.trustAnchors())),
                    clock,
                    Thread.ofVirtual().factory());

            assertThat(security(dns, "one.test", Type.MX)).isEqualTo("secure");
            assertThat(dns.signaturesChecked())
                    .as("keys of the root, of test, of one.test; both DS; MX")
                    .isEqualTo(6);
            assertThat(security(dns, "two.test", Type.MX)).isEqualTo("secure");
            assertThat(dns.signaturesChecked()).as("keys, DS, MX").isEqualTo(9);
            assertThat(security(dns, "mx.one.test", Type.A)).isEqualTo("secure");
            assertThat(dns.signaturesChecked()).isEqualTo(10);

            clock.advance(Duration.ofHours(2)); // every answer is asked for anew
            assertThat(security(dns, "one.test", Type.MX)).isEqualTo("secure");
            assertThat(dns.signaturesChecked()).isEqualTo(10);
        }
    }

    private static String security(DnsjavaValidator dns, String name, int type) {
        return dns.query(DomainName.of(name), type).securityLabel();
    }
}
