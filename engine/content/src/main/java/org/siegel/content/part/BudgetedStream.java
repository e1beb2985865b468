package org.siegel.content.part;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is unpacked, and fails with a {@link LimitReachedException} where that is too much. */
public final class BudgetedStream extends FilterInputStream {

    private final Budget budget;

    public BudgetedStream(InputStream in, Budget budget) {
        super(in);
        this.budget = budget;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        budget.unpack(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        budget.unpack(Math.max(0, n));
        return n;
    }
}
