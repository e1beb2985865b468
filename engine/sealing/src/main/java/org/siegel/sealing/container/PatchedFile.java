package org.siegel.sealing.container;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A file read with some of its bytes replaced: many recipients' containers share what they have in common on the disk. */
final class PatchedFile {

    private PatchedFile() {}

    /** @param patches in the order of their places, not overlapping */
    static InputStream open(Path file, List<Patch> patches) throws IOException {
        List<InputStream> pieces = new ArrayList<>();
        long at = 0;
        try {
            for (Patch patch : patches) {
                pieces.add(new Range(file, at, patch.at()));
                pieces.add(new ByteArrayInputStream(patch.bytes()));
                at = patch.end();
            }
            pieces.add(new Range(file, at, Long.MAX_VALUE));
        } catch (IOException unreadable) {
            for (InputStream piece : pieces) {
                piece.close();
            }
            throw unreadable;
        }
        return new SequenceInputStream(Collections.enumeration(pieces));
    }

    private static final class Range extends InputStream {

        private final FileChannel channel;
        private final InputStream in;
        private final long end;

        Range(Path file, long begin, long end) throws IOException {
            this.channel = FileChannel.open(file, StandardOpenOption.READ).position(begin);
            this.in = Channels.newInputStream(channel);
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            return channel.position() < end ? in.read() : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long left = end - channel.position();
            return left <= 0 ? -1 : in.read(bytes, offset, (int) Math.min(left, length));
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
