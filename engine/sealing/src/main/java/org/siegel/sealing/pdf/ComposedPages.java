package org.siegel.sealing.pdf;

import java.io.IOException;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.siegel.sealing.container.Enclosures;
import org.siegel.sealing.container.Note;

/**
 * Pages that wait for their files and their encryption.
 *
 * @param frameInk characters of our own frame: header lines, hints, list of files
 * @param bodyInk characters of the sender's text
 * @param footInk characters of the foot line without its numbers
 */
record ComposedPages(
        PDDocument document,
        Enclosures enclosures,
        Set<Note> notes,
        String title,
        long frameInk,
        long bodyInk,
        long footInk)
        implements AutoCloseable {

    /** Text may be hidden on purpose (previews, versions for phones), but not most of it. */
    private static final double LEAST_SHOWN = 0.4;

    /**
     * Compares what should be on the paper with what is.
     *
     * @param ink characters found on all pages
     */
    void requireShown(long ink, int pages) throws CannotShow {
        long foot = 0;
        for (int page = 1; page <= pages; page++) {
            foot += footInk
                    + Integer.toString(page).length()
                    + Integer.toString(pages).length();
        }
        if (ink - foot < frameInk + (long) Math.ceil(bodyInk * LEAST_SHOWN)) {
            throw new CannotShow("Most of the text lies beside the paper");
        }
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
