package org.siegel.transport.corroboration;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.siegel.policy.DomainName;

/** Where it outlives a restart what was seen, shared by all nodes. What cannot be read or written is an exception. */
@FunctionalInterface
public interface SightingMemory {

    /**
     * Notes that all of these were seen, and tells of each since when. What was not seen for a long while counts as new.
     */
    Map<Sighting, Instant> note(DomainName domain, Set<Sighting> seen, Instant now);

    /** Remembers nothing: everything is seen for the first time. For a single look at a domain. */
    static SightingMemory none() {
        return (_domain, seen, now) -> {
            Map<Sighting, Instant> since = new HashMap<>();
            seen.forEach(sighting -> since.put(sighting, now));
            return since;
        };
    }
}
