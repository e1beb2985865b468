package org.siegel.testing.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** One zone as its owner wrote it: before delegations, denial of existence and signatures are added. */
record ZonePlan(Name origin, ZoneSecurity security, List<Record> records) {
    /** Seconds; short enough for nobody to wait for it, long enough for a cache to be seen at work. */
    static final long TTL = 300;

    /** Below .invalid, which nobody can look up (RFC 6761 §6.4): nobody is to follow the delegations. */
    private static final Name NAME_SERVER = Name.fromConstantString("ns.dns-world.invalid.");

    ZonePlan {
        records = List.copyOf(records);
    }

    static ZonePlan of(Name origin, ZoneSecurity security, List<Record> records) {
        var all = new ArrayList<Record>();
        all.add(new SOARecord(origin, DClass.IN, TTL, NAME_SERVER, NAME_SERVER, 1, 3600, 600, 86400, TTL));
        all.add(nameServer(origin));
        all.addAll(records);
        return new ZonePlan(origin, security, all);
    }

    private static Record nameServer(Name origin) {
        return new NSRecord(origin, DClass.IN, TTL, NAME_SERVER);
    }

    ZonePlan with(List<Record> more) {
        return new ZonePlan(
                origin, security, Stream.concat(records.stream(), more.stream()).toList());
    }

    ZonePlan without(Predicate<Record> unwanted) {
        return new ZonePlan(
                origin, security, records.stream().filter(unwanted.negate()).toList());
    }

    /** What the parent says about this zone: NS, and DS if the parent vouches for it. */
    List<Record> delegation() {
        return Stream.concat(Stream.<Record>of(nameServer(origin)), delegationSigner().stream())
                .toList();
    }

    /** The DS record that a validator may start from, if this is the root. */
    List<DSRecord> trustAnchors() {
        return delegationSigner();
    }

    private List<DSRecord> delegationSigner() {
        return switch (security) {
            case ZoneSecurity.Unsigned() -> List.of();
            case ZoneSecurity.Signed(var key) -> List.of(key.ds());
            case ZoneSecurity.Flawed(var key, var flaw) -> List.of(delegationSigner(key, flaw));
        };
    }

    private DSRecord delegationSigner(ZoneKey key, ZoneFlaw flaw) {
        if (flaw instanceof ZoneFlaw.ForeignDs) {
            return ZoneKey.generate(origin, DnsAlgorithm.ECDSAP256SHA256).ds();
        }
        return flaw instanceof ZoneFlaw.UnknownAlgorithm ? key.dsWithUnknownAlgorithm() : key.ds();
    }

    /** Reads the lines as a zone file with {@code $ORIGIN origin} and {@code $TTL 300} (RFC 1035 §5.1). */
    static List<Record> parse(Name origin, List<String> lines) {
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.US_ASCII);
        try (var master = new Master(new ByteArrayInputStream(text), origin, TTL)) {
            master.disableIncludes();
            var records = new ArrayList<Record>();
            for (Record next = master.nextRecord(); next != null; next = master.nextRecord()) {
                records.add(next);
            }
            return records;
        } catch (IOException e) {
            throw new IllegalArgumentException("no zone file for " + origin + ": " + e.getMessage(), e);
        }
    }

    /** The name, with or without a final dot. */
    static Name absolute(String name) {
        return relative(name, Name.root);
    }

    static Name relative(String name, Name origin) {
        try {
            return Name.fromString(name, origin);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("no DNS name: " + name, e);
        }
    }

    @Override
    public String toString() {
        return "zone " + origin + " with " + records.size() + " records of "
                + records.stream().map(r -> Type.string(r.getType())).distinct().toList();
    }
}
