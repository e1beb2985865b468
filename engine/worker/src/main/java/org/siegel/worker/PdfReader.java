package org.siegel.worker;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.PDF;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.siegel.policy.PartState;
import org.xml.sax.SAXException;

/** PDF: pages, forms, notes, bookmarks, attached files. */
final class PdfReader {

    /** Of the letters, that may be without a meaning that the file tells. */
    private static final double UNTOLD = 0.1;

    private final PDFParser parser = new PDFParser();

    PartState read(Path file, Output out) throws IOException, TikaException, SAXException {
        Metadata metadata = new Metadata();
        ParseContext context = new ParseContext();
        FilesInside files = new FilesInside(out, true);
        context.set(EmbeddedDocumentExtractor.class, files);
        context.set(PDFParserConfig.class, config());
        try (TikaInputStream in = TikaInputStream.get(file)) {
            parser.parse(in, new XhtmlText(out), metadata, context);
        }
        DocumentFacts facts = new DocumentFacts(metadata);
        facts.send(out);
        if (facts.hasFault() || files.hasFailed() || !hasEnd(file)) {
            return PartState.ERROR;
        }
        // Its letters are drawings, as they are on a scanned page.
        return hasUntoldLetters(metadata) || (hasSilentPage(metadata) && PdfPages.arePainted(file, silent(metadata)))
                ? PartState.IMAGE_ONLY
                : PartState.SCANNED;
    }

    private static PDFParserConfig config() {
        PDFParserConfig config = new PDFParserConfig();
        config.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        config.setExtractInlineImages(false);
        config.setExtractAcroFormContent(true);
        config.setExtractAnnotationText(true);
        config.setExtractBookmarksText(true);
        config.setExtractActions(true);
        config.setIfXFAExtractOnlyXFA(false);
        // Bold that is made by printing twice would double every number.
        config.setSuppressDuplicateOverlappingText(true);
        config.setThrowOnEncryptedPayload(true);
        return config;
    }

    private static boolean hasSilentPage(Metadata metadata) {
        return silent(metadata).length > 0;
    }

    /** The pages without a letter, counted from 0. */
    private static int[] silent(Metadata metadata) {
        int[] letters = metadata.getIntValues(PDF.CHARACTERS_PER_PAGE);
        int[] pages = new int[letters.length];
        int count = 0;
        for (int page = 0; page < letters.length; page++) {
            if (letters[page] == 0) {
                pages[count++] = page;
            }
        }
        return Arrays.copyOf(pages, count);
    }

    private static boolean hasUntoldLetters(Metadata metadata) {
        long letters = Arrays.stream(metadata.getIntValues(PDF.CHARACTERS_PER_PAGE))
                .asLongStream()
                .sum();
        Integer untold = metadata.getInt(PDF.TOTAL_UNMAPPED_UNICODE_CHARS);
        return untold != null && untold > UNTOLD * letters;
    }

    /** ISO 32000-1 7.5.5, annex H.3.4.4: the end marker stands in the last 1,024 bytes. The parser does not mind if not. */
    private static boolean hasEnd(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(bytes.length(), 1024)];
            bytes.seek(bytes.length() - end.length);
            bytes.readFully(end);
            return new String(end, StandardCharsets.ISO_8859_1).contains("%%EOF");
        }
    }
}
