package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** RFC 9562 §5.7 and §6.2. */
class EvidenceIdsTest {

    private final EvidenceIds ids = new EvidenceIds(new SecureRandom());

    @Test
    void idHoldsVersionVariantAndTheMillisecond() {
        UUID id = ids.next(Samples.NOON);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(Samples.NOON.toEpochMilli());
    }

    @Test
    void idsAscendWithinAMillisecondBeyondTheCounterAndWhenTheClockIsSetBack() {
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            all.add(ids.next(Samples.NOON.minusSeconds(i % 3)));
        }

        assertThat(all).isSorted().doesNotHaveDuplicates();
        assertThat(all.getFirst()).isGreaterThan(EvidenceIds.least(Samples.NOON));
    }

    @Test
    void leastIdIsBelowAllOfItsMillisecondAndAboveAllBefore() {
        UUID before = ids.next(Samples.NOON);
        Instant next = Samples.NOON.plusMillis(1);
        UUID after = ids.next(next);

        assertThat(EvidenceIds.least(next)).isBetween(before, after);
        assertThat(EvidenceIds.least(Instant.MIN)).isLessThan(before);
        assertThat(ids.next(next)).isGreaterThan(after);
    }
}
