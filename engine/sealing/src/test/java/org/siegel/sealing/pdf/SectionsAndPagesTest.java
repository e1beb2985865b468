package org.siegel.sealing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.sealing.Mails;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.password.PasswordId;

/** What came as files and is shown as well: messages, appointments, PDF, pictures. */
class SectionsAndPagesTest {

    @TempDir
    Path directory;

    @Test
    void aMessageInTheMessageIsReadBelowIt() throws Exception {
        String inner =
                "From: Inge Innen <inge@example.org>\nSubject: Alte Sache\nContent-Type: text/html\n\n<p>Der innere Text";
        String text = text(Mails.mixed("Content-Type: message/rfc822\nContent-Disposition: attachment\n\n" + inner));
        assertThat(text).contains("Beigefügte Nachricht", "Inge Innen", "Alte Sache", "Der innere Text");
        assertThat(text.indexOf("Sehr geehrte")).isLessThan(text.indexOf("Der innere Text"));
    }

    @Test
    void messagesWithinMessagesEndSomewhere() throws Exception {
        String inner = "Subject: unten\n\nganz unten";
        for (int depth = 0; depth < 30; depth++) {
            inner = "Subject: Ebene " + depth + "\nContent-Type: message/rfc822\n\n" + inner;
        }
        String text = text(Mails.mixed("Content-Type: message/rfc822\n\n" + inner));
        assertThat(text).contains("Ebene 29").doesNotContain("ganz unten");
    }

    @Test
    void anInvitationIsSummarised() throws Exception {
        String calendar = """
                BEGIN:VCALENDAR
                METHOD:REQUEST
                BEGIN:VEVENT
                SUMMARY:Hilfeplangespräch\\, zweiter Teil
                DTSTART;TZID=Europe/Berlin:20261110T093000
                DTEND;TZID=Europe/Berlin:20261110T103000
                LOCATION:Rathaus\\; Zimmer 12
                ORGANIZER;CN="Anna Absender":mailto:anna@musterstadt.example
                ATTENDEE;CN=Bernd:MAILTO:bernd@example.org
                DESCRIPTION:Bitte die Unterlagen
                  mitbringen.
                BEGIN:VALARM
                DESCRIPTION:Wecker
                END:VALARM
                END:VEVENT
                END:VCALENDAR
                """;
        String text = text(Mails.mixed("Content-Type: text/calendar; charset=utf-8; method=REQUEST\n\n" + calendar));
        assertThat(text)
                .contains(
                        "Hilfeplangespräch, zweiter Teil",
                        "2026-11-10 09:30 (Europe/Berlin)",
                        "Rathaus; Zimmer 12",
                        "Anna Absender <anna@musterstadt.example>",
                        "Bernd <bernd@example.org>",
                        "Bitte die Unterlagen mitbringen.")
                .doesNotContain("Wecker");
    }

    @Test
    void attachedPdfAndPicturesFollowAsPagesWithoutTheirScripts() throws Exception {
        String raw = Mails.mixed(
                Mails.attachment("application/pdf", "filename=bericht.pdf", pdf("Aus dem Bericht", false)),
                Mails.attachment("application/pdf", "filename=zweiter.pdf", pdf("Aus dem zweiten", false)),
                Mails.attachment("image/png", "filename=foto.png", Mails.png(300, 200)),
                Mails.attachment(
                        "application/pdf",
                        "filename=kaputt.pdf",
                        "%PDF-1.7 nichts".getBytes(StandardCharsets.US_ASCII)));
        try (var document = open(raw)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1 + 2 + 2 + 1);
            assertThat(text(document)).contains("Aus dem Bericht", "Aus dem zweiten");
            assertThat(document.getDocumentCatalog().getOpenAction()).isNull();
            assertThat(document.getPage(1).getAnnotations()).isEmpty();
            assertThat(document.getDocumentCatalog().getDocumentOutline().children())
                    .extracting(item -> item.getTitle())
                    .containsExactly("bericht.pdf", "zweiter.pdf", "foto.png");
        }
    }

    @Test
    void anEncryptedPdfIsEnclosedOnly() throws Exception {
        String raw = Mails.mixed(Mails.attachment("application/pdf", "filename=geheim.pdf", pdf("Geheimes", true)));
        try (var document = open(raw)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
        }
    }

    private static byte[] pdf(String words, boolean encrypted) throws Exception {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            for (int i = 0; i < 2; i++) {
                var page = new PDPage();
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.newLineAtOffset(100, 700);
                    content.showText(words);
                    content.endText();
                }
            }
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
            if (encrypted) {
                var policy = new StandardProtectionPolicy("besitzer", "", new AccessPermission());
                policy.setEncryptionKeyLength(256);
                document.protect(policy);
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    private String text(String raw) throws Exception {
        try (var document = open(raw)) {
            return text(document);
        }
    }

    private static String text(PDDocument document) throws Exception {
        return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }

    private PDDocument open(String raw) throws Exception {
        try (var message = Mails.read(raw, directory)) {
            var request = SealingRequest.of(ContainerKind.PDF, Mails.passphrase(), new PasswordId("K7Q2"), directory);
            var container = new PdfSealer(new SecureRandom(), Clock.systemUTC()).seal(message, request);
            return Loader.loadPDF(
                    container.file().toFile(), new String(Mails.passphrase().copy()));
        }
    }
}
