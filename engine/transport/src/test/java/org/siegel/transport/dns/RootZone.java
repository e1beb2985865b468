package org.siegel.transport.dns;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.siegel.transport.resolver.RemoteResolver;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DNSSEC.DNSSECException;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A root zone whose owner, or somebody on the way from it, may put anything at all into its answers. */
final class RootZone implements RemoteResolver {

    private static final long TTL = 300;

    private final Clock clock;
    private final KeyPair pair;
    private final DNSKEYRecord key;
    private final ConcurrentMap<String, Consumer<Message>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    RootZone(Clock clock) {
        this.clock = clock;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            pair = generator.generateKeyPair();
            key = new DNSKEYRecord(
                    Name.root,
                    DClass.IN,
                    TTL,
                    DNSKEYRecord.Flags.ZONE_KEY | DNSKEYRecord.Flags.SEP_KEY,
                    DNSKEYRecord.Protocol.DNSSEC,
                    DNSSEC.Algorithm.ECDSAP256SHA256,
                    pair.getPublic());
        } catch (GeneralSecurityException | DNSSECException e) {
            throw new IllegalStateException(e);
        }
        keys(List.of());
    }

    /** The zone has these keys too. */
    void keys(List<? extends Record> more) {
        List<Record> all = new ArrayList<>(more);
        all.add(key);
        signed(". DNSKEY", all.toArray(Record[]::new));
    }

    TrustAnchors anchors() {
        return new TrustAnchors(new DSRecord(Name.root, DClass.IN, TTL, DNSSEC.Digest.SHA256, key).toString());
    }

    /** Questions are written as {@code name. TYPE}. */
    void answer(String question, Consumer<Message> content) {
        answers.put(question, content);
    }

    void signed(String question, Record... records) {
        answer(question, answer -> addSigned(answer, Section.ANSWER, records));
    }

    void addSigned(Message answer, int section, Record... records) {
        for (Record record : records) {
            answer.addRecord(record, section);
        }
        answer.addRecord(signature(new RRset(records)), section);
    }

    RRSIGRecord signature(RRset set) {
        Instant now = clock.instant();
        try {
            return DNSSEC.sign(
                    set, key, pair.getPrivate(), now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
        } catch (DNSSECException e) {
            throw new IllegalStateException(e);
        }
    }

    /** There is no such record at the name, as NSEC3 has it (RFC 5155 §7.2.3). */
    void absentByNsec3(String name, int type, int iterations) {
        answer(name + " " + Type.string(type), answer -> {
            addSigned(answer, Section.AUTHORITY, soa());
            addSigned(answer, Section.AUTHORITY, nsec3(name, iterations));
        });
    }

    static Record soa() {
        Name nobody = Name.fromConstantString("ns.invalid.");
        return new SOARecord(Name.root, DClass.IN, TTL, nobody, nobody, 1, 3600, 600, 86_400, TTL);
    }

    private static Record nsec3(String name, int iterations) {
        try {
            NSEC3Record parameters = new NSEC3Record(
                    Name.root,
                    DClass.IN,
                    TTL,
                    NSEC3Record.SHA1_DIGEST_ID,
                    0,
                    iterations,
                    null,
                    new byte[20],
                    new int[0]);
            byte[] hash = parameters.hashName(Name.fromString(name));
            byte[] next = hash.clone();
            next[19]++;
            Name owner = Name.fromString(
                    new org.xbill.DNS.utils.base32(org.xbill.DNS.utils.base32.Alphabet.BASE32HEX, false, false)
                            .toString(hash),
                    Name.root);
            return new NSEC3Record(
                    owner, DClass.IN, TTL, NSEC3Record.SHA1_DIGEST_ID, 0, iterations, null, next, new int[] {
                        Type.MX, Type.RRSIG
                    });
        } catch (java.io.IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    int asked() {
        return asked.get();
    }

    @Override
    public String name() {
        return "a root zone";
    }

    @Override
    public Message ask(Message query) throws java.io.IOException {
        asked.incrementAndGet();
        Record question = query.getQuestion();
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        Consumer<Message> content = answers.get(question.getName() + " " + Type.string(question.getType()));
        if (content == null) {
            answer.getHeader().setRcode(Rcode.REFUSED);
        } else {
            content.accept(answer);
        }
        return new Message(answer.toWire(65_535)); // as it comes from the wire
    }
}
