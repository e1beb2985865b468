package org.siegel.content.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.content.Packed.docx;
import static org.siegel.content.Packed.odf;
import static org.siegel.content.Packed.ooxml;
import static org.siegel.content.Packed.paragraph;
import static org.siegel.content.Packed.word;
import static org.siegel.content.Packed.xlsx;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.policy.PartState;

/** What a person reads in a document is what is looked at. */
class OfficeTextTest {

    @Test
    void wordsSplitOverRunsStayTogether() {
        String marks = "<w:p><w:r><w:t>DE89</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:t>3704</w:t></w:r>"
                + "<w:bookmarkStart w:id=\"0\"/><w:r><w:rPr><w:i/></w:rPr><w:t>0044</w:t></w:r></w:p>";

        assertThat(text(docx(paragraph("IBAN DE", "8", "937 04", "00"))).lines())
                .containsExactly("IBAN DE8937 0400");
        assertThat(text(docx(marks)).lines()).containsExactly("DE8937040044");
    }

    @Test
    void tabsBreaksAndHyphensAreRead() {
        String body =
                "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>";

        assertThat(text(docx(body))).isEqualTo("a\tb\nc-d\n");
    }

    @Test
    void aTextBoxOrAFieldOrADeletedWordDoesNotTearTheSentenceApart() {
        String box = "<w:r><w:pict><w:txbxContent>" + paragraph("im Kasten") + "</w:txbxContent></w:pict></w:r>";
        String field = "<w:r><w:instrText>HYPERLINK \"mailto:a@b.example\"</w:instrText></w:r>";
        String deleted = "<w:del><w:r><w:delText>99</w:delText></w:r></w:del>";
        String body = "<w:p><w:r><w:t>DE89</w:t></w:r>" + box + field + deleted + "<w:r><w:t>3704</w:t></w:r></w:p>";

        assertThat(text(docx(body)).lines().filter(line -> !line.isBlank()))
                .containsExactly("DE893704", "im Kasten", "HYPERLINK \"mailto:a@b.example\"", "99");
    }

    @Test
    void headersFootersNotesCommentsAndAlternativeTextsAreRead() {
        byte[] document = ooxml(
                "word/document.xml",
                word(
                        "document",
                        "<w:body><w:p><w:docPr descr=\"im Bild\"/><w:r><w:t>im Text</w:t></w:r></w:p></w:body>"),
                "word/header1.xml",
                word("hdr", paragraph("oben")),
                "word/footer1.xml",
                word("ftr", paragraph("unten")),
                "word/footnotes.xml",
                word("footnotes", "<w:footnote>" + paragraph("Fußnote") + "</w:footnote>"),
                "word/comments.xml",
                word("comments", "<w:comment>" + paragraph("Anmerkung") + "</w:comment>"),
                "word/_rels/document.xml.rels",
                "<Relationships><Relationship Target=\"https://a.example/?id=7\" TargetMode=\"External\"/></Relationships>");

        assertThat(text(document))
                .contains("im Text", "im Bild", "oben", "unten", "Fußnote", "Anmerkung", "https://a.example/?id=7");
    }

    @Test
    void aNumberInATableComesWithItsHeading() {
        String table = "<w:tbl>" + row("Name", "Steuer-ID") + row("A", "1") + row("B", "86095742719") + "</w:tbl>";

        assertThat(text(docx(table))).contains("B\tSteuer-ID: 86095742719").contains("A\t1\t");
    }

    @Test
    void slidesAndSpeakerNotesAreRead() {
        String slide =
                "<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>%s</a:t></a:r><a:r><a:t>%s</a:t></a:r></a:p></p:sld>";
        byte[] slides = ooxml(
                "ppt/slides/slide10.xml",
                slide.replaceFirst("%s", "zehn").replaceFirst("%s", "tens"),
                "ppt/slides/slide9.xml",
                slide.replaceFirst("%s", "neun").replaceFirst("%s", "tens"),
                "ppt/notesSlides/notesSlide9.xml",
                slide.replaceFirst("%s", "Notiz").replaceFirst("%s", "en"));

        assertThat(text(slides).lines()).containsExactly("neuntens", "zehntens", "Notizen");
    }

    @Test
    void cellsAreReadAsShownAndLoseNoDigits() {
        byte[] book = xlsx(
                "<row><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>Konto</t></is></c></row>"
                        + "<row><c r=\"A2\"><v>8.6095742719E10</v></c><c r=\"B2\" s=\"1\"><v>23601</v></c>"
                        + "<c r=\"C2\" t=\"str\"><f>B2</f><v>DE89</v></c></row>"
                        + "<row><c r=\"A3\" s=\"2\"><v>6313728</v></c><c r=\"C3\"><v>1234567890123456</v></c></row>",
                "<r><t>Steuer</t></r><r><t>-ID</t></r><rPh><t>hidden</t></rPh>");

        assertThat(text(book).lines())
                .containsExactly(
                        "Steuer-ID\tKonto\t",
                        "Steuer-ID: 86095742719\t12.08.1964\tDE89\t",
                        "Steuer-ID: 06313728\tKonto: 1234567890123456\t");
    }

