package org.siegel.worker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.extractor.microsoft.MSEmbeddedStreamTranslator;
import org.apache.tika.metadata.HttpHeaders;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;

/** Sends the files that Tika finds in a document, as they are: the gateway looks into each of them by itself. */
final class FilesInside implements EmbeddedDocumentExtractor {

    private final Output out;
    private final boolean sendsPictures;
    private final MSEmbeddedStreamTranslator translator = new MSEmbeddedStreamTranslator();
    private @Nullable IOException failure;

    /** @param sendsPictures false for documents that pictures belong to, as they do to a letter */
    FilesInside(Output out, boolean sendsPictures) {
        this.out = out;
        this.sendsPictures = sendsPictures;
    }

    /** Whether one of them could not be sent whole; the parsers do not tell. */
    boolean hasFailed() {
        return failure != null;
    }

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
        return true;
    }

    @Override
    public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean asHtml)
            throws IOException {
        try {
            // An embedded Office document is a branch of its container, not yet a file.
            if (translator.shouldTranslate(stream, metadata)) {
                try (InputStream file = translator.translate(stream, metadata)) {
                    send(file, metadata);
                }
            } else {
                send(stream, metadata);
            }
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private void send(InputStream file, Metadata metadata) throws IOException {
        BufferedInputStream content = new BufferedInputStream(file);
        String type = metadata.get(HttpHeaders.CONTENT_TYPE);
        boolean picture = (type != null && type.startsWith("image/")) || Pictures.startsAsOne(content);
        if (picture && !sendsPictures) {
            out.picture();
            return;
        }
        String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
        out.entry(name == null ? "" : name, content);
    }
}
