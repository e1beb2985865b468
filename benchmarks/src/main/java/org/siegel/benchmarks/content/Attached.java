package org.siegel.benchmarks.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.siegel.sealing.Sealing;

/** A text as a document of some format, as a program would write it. */
final class Attached {

    private static final int LINES_PER_PAGE = 50;
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final String RELATIONS = "<Relationships"
            + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\""
            + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s\" Target=\"%s\"/></Relationships>";
    private static final String TYPES = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>%s</Types>";
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";

    private Attached() {}

    static byte[] docx(String text) {
        StringBuilder document = new StringBuilder(DECLARATION
                + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>");
        text.lines()
                .forEach(line -> document.append("<w:p><w:r><w:t xml:space=\"preserve\">")
                        .append(escaped(line))
                        .append("</w:t></w:r></w:p>"));
        return zip(
                "[Content_Types].xml",
                String.format(Locale.ROOT, TYPES, part("/word/document.xml", "wordprocessingml.document.main+xml")),
                "_rels/.rels",
                String.format(Locale.ROOT, RELATIONS, "officeDocument", "word/document.xml"),
                "word/document.xml",
                document.append("</w:body></w:document>").toString());
    }

    /** One text in a row, as a shared string; a line break in it stands in the cell. */
    static byte[] xlsx(List<String> cells) {
        StringBuilder strings = new StringBuilder(
                DECLARATION + "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        StringBuilder rows = new StringBuilder(DECLARATION
                + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        for (int i = 0; i < cells.size(); i++) {
            strings.append("<si><t xml:space=\"preserve\">")
                    .append(escaped(cells.get(i)))
                    .append("</t></si>");
            rows.append(String.format(
                    Locale.ROOT, "<row r=\"%d\"><c r=\"A%d\" t=\"s\"><v>%d</v></c></row>", i + 1, i + 1, i));
        }
        return zip(
                "[Content_Types].xml",
                String.format(
                        Locale.ROOT,
                        TYPES,
                        part("/xl/workbook.xml", "spreadsheetml.sheet.main+xml")
                                + part("/xl/worksheets/sheet1.xml", "spreadsheetml.worksheet+xml")
                                + part("/xl/sharedStrings.xml", "spreadsheetml.sharedStrings+xml")),
                "_rels/.rels",
                String.format(Locale.ROOT, RELATIONS, "officeDocument", "xl/workbook.xml"),
                "xl/workbook.xml",
                DECLARATION
                        + "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
                        + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
                        + "<sheet name=\"Liste\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
                "xl/_rels/workbook.xml.rels",
                String.format(Locale.ROOT, RELATIONS, "worksheet", "worksheets/sheet1.xml")
                        .replace(
                                "</Relationships>",
                                "<Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
                                        + "sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"),
                "xl/worksheets/sheet1.xml",
                rows.append("</sheetData></worksheet>").toString(),
                "xl/sharedStrings.xml",
                strings.append("</sst>").toString());
    }

    static byte[] xls(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            HSSFSheet sheet = workbook.createSheet("Liste");
            int row = 0;
            for (String line : text.lines().toList()) {
                sheet.createRow(row).createCell(0).setCellValue(line);
                row++;
            }
            workbook.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] rtf(String text) {
        StringBuilder rtf = new StringBuilder("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0\\pard ");
        text.chars().forEach(c -> {
            if (c == '\n') {
                rtf.append("\\par\n");
            } else if (c == '\\' || c == '{' || c == '}') {
                rtf.append('\\').append((char) c);
            } else if (c < 0x80) {
                rtf.append((char) c);
            } else {
                rtf.append("\\u").append((short) c).append('?');
            }
        });
        return rtf.append('}').toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Nothing if the font has no sign for a character of the text. */
    static Optional<byte[]> pdf(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument();
                InputStream ttf = Sealing.class.getResourceAsStream("pdf/DejaVuSans.ttf")) {
            PDType0Font font = PDType0Font.load(document, ttf);
            List<String> lines = text.replace("\t", "    ").lines().toList();
            for (int from = 0; from < lines.size(); from += LINES_PER_PAGE) {
                page(document, font, lines.subList(from, Math.min(lines.size(), from + LINES_PER_PAGE)));
            }
            document.save(bytes);
        } catch (IllegalArgumentException _noGlyph) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(bytes.toByteArray());
    }

    private static void page(PDDocument document, PDType0Font font, List<String> lines) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(font, 9);
            content.setLeading(14);
            content.newLineAtOffset(50, 780);
            for (String line : lines) {
                content.showText(line);
                content.newLine();
            }
            content.endText();
        }
    }

    private static String part(String name, String type) {
        return "<Override PartName=\"" + name + "\" ContentType=\"" + OFFICE + type + "\"/>";
    }

    private static String escaped(String line) {
        return line.replace("&", "&amp;").replace("<", "&lt;");
    }

    static byte[] zip(String... namesAndTexts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
