package org.siegel.content.mime;

import java.io.IOException;
import java.io.InputStream;

/**
 * Decodes base64 and goes on after padding and foreign characters, because what follows reaches the recipient too.
 * Remembers whether it met anything that is no base64.
 */
final class LenientBase64Stream extends InputStream {

    private static final int SKIP = -1;
    private static final int FOREIGN = -2;
    private static final int PAD = -3;
    private static final byte[] VALUES = values();

    private final InputStream in;
    private final byte[] encoded = new byte[4096];
    private int position;
    private int size;
    private int bits;
    private int bitCount;
    private boolean broken;

    LenientBase64Stream(InputStream in) {
        this.in = in;
    }

    boolean isBroken() {
        return broken;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int n = read(one, 0, 1);
        return n < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int written = 0;
        while (written < length) {
            if (position == size && !fill()) {
                break;
            }
            int value = VALUES[encoded[position++] & 0xFF];
            if (value >= 0) {
                bits = ((bits << 6) | value) & 0xFFFF;
                bitCount += 6;
                if (bitCount >= 8) {
                    bitCount -= 8;
                    target[offset + written++] = (byte) (bits >> bitCount);
                }
            } else if (value == PAD) {
                bitCount = 0;
            } else if (value == FOREIGN) {
                broken = true;
            }
        }
        return written == 0 && length > 0 ? -1 : written;
    }

    private boolean fill() throws IOException {
        position = 0;
        do {
            size = in.read(encoded, 0, encoded.length);
        } while (size == 0);
        if (size < 0) {
            size = 0;
            return false;
        }
        return true;
    }

    private static byte[] values() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        byte[] values = new byte[256];
        for (int i = 0; i < 256; i++) {
            values[i] = FOREIGN;
        }
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        values['='] = PAD;
        for (char blank : " \t\r\n".toCharArray()) {
            values[blank] = SKIP;
        }
        return values;
    }
}
