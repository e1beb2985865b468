package org.siegel.content.detect;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012): a keyed hash of 64 bits, fast for short input. Without the 128-bit key nobody
 * can tell what was hashed, not even by trying all numbers.
 *
 * @param k0 first half of the key, little endian
 * @param k1 second half
 */
record SipHash(long k0, long k1) {

    /** The hash of characters, the lower eight bits of each as one byte. */
    long of(char[] chars, int length) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        int blocks = length >>> 3;
        for (int block = 0; block <= blocks; block++) {
            long m = block < blocks ? word(chars, block << 3, 8) : last(chars, length);
            v3 ^= m;
            for (int round = 0; round < 2; round++) {
                v0 += v1;
                v2 += v3;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v1;
                v0 += v3;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= m;
        }
        v2 ^= 0xff;
        for (int round = 0; round < 4; round++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static long last(char[] chars, int length) {
        int from = length & ~7;
        return ((long) length << 56) | word(chars, from, length - from);
    }

    private static long word(char[] chars, int from, int count) {
        long word = 0;
        for (int i = 0; i < count; i++) {
            word |= (chars[from + i] & 0xFFL) << (8 * i);
        }
        return word;
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "SipHash";
    }
}
