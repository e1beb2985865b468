package org.siegel.mailets.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final int PLACES = 100;

    private final AtomicLong nanos = new AtomicLong();
    private final Lanes lanes = new Lanes(PLACES, nanos::get);

    @Test
    void aSlowDestinationTakesHalfOfThePlacesAndOthersAreFree() {
        List<Lanes.Place> taken = fill("slow.test");

        assertThat(taken).hasSize(PLACES / 2);
        assertThat(lanes.enter("other.test")).isInstanceOf(Lanes.Place.class);
        taken.removeLast().close();
        taken.removeLast().close();
        assertThat(lanes.enter("slow.test")).isInstanceOf(Lanes.Place.class);
    }

    @Test
    void howeverManyAreSlowAnotherOneFindsAPlace() {
        for (int i = 0; i < 2 * PLACES; i++) {
            assertThat(fill("slow" + i + ".test")).isNotEmpty();
        }
    }

    @Test
    void whatFindsNoPlaceComesBackOneAfterTheOther() {
        fill("busy.test"); // the last that found no place is the first to come back

        assertThat(lanes.enter("busy.test")).isEqualTo(new Lanes.Full(Duration.ofMillis(1_020)));
        assertThat(lanes.enter("busy.test")).isEqualTo(new Lanes.Full(Duration.ofMillis(1_040)));
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(lanes.enter("busy.test")).isEqualTo(new Lanes.Full(Duration.ofSeconds(1)));
    }

    @Test
    void nothingIsSentAwayForLong() {
        fill("hanging.test");
        nanos.addAndGet(Duration.ofHours(1).toNanos());

        Lanes.Entry last = lanes.enter("hanging.test");
        for (int i = 0; i < 50_000; i++) {
            last = lanes.enter("hanging.test");
        }
        assertThat(last).isEqualTo(new Lanes.Full(Duration.ofMinutes(10)));
    }

    /** Until the lane is full. */
    private List<Lanes.Place> fill(String destination) {
        List<Lanes.Place> taken = new ArrayList<>();
        while (lanes.enter(destination) instanceof Lanes.Place place) {
            taken.add(place);
        }
        return taken;
    }
}
