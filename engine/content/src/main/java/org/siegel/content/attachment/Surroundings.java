package org.siegel.content.attachment;

import java.io.IOException;
import java.io.InputStream;
import org.siegel.content.part.TextSink;

/** Where an attachment lies: takes what is found in it. */
public interface Surroundings {

    /** A run of the attachment's own text begins; only one is open at a time. */
    TextSink text();

    /**
     * A file inside, which is a part of its own and reports its own state; to be read before this returns.
     *
     * @param name as the attachment says it; empty if it does not
     */
    void entry(String name, InputStream content) throws IOException;

    /** A property that an author or a labelling tool gave the document. */
    void property(String name, String value);
}
