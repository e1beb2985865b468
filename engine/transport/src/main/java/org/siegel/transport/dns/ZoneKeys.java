package org.siegel.transport.dns;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC.DNSSECException;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * The keys of zones, taken apart once, and what signatures came to with them. dnsjava asks a key to check a signature
 * through the JDK, whose elliptic curves cost most of the time of a verdict, and asks for the same ones again and again.
 */
final class ZoneKeys {

    /** A few kilobytes each, with what is computed before. */
    private static final int KEYS = 2_000;
    /** About a hundred octets each. */
    private static final int CHECKS = 50_000;

    private final Cache<Kept, Optional<ZoneKey>> keys =
            Caffeine.newBuilder().maximumSize(KEYS).executor(Runnable::run).build();
    private final Cache<ByteBuffer, Boolean> known =
            Caffeine.newBuilder().maximumSize(CHECKS).executor(Runnable::run).build();
    private final AtomicLong checked = new AtomicLong();

    private record Kept(int algorithm, ByteBuffer octets) {}

    ZoneKeys() {
        ZoneSignatures.install();
    }

    /** How many signatures were computed with, and not found known. */
    long checked() {
        return checked.get();
    }

    /** The same answer; the validator gets the keys in it from here. */
    Message takenOver(Message answer) {
        for (Record record : List.copyOf(answer.getSection(Section.ANSWER))) {
            if (record instanceof DNSKEYRecord key && !(key instanceof Fast) && key(key).isPresent()) {
                answer.removeRecord(key, Section.ANSWER);
                answer.addRecord(new Fast(key), Section.ANSWER);
            }
        }
        return answer;
    }

    private Optional<ZoneKey> key(DNSKEYRecord record) {
        byte[] octets = record.getKey();
        return octets == null
                ? Optional.empty()
                : keys.get(new Kept(record.getAlgorithm(), ByteBuffer.wrap(octets)), kept -> parsed(kept, record));
    }

    private Optional<ZoneKey> parsed(Kept kept, DNSKEYRecord record) {
        return SignatureCheck.with(kept.algorithm(), kept.octets().array())
                .map(check -> new ZoneKey.Remembering(kept.algorithm(), kept.octets(), counted(check), known))
                .flatMap(check -> zoneKey(record, check));
    }

    private SignatureCheck counted(SignatureCheck check) {
        return (data, signature) -> {
            checked.incrementAndGet();
            return check.fits(data, signature);
        };
    }

    private static Optional<ZoneKey> zoneKey(DNSKEYRecord record, ZoneKey.Remembering check) {
        try {
            PublicKey plain = record instanceof Fast fast ? fast.plain() : record.getPublicKey();
            return Optional.of(
                    plain instanceof ECPublicKey curve ? new ZoneKey.Ecdsa(curve, check) : new ZoneKey.Edwards(check));
        } catch (DNSSECException _notAKeyForTheJdk) {
            return Optional.empty();
        }
    }

    /** Equal to the record that it was made of. */
    private final class Fast extends DNSKEYRecord {

        Fast(DNSKEYRecord plain) {
            super(
                    plain.getName(),
                    plain.getDClass(),
                    plain.getTTL(),
                    plain.getFlags(),
                    plain.getProtocol(),
                    plain.getAlgorithm(),
                    plain.getKey());
        }

        @Override
        public PublicKey getPublicKey() throws DNSSECException {
            PublicKey fast = key(this).orElse(null);
            return fast == null ? plain() : fast;
        }

        PublicKey plain() throws DNSSECException {
            return super.getPublicKey();
        }
    }
}
