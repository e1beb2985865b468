package org.siegel.content.worker;

import org.siegel.content.part.TextSink;

/** Takes what a worker finds in a document while it reads it. */
public interface WorkerVisitor {

    /** A run of the document's own text begins; only one is open at a time. */
    TextSink text();

    /** A property that an author or a labelling tool gave the document. */
    void property(String name, String value);
}
