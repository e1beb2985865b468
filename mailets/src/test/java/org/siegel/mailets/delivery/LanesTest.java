package org.siegel.mailets.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {

    @Test
    void aDestinationHasOnlySoManyMailsInHandAndOthersAreFree() {
        Lanes lanes = new Lanes();
        List<Lanes.Place> taken = new ArrayList<>();
        Lanes.Place place = lanes.enter("slow.test");
        while (place != null) {
            taken.add(place);
            place = lanes.enter("slow.test");
        }

        assertThat(taken).hasSize(1_000);
        assertThat(lanes.enter("other.test")).isNotNull();
        taken.removeLast().close();
        assertThat(lanes.enter("slow.test")).isNotNull();
    }

    @Test
    void aConnectionIsWaitedForAndGivenBack() throws InterruptedException {
        Lanes lanes = new Lanes();
        Lanes.Place first = lanes.enter("a.test");
        assertThat(first).isNotNull();
        for (int i = 0; i < 20; i++) {
            first.await();
        }
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                first.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(waiting.join(java.time.Duration.ofMillis(100))).isFalse();
        first.release();
        assertThat(waiting.join(java.time.Duration.ofSeconds(5))).isTrue();
    }
}
