package org.siegel.content.mime;

import org.siegel.content.part.PartReport;
import org.siegel.content.part.TextSink;

/** What a {@link MimeWalk} tells while it goes through a message. */
public interface MessageVisitor {

    /**
     * A header field of the outermost message, each time that it occurs.
     *
     * @param body unfolded, with 8-bit text read as UTF-8 or else windows-1252; encoded-words are left as they are
     */
    void field(String name, String body);

    /**
     * A run of text begins; only one is open at a time.
     *
     * @param place such as {@code subject}, {@code text}, {@code html} or {@code attachment 2 (text/csv)}
     */
    TextSink text(String place);

    /** A property that an author or a labelling tool gave an attached document. */
    void property(String name, String value);

    /** The look into one part has ended. */
    void part(PartReport report);
}
