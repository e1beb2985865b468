package org.siegel.sealing.container;

/**
 * Bytes that stand in the place of others of the same length in a file.
 *
 * @param at from the beginning of the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Patch(long at, byte[] bytes) {

    long end() {
        return at + bytes.length;
    }

    @Override
    public String toString() {
        return "Patch(" + bytes.length + " bytes at " + at + ")";
    }
}
