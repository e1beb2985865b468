package org.siegel.content.detect;

/** Looks through one text after the other, each window by window. */
public interface WindowScanner {

    void scan(Window window);

    /** The text is complete; the next window begins another one. */
    void endOfText();
}
