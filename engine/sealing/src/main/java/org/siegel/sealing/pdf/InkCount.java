package org.siegel.sealing.pdf;

import java.io.IOException;
import java.io.Writer;
import java.text.Normalizer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * Counts the characters that really lie on the pages. Hostile or clumsy layouts push text over the edge of the paper, where
 * nobody would miss it; then the words have to be shown without the layout.
 */
final class InkCount extends PDFTextStripper {

    /** In points; of larger letters the paper shows a detail. */
    private static final float LARGEST_LETTER = 300;

    private static final int ASCII = 0x7F;

    private long onPaper;

    private InkCount() {}

    /**
     * Characters that lie within their page, also those of the foot line.
     *
     * @param pages so many from the first
     */
    static long of(PDDocument document, int pages) throws IOException {
        var count = new InkCount();
        count.setEndPage(pages);
        count.writeText(document, Writer.nullWriter());
        return count.onPaper;
    }

    /** Characters of a text that leave ink; ligatures count as their letters. */
    static long of(String text) {
        if (text.length() == 1 && text.charAt(0) < ASCII) {
            return text.charAt(0) > ' ' ? 1 : 0; // almost always, and for each letter of a page
        }
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .filter(c -> !Character.isWhitespace(c)
                        && !Character.isSpaceChar(c)
                        && Character.getType(c) != Character.FORMAT)
                .count();
    }

    /** Counted only, not kept. */
    @Override
    protected void processTextPosition(TextPosition text) {
        boolean inside = text.getX() >= 0
                && text.getX() <= text.getPageWidth()
                && text.getY() >= 0
                && text.getY() <= text.getPageHeight()
                && text.getFontSizeInPt() <= LARGEST_LETTER;
        String unicode = text.getUnicode();
        if (inside && unicode != null) {
            onPaper += of(unicode);
        }
    }
}
