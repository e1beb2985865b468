package org.siegel.testing.dns;

import java.security.KeyPair;
import java.security.PrivateKey;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC.DNSSECException;
import org.xbill.DNS.DNSSEC.Digest;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;

/** The one key of a zone, used both as key signing and as zone signing key (a CSK, RFC 6781 §3.1). */
final class ZoneKey {
    private static final int ZONE_KEY_AND_SECURE_ENTRY_POINT = 257;
    private static final int DNSSEC_PROTOCOL = 3;
    /** The last number that IANA keeps unassigned for zone signing. */
    private static final int UNASSIGNED_ALGORITHM = 200;

    private final PrivateKey privateKey;
    private final DNSKEYRecord record;

    private ZoneKey(PrivateKey privateKey, DNSKEYRecord record) {
        this.privateKey = privateKey;
        this.record = record;
    }

    static ZoneKey generate(Name zone, DnsAlgorithm algorithm) {
        KeyPair pair = algorithm.newKeyPair();
        try {
            return new ZoneKey(
                    pair.getPrivate(),
                    new DNSKEYRecord(
                            zone,
                            DClass.IN,
                            ZonePlan.TTL,
                            ZONE_KEY_AND_SECURE_ENTRY_POINT,
                            DNSSEC_PROTOCOL,
                            algorithm.number(),
                            pair.getPublic()));
        } catch (DNSSECException e) {
            throw new IllegalStateException("no DNSKEY record for " + zone + " with " + algorithm, e);
        }
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    DNSKEYRecord record() {
        return record;
    }

    DSRecord ds() {
        return new DSRecord(record.getName(), DClass.IN, ZonePlan.TTL, Digest.SHA256, record);
    }

    DSRecord dsWithUnknownAlgorithm() {
        DSRecord ds = ds();
        return new DSRecord(
                ds.getName(),
                DClass.IN,
                ZonePlan.TTL,
                ds.getFootprint(),
                UNASSIGNED_ALGORITHM,
                ds.getDigestID(),
                ds.getDigest());
    }
}
