package org.siegel.content.part;

import java.io.IOException;

/** What is looked at goes on, but no more of it may be read. */
public final class LimitReachedException extends IOException {

    private static final long serialVersionUID = 1;

    public LimitReachedException(String limit) {
        super(limit);
    }
}
