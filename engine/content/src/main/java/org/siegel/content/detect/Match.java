package org.siegel.content.detect;

/**
 * An identifier that was found.
 *
 * @param value in its canonical form, only to tell distinct values apart
 * @param end   of the text that it took
 */
record Match(String value, int end) {

    @Override
    public String toString() {
        return "Match up to " + end;
    }
}
