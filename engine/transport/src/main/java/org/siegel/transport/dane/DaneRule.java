package org.siegel.transport.dane;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a TLSA lookup obliges a sender to do: one branch per outcome in RFC 7672 §2.2. */
public final class DaneRule {

    private DaneRule() {}

    /** The obligation that follows from the look-up. */
    public static TlsDemand demandFor(TlsaLookup lookup) {
        return switch (lookup) {
            case TlsaLookup.Secure(var _base, var records) -> demandFor(records);
            case TlsaLookup.None() -> new TlsDemand.None();
            // An attacker can cause a failure, so a failure must never lower the demand (RFC 7672 §2.1.2).
            case TlsaLookup.Failed(var _isBogus, var reason) -> new TlsDemand.SkipHost(reason);
        };
    }

    private static TlsDemand demandFor(List<TlsaRecord> records) {
        List<TlsaRecord> usable = records.stream().filter(TlsaRecord::isUsable).toList();
        return usable.isEmpty() ? new TlsDemand.Encrypted() : new TlsDemand.Authenticated(strongest(usable));
    }

    /** Digest agility: per usage and selector, only the full form and the strongest digest count (RFC 7671 §9). */
    private static List<TlsaRecord> strongest(List<TlsaRecord> usable) {
        Map<Integer, List<TlsaRecord>> groups =
                usable.stream().collect(Collectors.groupingBy(record -> record.usage() * 2 + record.selector()));
        List<TlsaRecord> kept = new ArrayList<>();
        for (List<TlsaRecord> group : groups.values()) {
            int best = group.stream()
                    .map(TlsaRecord::digestStrength)
                    .max(Comparator.naturalOrder())
                    .orElse(0);
            group.stream()
                    .filter(record -> record.isFull() || record.digestStrength() == best)
                    .forEach(kept::add);
        }
        return kept;
    }
}
