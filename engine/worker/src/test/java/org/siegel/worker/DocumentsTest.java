package org.siegel.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.content.worker.Workers;
import org.siegel.policy.PartState;

/** Real documents, read by a real worker, seen from the mail that carries them. */
class DocumentsTest {

    @TempDir
    private static Path folder;

    private static Workers workers;

    @BeforeAll
    static void start() {
        workers = WithWorkers.patient(folder);
    }

    @AfterAll
    static void end() {
        workers.close();
    }

    private static Look look(String name) {
        return Look.into(name, RealDocuments.named(name), workers, folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    testPDF.pdf             | Apache Tika is a toolkit
                    testPDFVarious.pdf      | This is the header text
                    testPDF_acroform3.pdf   | aTextField
                    testPopupAnnotation.pdf | this is the note
                    testPDF_bookmarks.pdf   | bookmark is here
                    testWORD.doc            | Sample Word Document
                    testWORD6.doc           | The quick brown fox
                    testComment.doc         | comment
                    testEXCEL.xls           | Sample Excel Worksheet
                    testEXCEL_5.xls         | Feuil1
                    testEXCEL_headers_footers.xls | Internal
                    testComment.xls         | comment
                    testPPT.ppt             | Sample Powerpoint Slide
                    testPPT_comment.ppt     | add some content to this tps deck
                    testMSG.msg             | MIME registry use cases
                    testRTF.rtf             | indexation Word
                    testRTFVarious.rtf      | This is the header text
                    """)
    void theTextOfADocumentIsRead(String name, String text) {
        Look look = look(name);
        assertThat(look.text()).containsIgnoringCase(text);
        assertThat(look.state()).isEqualTo(PartState.SCANNED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "testWORD_protected_passtika.doc",
                "testEXCEL_protected_passtika.xls",
                "testPPT_protected_passtika.ppt",
                "testWORD_protected_drm.doc",
                "testPDF_no_extract_no_accessibility_owner_user.pdf",
                "testMicrosoftIRMServices.pdf"
            })
    void aDocumentThatNeedsAPasswordSaysSo(String name) {
        assertThat(look(name).states()).contains(PartState.ENCRYPTED_PASSWORD);
    }

    /** It opens for everybody; that it forbids copying concerns no recipient's eyes. */
    @Test
    void aDocumentThatOpensWithoutItsOwnersPasswordIsRead() {
        Look look = look("testPDF_no_extract_no_accessibility_owner_empty.pdf");
        assertThat(look.text()).contains("Hello World");
        assertThat(look.state()).isEqualTo(PartState.SCANNED);
    }

    @Test
    void aScannedPageIsAPicture() {
        assertThat(look("testOCR.pdf").state()).isEqualTo(PartState.IMAGE_ONLY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    testPDFPackage.pdf        | PDF1
                    testWORD_embeded.doc      | The quick brown fox
                    testEXCEL_embeded.xls     | The quick brown fox
                    testPPT_embeded.ppt       | The quick brown fox
                    testMSG_att_doc.msg       | pj1
                    testMSG_att_msg.msg       | smbprn.00009008
                    testRTFEmbeddedFiles.rtf  | Hello
                    testWINMAIL.dat           | The quick brown fox
                    testPDF_childAttachments.pdf | Press Quality
                    """)
    void filesInsideAreVisited(String name, String text) {
        Look look = look(name);
        assertThat(look.parts).hasSizeGreaterThan(1);
        assertThat(look.text()).contains(text);
    }

    /** Tika takes all of these for header up to the first word that it knows to be of a body. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\\rtf1 Konto DE89}",
                "{\\rtf1\\ansi Konto DE89}\n",
                "{\\rtf1\\ansi\\ansicpg1252 Konto {\\b DE89}\\par Rest}",
                "{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}{\\*\\generator X;}\nKonto DE89}",
                "{\\rtf1{\\info{\\title T}}{\\b\\i Konto DE89}}",
                "{\\rtf1\\ansi \\'4bonto DE89}"
            })
    void noTextOfAnRtfDocumentIsTakenForItsHeader(String document) {
        Look look = Look.into("a.rtf", document.getBytes(StandardCharsets.US_ASCII), workers, folder);
        assertThat(look.text()).containsPattern("Konto\\s+DE89");
        assertThat(look.state()).isEqualTo(PartState.SCANNED);
    }

    @Test
    void labelsAreTold() {
        assertThat(look("testWORD_custom_props.doc").properties).isNotEmpty();
        assertThat(look("testPDF-custommetadata.pdf").properties).isNotEmpty();
    }
}
