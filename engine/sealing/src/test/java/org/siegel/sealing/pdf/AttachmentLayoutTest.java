package org.siegel.sealing.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import net.lingala.zip4j.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.policy.AttachmentLayout;
import org.siegel.sealing.Mails;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.password.Entropy;
import org.siegel.sealing.password.Passphrase;
import org.siegel.sealing.password.PasswordId;

/** Where attachments go: inside, files of their own, a ZIP; and that none of them is lost or changed. */
class AttachmentLayoutTest {

    private static final PdfSealer SEALER = new PdfSealer(new SecureRandom(), Clock.systemUTC());
    private static final String PASSWORD = "k7mq-x3td-9hwp-2bfz-4nrs-8vgy";
    private static final byte[] TABLE = "a;b\n1;2\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PACKED = {'P', 'K', 3, 4, 5, 6, 7};

    @TempDir
    Path directory;

    @Test
    void embedKeepsAllInOneFile() throws Exception {
        var container = seal(AttachmentLayout.EMBED, true, pdf("bescheid.pdf"), table(), packed());
        assertThat(container.companions()).isEmpty();
        assertThat(inside(container)).containsOnlyKeys("bescheid.pdf", "tabelle.csv", "alles.zip", "Original.eml");
    }

    @Test
    void separateMakesEachPdfAFileOfItsOwnThatOpensWithTheSamePasswordOnly() throws Exception {
        byte[] one = document("Erster Bescheid");
        byte[] two = document("Zweiter Bescheid");
        var container = seal(AttachmentLayout.SEPARATE, false, pdf("eins.pdf", one), table(), pdf("zwei.pdf", two));
        assertThat(names(container)).containsExactly("Nachricht-K7Q2.pdf", "Anlage-1-K7Q2.pdf", "Anlage-2-K7Q2.pdf");
        assertThat(inside(container)).containsOnlyKeys("tabelle.csv", "Original.eml");
        assertThat(inside(container).get("tabelle.csv")).isEqualTo(TABLE);
        assertThat(text(container.companions().get(0))).contains("Erster Bescheid");
        assertThat(text(container.companions().get(1))).contains("Zweiter Bescheid");
        for (SealedContainer companion : container.companions()) {
            assertThatThrownBy(() -> Loader.loadPDF(companion.file().toFile(), "falsch"))
                    .isInstanceOf(IOException.class);
            assertThat(Files.readString(companion.file(), ISO_8859_1)).doesNotContain("Bescheid", "eins", "zwei");
        }
        assertThat(text(container))
                .contains("eins.pdf – eigene Datei Anlage-1", "zwei.pdf – eigene Datei Anlage-2")
                .contains("Erster Bescheid", "Zweiter Bescheid");
    }

    @Test
    void aSignedAnEncryptedAndABrokenPdfAreHandedOnAsTheyAre() throws Exception {
        byte[] signed = signed();
        byte[] encrypted = encrypted();
        byte[] broken = "%PDF-1.7 und sonst nichts".getBytes(StandardCharsets.US_ASCII);
        var container = seal(
                AttachmentLayout.SEPARATE,
                false,
                pdf("signiert.pdf", signed),
                pdf("verschluesselt.pdf", encrypted),
                pdf("kaputt.pdf", broken));
        assertThat(container.companions()).isEmpty();
        assertThat(inside(container))
                .containsEntry("signiert.pdf", signed)
                .containsEntry("verschluesselt.pdf", encrypted)
                .containsEntry("kaputt.pdf", broken);
    }

    @Test
    void zipTakesAllAndTheOriginalUnchanged() throws Exception {
        byte[] signed = signed();
        var container = seal(AttachmentLayout.ZIP, true, pdf("signiert.pdf", signed), table(), packed());
        assertThat(names(container)).containsExactly("Nachricht-K7Q2.pdf", "Anlagen-K7Q2.zip");
        assertThat(inside(container)).isEmpty();
        assertThat(archived(container))
                .containsOnlyKeys("signiert.pdf", "tabelle.csv", "alles.zip", "Original.eml")
                .containsEntry("signiert.pdf", signed)
                .containsEntry("tabelle.csv", TABLE)
                .containsEntry("alles.zip", PACKED);
        assertThat(text(container)).contains("tabelle.csv – ZIP-Datei Anlagen");
    }

    @Test
    void autoWithoutAttachmentsIsOneFile() throws Exception {
        assertThat(names(seal(AttachmentLayout.AUTO, true))).containsExactly("Nachricht-K7Q2.pdf");
    }

    @Test
    void autoNeedsNoZipForPdfFilesAndPictures() throws Exception {
        var container = seal(AttachmentLayout.AUTO, true, pdf("bescheid.pdf"), picture());
        assertThat(names(container)).containsExactly("Nachricht-K7Q2.pdf", "Anlage-1-K7Q2.pdf");
        assertThat(inside(container)).containsOnlyKeys("foto.png", "Original.eml");
    }

    @Test
    void autoPutsOtherFilesIntoAZipWhereThatIsAllowed() throws Exception {
        var container = seal(AttachmentLayout.AUTO, true, pdf("bescheid.pdf"), packed());
        assertThat(names(container)).containsExactly("Nachricht-K7Q2.pdf", "Anlage-1-K7Q2.pdf", "Anlagen-K7Q2.zip");
        assertThat(archived(container)).containsOnlyKeys("alles.zip", "Original.eml");
    }

    @Test
    void autoEnclosesThemWhereAZipIsNotAllowedAndSaysWhoRefusesThem() throws Exception {
        var container = seal(AttachmentLayout.AUTO, false, packed());
        assertThat(container.companions()).isEmpty();
        assertThat(inside(container)).containsEntry("alles.zip", PACKED);
        assertThat(text(container)).contains("Adobe Acrobat Reader öffnet und speichert manche Arten");
    }

