package org.siegel.sealing.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadTest {

    private static final int CHUNK = 256 * 1024;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK, 10 * CHUNK, 10 * CHUNK + 77})
    void theSameBytesComeOutInTheSameOrder(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        for (long expected : new long[] {length, Long.MAX_VALUE}) {
            try (var in = ReadAhead.of(new ByteArrayInputStream(bytes), expected)) {
                assertThat(in.readAllBytes()).isEqualTo(bytes);
                assertThat(in.read()).isEqualTo(-1);
            }
        }
        try (var in = ReadAhead.of(new ByteArrayInputStream(bytes), Long.MAX_VALUE)) {
            for (int i = 0; i < Math.min(length, 9); i++) {
                assertThat(in.read()).isEqualTo(bytes[i] & 0xFF);
            }
        }
    }

    /** Without end; fails where it is told to. */
    private static final class Source extends InputStream {

        private final AtomicBoolean closed = new AtomicBoolean();
        private final long failsAt;
        private long read;

        Source(long failsAt) {
            this.failsAt = failsAt;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (closed.get()) {
                throw new IOException("closed");
            }
            if (read >= failsAt) {
                throw new IOException("the disk is gone");
            }
            int now = (int) Math.min(Math.min(length, 1000), failsAt - read);
            Arrays.fill(bytes, offset, offset + now, (byte) 7);
            read += now;
            return now;
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, CHUNK, 5 * CHUNK + 5})
    void whatIsWrongWithTheSourceIsSaidAsItIs(int failsAt) throws IOException {
        try (var in = ReadAhead.of(new Source(failsAt), Long.MAX_VALUE)) {
            assertThatThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the disk is gone");
            assertThatThrownBy(in::read).as("again").hasMessage("the disk is gone");
        }
    }

    @Test
    void whoDoesNotWantTheRestClosesTheSourceAndItsThread() throws IOException {
        var source = new Source(Long.MAX_VALUE);
        try (var in = ReadAhead.of(source, Long.MAX_VALUE)) {
            assertThat(in.read()).isEqualTo(7);
        }
        assertThat(source.closed).isTrue();
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("siegel-sealing"))
                        .filter(Thread::isAlive))
                .isEmpty();
    }

    @Test
    void whoIsInterruptedWaitsNoLonger() throws IOException {
        try (var in = ReadAhead.of(new Source(Long.MAX_VALUE), Long.MAX_VALUE)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> in.readNBytes(20 * CHUNK)).hasMessageContaining("Interrupted");
            assertThat(Thread.interrupted()).as("still known").isTrue();
        }
    }
}
