package org.siegel.testing.dns;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** All zones, with the delegations between them. Immutable: a change of records makes a new tree. */
final class ZoneTree {
    private final Map<Name, Zone> zones = new HashMap<>();

    ZoneTree(NavigableMap<Name, ZonePlan> plans, Clock clock) {
        var contents = new HashMap<Name, List<Record>>();
        plans.keySet().forEach(origin -> contents.put(origin, new ArrayList<>()));
        for (ZonePlan plan : plans.values()) {
            for (Record record : plan.records()) {
                listOf(contents, zoneOf(record.getName(), record.getType(), plans.keySet()))
                        .add(record);
            }
            if (!plan.origin().equals(Name.root)) {
                listOf(contents, zoneOf(plan.origin(), Type.DS, plans.keySet())).addAll(plan.delegation());
            }
        }
        plans.forEach((origin, plan) ->
                zones.put(origin, new Zone(origin, signer(plan.security(), clock), listOf(contents, origin))));
    }

    private static List<Record> listOf(Map<Name, List<Record>> contents, Name origin) {
        return contents.computeIfAbsent(origin, name -> new ArrayList<>());
    }

    private static @Nullable ZoneSigner signer(ZoneSecurity security, Clock clock) {
        return switch (security) {
            case ZoneSecurity.Unsigned() -> null;
            case ZoneSecurity.Signed(var key) -> new ZoneSigner(key, null, clock);
            case ZoneSecurity.Flawed(var key, var flaw) -> new ZoneSigner(key, flaw, clock);
        };
    }

    /** The zone that answers: the closest one upwards; for DS at a zone's apex its parent (RFC 4035 §3.1.4.1). */
    Finding find(Question question) {
        Zone zone = zones.get(zoneOf(question.name(), question.type(), zones.keySet()));
        if (zone == null) {
            throw new IllegalStateException("no zone above " + question);
        }
        return zone.find(question.name(), question.type());
    }

    static Name zoneOf(Name name, int type, Collection<Name> origins) {
        Name candidate = type == Type.DS && name.labels() > 1 ? new Name(name, 1) : name;
        while (!origins.contains(candidate) && candidate.labels() > 1) {
            candidate = new Name(candidate, 1);
        }
        return candidate;
    }
}
