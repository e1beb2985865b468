package org.siegel.content.office;

import java.io.IOException;
import java.io.InputStream;
import org.siegel.content.part.TextSink;

/** What a document hands on while it is read. */
public interface DocumentVisitor {

    /** A run of text begins; only one is open at a time. */
    TextSink text();

    /** A document or other object that lies inside; to be read before this returns. */
    void embedded(String name, InputStream content) throws IOException;

    /** A property that its author or a labelling tool gave the document. */
    void property(String name, String value);
}
