package org.siegel.sealing.pdf;

import com.openhtmltopdf.extend.FSTextBreaker;
import com.openhtmltopdf.pdfboxout.PageSupplier;
import java.text.BreakIterator;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.siegel.sealing.container.RenderingLimits;

/**
 * Stops a rendering that takes too long or too many pages. The layout engine cannot be interrupted, but laying out it asks for
 * line breaks and pages all the time, and painting for the resources of the page: there we look at the clock.
 */
final class RenderingGuard {

    private final Clock clock;
    private final Instant deadline;
    private final int mostPages;
    private int pages;

    RenderingGuard(RenderingLimits limits, Clock clock) {
        this.clock = clock;
        this.deadline = clock.instant().plus(limits.time());
        this.mostPages = limits.pages();
    }

    /** Thrown through the layout engine. */
    static final class Exhausted extends RuntimeException {
        Exhausted(String what) {
            super(what);
        }
    }

    FSTextBreaker guarded(FSTextBreaker breaker) {
        return new FSTextBreaker() {
            @Override
            public int next() {
                return breaker.next();
            }

            @Override
            public void setText(String text) {
                look();
                breaker.setText(text);
            }
        };
    }

    FSTextBreaker characters() {
        var iterator = BreakIterator.getCharacterInstance(Locale.ROOT);
        return guarded(new FSTextBreaker() {
            @Override
            public int next() {
                return iterator.next();
            }

            @Override
            public void setText(String text) {
                iterator.setText(text);
            }
        });
    }

    PageSupplier pages() {
        return (document, width, height, number, shadow) -> {
            look();
            if (++pages > mostPages) {
                throw new Exhausted("more than " + mostPages + " pages");
            }
            var page = new PDPage(new PDRectangle(width, height));
            page.setResources(new PDResources(new WatchedResources()));
            document.addPage(page);
            return page;
        };
    }

    /** Every piece of tagged text is entered among the resources of its page when it is painted. */
    private final class WatchedResources extends COSDictionary {
        @Override
        public COSDictionary getCOSDictionary(COSName kind) {
            look();
            return super.getCOSDictionary(kind);
        }
    }

    private void look() {
        if (clock.instant().isAfter(deadline)) {
            throw new Exhausted("time is up");
        }
    }
}
