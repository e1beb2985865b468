package org.siegel.testing.dns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * One zone, ready to answer: record sets in the canonical order of RFC 4034 §6.1, with an NSEC chain through them. It
 * does not change; another zone takes its place when records change.
 */
final class Zone {
    private final Name origin;
    private final @Nullable ZoneSigner signer;
    private final NavigableMap<Name, SequencedMap<Integer, RRset>> nodes = new TreeMap<>();

    /** A zone of these records; unsigned if the signer is null. */
    Zone(Name origin, @Nullable ZoneSigner signer, Iterable<Record> records) {
        this.origin = origin;
        this.signer = signer;
        records.forEach(this::put);
        if (signer != null) {
            put(signer.key().record());
            if (signer.signs()) {
                chain();
            }
        }
    }

    private void put(Record record) {
        nodes.computeIfAbsent(record.getName(), name -> new LinkedHashMap<>())
                .computeIfAbsent(record.getType(), type -> new RRset())
                .addRR(record);
    }

    private void chain() {
        for (Name name : List.copyOf(nodes.keySet())) {
            Name next = nodes.higherKey(name);
            put(new NSECRecord(name, DClass.IN, ZonePlan.TTL, next == null ? origin : next, typesAt(name)));
        }
    }

    private int[] typesAt(Name name) {
        return IntStream.concat(
                        nodes.getOrDefault(name, new LinkedHashMap<>()).keySet().stream()
                                .mapToInt(Integer::intValue),
                        IntStream.of(Type.NSEC, Type.RRSIG))
                .sorted()
                .toArray();
    }

    Name origin() {
        return origin;
    }

    Finding find(Name name, int type) {
        var node = nodes.get(name);
        if (node == null) {
            return exists(name) ? new Finding.NoData(noData(name)) : new Finding.NoName(noName(name));
        }
        RRset set = node.get(type);
        if (set != null) {
            return new Finding.Found(signed(set));
        }
        RRset cname = node.get(Type.CNAME);
        if (cname != null && cname.first() instanceof CNAMERecord alias) {
            return new Finding.Alias(signed(cname), alias.getTarget());
        }
        return new Finding.NoData(noData(name));
    }

    /** A name without records exists too if there is something below it: an empty non-terminal (RFC 4592 §2.2.2). */
    private boolean exists(Name name) {
        Name next = nodes.ceilingKey(name);
        return next != null && next.subdomain(name);
    }

    private List<RRset> noData(Name name) {
        return proof(List.of(name));
    }

    /** Two proofs are needed: neither the name nor a wildcard that could stand for it is there (RFC 4035 §3.1.3.2). */
    private List<RRset> noName(Name name) {
        Name encloser = new Name(name, 1);
        while (!exists(encloser)) {
            encloser = new Name(encloser, 1);
        }
        return proof(List.of(name, ZonePlan.relative("*", encloser)));
    }

    private List<RRset> proof(List<Name> absent) {
        var sets = new ArrayList<RRset>();
        sets.add(signed(at(origin, Type.SOA)));
        if (signer != null && signer.signs()) {
            absent.stream()
                    .map(nodes::floorKey)
                    .distinct()
                    .map(owner -> signed(at(owner, Type.NSEC)))
                    .forEach(sets::add);
        }
        return sets;
    }

    private RRset at(Name owner, int type) {
        var node = nodes.get(owner);
        RRset set = node == null ? null : node.get(type);
        if (set == null) {
            throw new IllegalStateException("zone " + origin + " lacks " + owner + " " + Type.string(type));
        }
        return set;
    }

    private RRset signed(RRset set) {
        return signer == null ? set : signer.sign(set);
    }
}