    @ParameterizedTest
    @CsvSource({"1E+22, 10000000000000000000000", "0.5, 0.5", "abc, abc", "1e999999999, 1e999999999", "-7, -7"})
    void numbersBecomePlain(String stored, String shown) {
        assertThat(CellFormats.plain(stored)).isEqualTo(shown);
    }

    @Test
    void openDocumentsAreRead() {
        String text =
                "<text:p>DE89<text:span>37</text:span>04<text:s text:c=\"2\"/>x<text:tab/>y<text:note><text:note-body>"
                        + "<text:p>Fußnote</text:p></text:note-body></text:note> Ende</text:p>";
        String sheet = "<table:table table:name=\"Blatt\"><table:table-row><table:table-cell><text:p>Nummer</text:p>"
                + "</table:table-cell></table:table-row><table:table-row><table:table-cell value=\"86095742719\">"
                + "<text:p>8,61E+10</text:p></table:table-cell></table:table-row></table:table>";

        assertThat(text(odf("text", text)).lines().filter(line -> !line.isBlank()))
                .containsExactly("DE893704  x\ty Ende", "Fußnote");
        assertThat(text(odf("spreadsheet", sheet)))
                .contains("Blatt", "Nummer: 8,61E+10")
                .contains("86095742719");
    }

    @Test
    void labelsAndPropertiesAreTold() {
        byte[] document = ooxml(
                "word/document.xml",
                word("document", paragraph("x")),
                "docProps/custom.xml",
                "<Properties><property name=\"MSIP_Label_0a1b_Name\"><lpwstr>Vertraulich</lpwstr></property></Properties>",
                "docProps/core.xml",
                "<coreProperties><title>Gehälter</title></coreProperties>",
                "docMetadata/LabelInfo.xml",
                "<labelList><label id=\"{2c3d}\" enabled=\"1\" siteId=\"{77}\"/></labelList>");
        ReadDocument read = ReadDocument.of(document);

        assertThat(read.properties())
                .containsAllEntriesOf(Map.of(
                        "MSIP_Label_0a1b_Name",
                        "Vertraulich",
                        "MSIP_Label_2c3d_SiteId",
                        "77",
                        "MSIP_Label_2c3d_Enabled",
                        "true"));
        assertThat(read.text()).contains("Gehälter");
    }

    @Test
    void whatIsEmbeddedIsHandedOn() {
        byte[] document =
                ooxml("word/document.xml", word("document", paragraph("x")), "word/embeddings/a.xlsx", "inner");

        assertThat(ReadDocument.of(document).embedded()).containsExactly("word/embeddings/a.xlsx: inner");
    }

    @Test
    void aDocumentOfPicturesOnlyIsSaidToBeOne() {
        byte[] document = ooxml("word/document.xml", word("document", "<w:p/>"), "word/media/scan.png", "picture");

        assertThat(ReadDocument.of(document).state()).isEqualTo(PartState.IMAGE_ONLY);
    }

    @Test
    void anEncryptedOpenDocumentNeedsAPassword() {
        byte[] document = org.siegel.content.Packed.zip(
                "mimetype",
                "application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml",
                "<manifest><file-entry><encryption-data/></file-entry></manifest>",
                "content.xml",
                "\u0001\u0002");

        assertThat(ReadDocument.of(document).state()).isEqualTo(PartState.ENCRYPTED_PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({
        "'<!DOCTYPE a [<!ENTITY b \"DE89\">]><a>&b;</a>'",
        "'<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>'",
        "'<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x\"> %p;]><a/>'",
        "'<a><b></a>'",
        "'not XML'"
    })
    void aDocumentTypeOrBrokenXmlIsAnError(String xml) {
        assertThat(ReadDocument.of(ooxml("word/document.xml", xml)).state()).isEqualTo(PartState.ERROR);
    }

    @Test
    void aBillionLaughsAreNotLaughed() {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE l [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            laughs.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        ReadDocument read = ReadDocument.of(ooxml("word/document.xml", laughs + "]><t>&l9;</t>"));

        assertThat(read.state()).isEqualTo(PartState.ERROR);
        assertThat(read.text()).isEmpty();
    }

    @Test
    void depthHasALimit() {
        String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);

        assertThat(ReadDocument.of(ooxml("word/document.xml", deep)).state()).isEqualTo(PartState.LIMIT);
    }

    private static String row(String... cells) {
        StringBuilder row = new StringBuilder("<w:tr>");
        for (String cell : cells) {
            row.append("<w:tc>").append(paragraph(cell)).append("</w:tc>");
        }
        return row.append("</w:tr>").toString();
    }

    private static String text(byte[] document) {
        ReadDocument read = ReadDocument.of(document);
        assertThat(read.state()).isEqualTo(PartState.SCANNED);
        return read.text();
    }
}