    @Test
    void aPasswordThatIsTooWeakForAZipLeadsToNone() throws Exception {
        Passphrase weaker = Passphrase.of("k7mq-x3td-9hwp-2bfz".toCharArray(), new Entropy(80));
        try (var message = Mails.read(Mails.mixed(packed()), directory)) {
            var request = SealingRequest.of(ContainerKind.PDF, weaker, new PasswordId("K7Q2"), directory)
                    .laidOut(AttachmentLayout.ZIP, true);
            var container = SEALER.seal(message, request);
            assertThat(container.companions()).isEmpty();
        }
    }

    @Test
    void eachRecipientHasHisOwnPasswordForAllFiles() throws Exception {
        var other = Passphrase.of("aaaa-bbbb-cccc-dddd-eeee-ffff".toCharArray(), new Entropy(120));
        try (var message = Mails.read(Mails.mixed(pdf("bescheid.pdf"), packed()), directory)) {
            var request = request(AttachmentLayout.AUTO, true);
            var containers = SEALER.seal(message, request, List.of(request.with(other, new PasswordId("M4XW"))));
            assertThat(names(containers.get(1)))
                    .containsExactly("Nachricht-M4XW.pdf", "Anlage-1-M4XW.pdf", "Anlagen-M4XW.zip");
            byte[] companion = containers.get(1).companions().get(0).open().readAllBytes();
            Loader.loadPDF(companion, "aaaa-bbbb-cccc-dddd-eeee-ffff").close();
            assertThatThrownBy(() -> Loader.loadPDF(companion, PASSWORD)).isInstanceOf(IOException.class);
            for (SealedContainer container : containers) {
                container.delete();
            }
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void twentyPdfFilesDoNotMakeTwentyOnes() throws Exception {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            parts.add(pdf("a" + i + ".pdf"));
        }
        var container = seal(AttachmentLayout.AUTO, false, parts.toArray(String[]::new));
        assertThat(container.companions()).hasSize(10);
        assertThat(inside(container)).hasSize(11);
        assertThat(container.attachments()).isEqualTo(20);
    }

    private SealingRequest request(AttachmentLayout layout, boolean zip) {
        return SealingRequest.of(ContainerKind.PDF, Mails.passphrase(), new PasswordId("K7Q2"), directory)
                .laidOut(layout, zip);
    }

    private SealedContainer seal(AttachmentLayout layout, boolean zip, String... parts) throws Exception {
        try (var message = Mails.read(Mails.mixed(parts), directory)) {
            return SEALER.seal(message, request(layout, zip));
        }
    }

    private static List<String> names(SealedContainer container) {
        return container.files().stream().map(SealedContainer::fileName).toList();
    }

    private static String text(SealedContainer container) throws IOException {
        try (var document = Loader.loadPDF(container.file().toFile(), PASSWORD)) {
            var reader = new PDFTextStripper();
            reader.setSortByPosition(true);
            return reader.getText(document).replaceAll("\\s+", " ");
        }
    }

    private static Map<String, byte[]> inside(SealedContainer container) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var document = Loader.loadPDF(container.file().toFile(), PASSWORD)) {
            var names = document.getDocumentCatalog().getNames();
            if (names != null && names.getEmbeddedFiles() != null) {
                for (var file : names.getEmbeddedFiles().getNames().values()) {
                    files.put(
                            file.getFileUnicode(), file.getEmbeddedFileUnicode().toByteArray());
                }
            }
        }
        return files;
    }

    private Map<String, byte[]> archived(SealedContainer container) throws IOException {
        Path out = Files.createTempDirectory(directory, "out");
        try (var outer = new ZipFile(container.companions().getLast().file().toFile(), PASSWORD.toCharArray())) {
            outer.extractAll(out.toString());
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var inner = new ZipInputStream(Files.newInputStream(out.resolve("Anlagen.zip")))) {
            for (var entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
                files.put(entry.getName(), inner.readAllBytes());
            }
        }
        return files;
    }

    private static String table() {
        return Mails.attachment("text/csv", "filename=tabelle.csv", TABLE);
    }

    private static String packed() {
        return Mails.attachment("application/zip", "filename=alles.zip", PACKED);
    }

    private static String picture() {
        return Mails.attachment("image/png", "filename=foto.png", Mails.png(40, 30));
    }

    private static String pdf(String name) throws IOException {
        return pdf(name, document("Bescheid"));
    }

    private static String pdf(String name, byte[] content) {
        return Mails.attachment("application/pdf", "filename=" + name, content);
    }

    private static byte[] document(String text) throws IOException {
        try (var document = new PDDocument();
                var out = new ByteArrayOutputStream()) {
            write(document, text);
            document.save(out);
            return out.toByteArray();
        }
    }

    private static void write(PDDocument document, String text) throws IOException {
        var page = new PDPage();
        document.addPage(page);
        try (var content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            content.newLineAtOffset(72, 700);
            content.showText(text);
            content.endText();
        }
    }

    private static byte[] signed() throws IOException {
        try (var out = new ByteArrayOutputStream();
                var document = Loader.loadPDF(document("Unterschrieben"))) {
            var signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
            document.addSignature(signature, content -> new byte[] {0x30, 0});
            document.saveIncremental(out);
            return out.toByteArray();
        }
    }

    private static byte[] encrypted() throws IOException {
        try (var document = Loader.loadPDF(document("Geheim"));
                var out = new ByteArrayOutputStream()) {
            var policy = new StandardProtectionPolicy("x", "x", new AccessPermission());
            policy.setEncryptionKeyLength(256);
            document.protect(policy);
            document.save(out);
            return out.toByteArray();
        }
    }
}
