package org.siegel.content;

import org.siegel.content.detect.IdentifierScan;
import org.siegel.content.detect.Window;
import org.siegel.content.detect.WindowScanner;
import org.siegel.content.word.WordScan;

/** Identifiers and words in the same windows of text. */
record BothScans(IdentifierScan identifiers, WordScan words) implements WindowScanner {

    @Override
    public void scan(Window window) {
        identifiers.scan(window);
        words.scan(window);
    }

    @Override
    public void endOfText() {
        identifiers.endOfText();
        words.endOfText();
    }
}
