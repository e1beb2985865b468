package org.siegel.content.mime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells a failure of our own store from the complaints of parsers, which are IOExceptions too. */
final class SourceGuard extends FilterInputStream {

    private boolean failed;

    SourceGuard(InputStream in) {
        super(in);
    }

    boolean hasFailed() {
        return failed;
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }
}
