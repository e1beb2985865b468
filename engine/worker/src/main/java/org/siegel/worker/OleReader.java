package org.siegel.worker;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParser.POIFSDocumentType;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.siegel.policy.PartState;
import org.xml.sax.SAXException;

/** Compound files: Word, Excel, PowerPoint, Publisher and Visio before 2007, and Outlook messages. */
final class OleReader {

    private final OfficeParser parser = new OfficeParser();

    PartState read(Path file, Output out) throws IOException, TikaException, SAXException {
        try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true);
                TikaInputStream in = TikaInputStream.get(file)) {
            POIFSDocumentType type = POIFSDocumentType.detectType(container);
            return switch (type) {
                case WORDDOCUMENT, WORKBOOK, POWERPOINT, PUBLISHER, VISIO, OUTLOOK -> {
                    in.setOpenContainer(container);
                    yield read(in, type, out);
                }
                case ENCRYPTED, DRMENCRYPTED -> PartState.ENCRYPTED_PASSWORD;
                case OLE10_NATIVE,
                        COMP_OBJ,
                        UNKNOWN,
                        PROJECT,
                        WORKS,
                        XLR,
                        SOLIDWORKS_PART,
                        SOLIDWORKS_ASSEMBLY,
                        SOLIDWORKS_DRAWING,
                        GRAPH -> PartState.UNSUPPORTED;
            };
        }
    }

    private PartState read(TikaInputStream in, POIFSDocumentType type, Output out)
            throws IOException, TikaException, SAXException {
        Metadata metadata = new Metadata();
        ParseContext context = new ParseContext();
        FilesInside files = new FilesInside(out, type == POIFSDocumentType.OUTLOOK);
        context.set(EmbeddedDocumentExtractor.class, files);
        context.set(OfficeParserConfig.class, config());
        parser.parse(in, new XhtmlText(out), metadata, context);
        boolean hasText = out.hasText();
        DocumentFacts facts = new DocumentFacts(metadata);
        facts.send(out);
        if (facts.hasFault() || files.hasFailed()) {
            return PartState.ERROR;
        }
        return out.hasPictures() && !hasText ? PartState.IMAGE_ONLY : PartState.SCANNED;
    }

    private static OfficeParserConfig config() {
        OfficeParserConfig config = new OfficeParserConfig();
        config.setExtractMacros(true);
        // A recipient's program chooses among them, and they need not say the same.
        config.setExtractAllAlternativesFromMSG(true);
        config.setIncludeDeletedContent(true);
        config.setIncludeMoveFromContent(true);
        return config;
    }
}
