package org.siegel.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.siegel.policy.PartState;
import org.xml.sax.SAXException;

/** Rich Text Format. */
final class RtfReader {

    private final RTFParser parser = new RTFParser();

    PartState read(Path file, Output out) throws IOException, TikaException, SAXException {
        Metadata metadata = new Metadata();
        ParseContext context = new ParseContext();
        FilesInside files = new FilesInside(out, false);
        context.set(EmbeddedDocumentExtractor.class, files);
        RtfBody body = new RtfBody(Files.readAllBytes(file));
        try (TikaInputStream in = TikaInputStream.get(body.withFirstWord())) {
            parser.parse(in, new XhtmlText(out), metadata, context);
        }
        boolean hasText = out.hasText();
        DocumentFacts facts = new DocumentFacts(metadata);
        facts.send(out);
        if (facts.hasFault() || files.hasFailed() || !body.isClosed()) {
            return PartState.ERROR;
        }
        return out.hasPictures() && !hasText ? PartState.IMAGE_ONLY : PartState.SCANNED;
    }
}
