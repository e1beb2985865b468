package org.siegel.sealing.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SameBytesTest {

    private static final int CHUNK = 64 * 1024;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK})
    void onlyTheSameBytesInTheSameNumberAreTheSame(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        assertThat(same(bytes, bytes.clone())).isTrue();
        assertThat(same(bytes, Arrays.copyOf(bytes, length + 1))).isFalse();
        assertThat(same(Arrays.copyOf(bytes, length + CHUNK), bytes)).isFalse();
        for (int place : new int[] {0, length / 2, length - 1}) {
            if (place >= 0 && place < length) {
                byte[] changed = bytes.clone();
                changed[place] ^= 1;
                assertThat(same(bytes, changed)).as("changed at %d", place).isFalse();
            }
        }
    }

    /** The one comes in small pieces, as from a cipher. */
    private static boolean same(byte[] one, byte[] other) throws IOException {
        InputStream dripping = new FilterInputStream(new ByteArrayInputStream(one)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, 1_000));
            }
        };
        return SameBytes.in(dripping, new ByteArrayInputStream(other));
    }
}
