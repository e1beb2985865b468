package org.siegel.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files as other programs write them, made in the test, and messages that carry them. */
public final class Packed {

    private static final String WORD = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    private static final String SHEET = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    private Packed() {}

    /** Names and texts in turn. */
    public static byte[] zip(String... namesAndTexts) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            entries.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return zip(entries);
    }

    public static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** An Office Open XML package with these entries. */
    public static byte[] ooxml(String... namesAndTexts) {
        String[] all = new String[namesAndTexts.length + 4];
        all[0] = "[Content_Types].xml";
        all[1] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
        all[2] = "_rels/.rels";
        all[3] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>";
        System.arraycopy(namesAndTexts, 0, all, 4, namesAndTexts.length);
        return zip(all);
    }

    /** A Word document with this body, in WordprocessingML. */
    public static byte[] docx(String body) {
        return ooxml("word/document.xml", word("document", "<w:body>" + body + "</w:body>"));
    }

    public static String word(String root, String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:" + root + " " + WORD + ">" + content + "</w:" + root
                + ">";
    }

    /** One paragraph of as many runs as there are texts. */
    public static String paragraph(String... runs) {
        StringBuilder paragraph = new StringBuilder("<w:p>");
        for (String run : runs) {
            paragraph
                    .append("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">")
                    .append(run)
                    .append("</w:t></w:r>");
        }
        return paragraph.append("</w:p>").toString();
    }

    /** An Excel workbook with these rows, in SpreadsheetML, and shared strings. */
    public static byte[] xlsx(String rows, String... strings) {
        StringBuilder shared = new StringBuilder("<sst " + SHEET + ">");
        for (String string : strings) {
            shared.append("<si>").append(string).append("</si>");
        }
        String styles =
                "<styleSheet " + SHEET + "><numFmts><numFmt numFmtId=\"164\" formatCode=\"00000000\"/></numFmts>"
                        + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";
        return ooxml(
                "xl/worksheets/sheet1.xml",
                "<worksheet " + SHEET + "><sheetData>" + rows + "</sheetData></worksheet>",
                "xl/sharedStrings.xml",
                shared + "</sst>",
                "xl/styles.xml",
                styles);
    }

    /** An OpenDocument with this content of its body. */
    public static byte[] odf(String kind, String body) {
        return zip(
                "mimetype",
                "application/vnd.oasis.opendocument." + kind,
                "content.xml",
                "<o:document-content xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                        + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
                        + " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"><o:body>" + body
                        + "</o:body></o:document-content>");
    }

    /** A message with this one attachment. */
    public static MessageSource attached(String type, byte[] content) {
        return Samples.message(("Content-Type: " + type + "; name=x\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(content))
                .getBytes(StandardCharsets.US_ASCII));
    }

    public static MessageSource attached(byte[] content) {
        return attached("application/octet-stream", content);
    }
}
