package org.siegel.sealing.container;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Compares what came out of a container with what went in, byte by byte. */
public final class SameBytes {

    private static final int CHUNK = 64 * 1024;

    private SameBytes() {}

    /**
     * Reads both to their ends, or to the first difference; closes neither.
     *
     * @throws IOException if one cannot be read
     */
    public static boolean in(InputStream one, InputStream other) throws IOException {
        byte[] ofOne = new byte[CHUNK];
        byte[] ofOther = new byte[CHUNK];
        while (true) {
            int length = one.readNBytes(ofOne, 0, CHUNK);
            int otherLength = other.readNBytes(ofOther, 0, CHUNK);
            if (!Arrays.equals(ofOne, 0, length, ofOther, 0, otherLength)) {
                return false;
            }
            if (length < CHUNK) {
                return true;
            }
        }
    }
}
