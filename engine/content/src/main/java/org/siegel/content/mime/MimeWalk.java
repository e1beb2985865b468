package org.siegel.content.mime;

import java.io.IOException;
import java.io.InputStream;

/** Goes through all parts of a message once, within {@link WalkLimits}, and hands their text to a visitor. */
public final class MimeWalk {

    private final WalkLimits limits;

    public MimeWalk(WalkLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads the message to its end or to the limits. Nothing in it makes this fail: what cannot be read is reported to
     * the visitor as a part in another state than {@link PartState#SCANNED}.
     *
     * @throws IOException only if {@code message} itself cannot be read
     */
    public void walk(InputStream message, MessageVisitor visitor) throws IOException {
        new Walk(limits, visitor, new SourceGuard(message)).outermost();
    }
}
