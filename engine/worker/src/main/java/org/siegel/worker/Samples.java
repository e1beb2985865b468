package org.siegel.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.siegel.content.wire.DocumentKind;
import org.siegel.content.wire.FrameWriter;
import org.siegel.content.wire.Request;
import org.siegel.policy.PartState;

/** Read before the first mail comes: the first document of a kind takes seconds, and it should not be somebody's. */
final class Samples {

    private static final String WORD = "Probe";

    private final Documents documents;
    private final Path file;

    Samples(Documents documents, Path file) {
        this.documents = documents;
        this.file = file;
    }

    /** @throws IOException if one of them cannot be read: then no other could */
    void read() throws IOException {
        read(DocumentKind.PDF, pdf());
        read(DocumentKind.OLE, workbook());
        read(DocumentKind.RTF, ("{\\rtf1 " + WORD + "}").getBytes(StandardCharsets.US_ASCII));
    }

    private void read(DocumentKind kind, byte[] sample) throws IOException {
        Files.write(file, sample);
        Request request = new Request(kind, sample.length * 100L, sample.length * 100L, 1, sample.length);
        Output out = new Output(new FrameWriter(OutputStream.nullOutputStream()), request);
        PartState state = documents.read(kind, file, out);
        if (state != PartState.SCANNED || !out.hasText()) {
            throw new IOException("the sample of " + kind + " cannot be read (" + state + ")");
        }
    }

    private static byte[] pdf() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText(WORD);
                content.endText();
            }
            document.save(bytes);
        }
        return bytes.toByteArray();
    }

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            workbook.createSheet().createRow(0).createCell(0).setCellValue(WORD);
            workbook.write(bytes);
        }
        return bytes.toByteArray();
    }
}
