package org.siegel.content.archive;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * All members of a gzip file, one after the other, as gunzip unpacks it. The JDK's stream looks for a further
 * one only where the stream below says that there is more, which most streams do not.
 */
public final class GzipMembers extends GZIPInputStream {

    private static final int TRAILER = 8;

    /** @throws IOException if there is not even one */
    public GzipMembers(BufferedInputStream in) throws IOException {
        super(sayingWhetherThereIsMore(in));
    }

    /** Known at the end: whether something follows that is no member, which other programs may read. */
    public boolean isFollowedByOther() throws IOException {
        return eos && (inf.getRemaining() > TRAILER || in.available() > 0);
    }

    private static InputStream sayingWhetherThereIsMore(BufferedInputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int available() throws IOException {
                in.mark(1);
                int next = in.read();
                in.reset();
                return next < 0 ? 0 : 1;
            }

            @Override
            public boolean markSupported() {
                return false;
            }
        };
    }
}
