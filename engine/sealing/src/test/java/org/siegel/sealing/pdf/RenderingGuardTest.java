package org.siegel.sealing.pdf;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.junit.jupiter.api.Test;
import org.siegel.sealing.container.RenderingLimits;

class RenderingGuardTest {
    private static final RenderingLimits LIMITS = new RenderingLimits(Duration.ofSeconds(2), 2, 100, 100);

    private final Hand clock = new Hand();
    private final RenderingGuard guard = new RenderingGuard(LIMITS, clock);

    @Test
    void paintingIsStoppedWhenTheTimeIsUp() throws Exception {
        try (var document = new PDDocument()) {
            PDPage page = guard.pages().requestPage(document, 100, 100, 0, 0);
            assertThatCode(() -> paintOn(page)).doesNotThrowAnyException();
            clock.now = clock.now.plusSeconds(3);
            assertThatThrownBy(() -> paintOn(page)).isInstanceOf(RenderingGuard.Exhausted.class);
        }
    }

    @Test
    void layoutIsStoppedWhenTheTimeIsUp() {
        var breaker = guard.characters();
        breaker.setText("rechtzeitig");
        clock.now = clock.now.plusSeconds(3);
        assertThatThrownBy(() -> breaker.setText("zu spät")).isInstanceOf(RenderingGuard.Exhausted.class);
    }

    @Test
    void noMorePagesThanAllowed() throws Exception {
        try (var document = new PDDocument()) {
            guard.pages().requestPage(document, 100, 100, 0, 0);
            guard.pages().requestPage(document, 100, 100, 1, 0);
            assertThatThrownBy(() -> guard.pages().requestPage(document, 100, 100, 2, 0))
                    .isInstanceOf(RenderingGuard.Exhausted.class);
        }
    }

    private static void paintOn(PDPage page) {
        page.getResources().add(PDPropertyList.create(new COSDictionary()));
    }

    private static final class Hand extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
