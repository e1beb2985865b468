package org.siegel.sealing.pdf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PageMode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.sealing.Mails;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.Note;
import org.siegel.sealing.container.RenderingLimits;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.sealing.password.Entropy;
import org.siegel.sealing.password.Passphrase;
import org.siegel.sealing.password.PasswordId;

class PdfSealerTest {
    private static final PdfSealer SEALER = new PdfSealer(new SecureRandom(), Clock.systemUTC());
    private static final String PASSWORD = "k7mq-x3td-9hwp-2bfz-4nrs-8vgy";
    private static final RenderingLimits BRIEF = new RenderingLimits(Duration.ofSeconds(2), 50, 20_000_000, 60_000_000);

    @TempDir
    Path directory;

    @Test
    void theContainerIsRevision6WithAllPermissionsAndOpensWithThePassphraseOnly() throws Exception {
        var container = seal(Mails.mixed(Mails.attachment("a/b", "filename=x.bin", new byte[] {1, 2, 3})));
        try (var document = open(container)) {
            assertThat(document.getEncryption().getRevision()).isEqualTo(6);
            assertThat(document.getEncryption().getVersion()).isEqualTo(5);
            assertThat(document.getEncryption().getLength()).isEqualTo(256);
            assertThat(document.getEncryption().isEncryptMetaData()).isTrue();
            assertThat(document.getCurrentAccessPermission().isOwnerPermission())
                    .isTrue();
        }
        assertThatThrownBy(() -> Loader.loadPDF(container.file().toFile(), "falsch"))
                .isInstanceOf(InvalidPasswordException.class);
        assertThatThrownBy(() -> Loader.loadPDF(container.file().toFile(), ""))
                .isInstanceOf(InvalidPasswordException.class);
        assertThat(container.fileName()).isEqualTo("Nachricht-K7Q2.pdf");
        assertThat(container.attachments()).isEqualTo(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(container.file())))
                .isEqualTo("rw-------");
    }

    @Test
    void nothingOfTheMessageCanBeReadWithoutThePassword() throws Exception {
        var container =
                seal(Mails.mixed(Mails.attachment("a/b", "filename=Gutachten.pdf", "klarer Inhalt".getBytes(UTF_8))));
        String bytes = Files.readString(container.file(), ISO_8859_1);
        assertThat(bytes).doesNotContain("Streng", "vertraulich", "Gutachten", "klarer", "Anna", "example", "Siegel");
        assertThat(bytes).doesNotContain(utf16("Streng"), utf16("Gutachten"));
    }

    @Test
    void thePageShowsHeaderTextAndAttachmentsAndTheFileIsTagged() throws Exception {
        var container =
                seal(Mails.mixed(Mails.attachment("a/b", "filename*=utf-8''%C3%84nderung.pdf", new byte[1500])));
        try (var document = open(container)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains(
                            "Streng vertraulich",
                            "Anna Absender <anna@musterstadt.example>",
                            "Bernd <bernd@example.org>")
                    .contains("Dienstag, 3. November 2026, 10:15 Uhr (UTC+01:00)")
                    .contains("Änderung.pdf", "2 kB", "Sehr geehrte Damen und Herren", "Seite 1 von 1");
            var catalog = document.getDocumentCatalog();
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getStructureTreeRoot()).isNotNull();
            assertThat(catalog.getLanguage()).isEqualTo("de-DE");
            assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
            assertThat(catalog.getPageMode()).isEqualTo(PageMode.USE_ATTACHMENTS);
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Streng vertraulich");
        }
    }

    @Test
    void allAttachmentsAndTheOriginalAreInsideUnchanged() throws Exception {
        byte[] content = new byte[100_003];
        new SecureRandom().nextBytes(content);
        String raw = Mails.mixed(
                Mails.attachment("a/b", "filename*=utf-8''%C3%84%20%E2%82%AC.pdf", content),
                Mails.attachment("a/b", "filename=leer.bin", new byte[0]),
                Mails.attachment("a/b", "filename=gleich.csv", new byte[16]),
                Mails.attachment("a/b", "filename=gleich.csv", new byte[32]));
        var container = seal(raw);
        try (var document = open(container)) {
            var files = files(document);
            assertThat(files)
                    .extracting(PDComplexFileSpecification::getFileUnicode)
                    .containsExactly("Ä €.pdf", "leer.bin", "gleich.csv", "gleich (2).csv", "Original.eml");
            assertThat(files.get(0).getFile()).isEqualTo("A _.pdf");
            assertThat(bytes(files.get(0))).isEqualTo(content);
            assertThat(bytes(files.get(1))).isEmpty();
            assertThat(bytes(files.get(3))).hasSize(32);
            assertThat(new String(bytes(files.get(4)), UTF_8)).isEqualTo(raw.replace("\n", "\r\n"));
        }
    }

    @Test
    void theOriginalStaysOutIfUnwantedButNotIfThePagesCannotShowAll() throws Exception {
        assertThat(names(request().withOriginal(false), Mails.html("<p>x</p>"))).isEmpty();
        assertThat(names(request().withOriginal(false), Mails.html("<p>\u4E2D\u6587</p>")))
                .containsExactly("Original.eml");
    }

    @Test
    void charactersWithoutAGlyphAreBoxedAndMentioned() throws Exception {
        var container =
                seal(Mails.html("<p>\u4E2D\u6587 und \uD83D\uDC4D\uD83C\uDFFD, Ελλάδα, Русский, שלום, سلام</p>"));
        assertThat(container.notes()).containsExactly(Note.CHARACTERS_MISSING);
        try (var document = open(container)) {
            assertThat(new PDFTextStripper().getText(document)).contains("□□", "Ελλάδα", "Русский", "nicht darstellen");
        }
    }

    @Test
    void picturesOfTheMessageAreShown() throws Exception {
        String raw = Mails.HEADER + "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
                + "<img src='cid:bild@x'>\n--b\nContent-Type: image/png\nContent-ID: <bild@x>\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(Mails.png(20, 10)).replace("\r", "") + "\n--b--\n";
        try (var document = open(seal(raw))) {
            var resources = document.getPage(0).getResources();
            var images = new ArrayList<>();
            resources.getXObjectNames().forEach(images::add);
            assertThat(images).hasSize(1);
        }
    }

    @Test
    void picturesThatCannotBeShownAreHandedOverAsFiles() throws Exception {
        String raw = Mails.HEADER + "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
                + "<p>x<img src='cid:bild@x'>\n--b\nContent-Type: image/png; name=kaputt.png\nContent-ID: <bild@x>\n\nkein PNG\n--b--\n";
        var container = seal(raw);
        assertThat(container.notes()).containsExactly(Note.IMAGES_NOT_SHOWN);
        try (var document = open(container)) {
            assertThat(files(document))
                    .extracting(PDComplexFileSpecification::getFileUnicode)
                    .contains("kaputt.png");
        }
    }

    @Test
    void nothingOutsideIsEverAskedFor() throws Exception {
        var requests = new AtomicInteger();
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            Path secret = Files.writeString(directory.resolve("geheim.css"), "p:before{content:'GEHEIM'}");
            var container = seal(
                    Mails.html("""
                    <html><head><base href="@"><link rel="stylesheet" href="@a.css"><link rel="stylesheet" href="#">
                    <style>@import "@b.css"; @import url(#); @font-face{font-family:x;src:url(@f.ttf)}
                    p{background:url(@c.png)} li{list-style-image:url(@d.png)} p:after{content:url(@e.png)}</style></head>
                    <body background="@g.png"><table background="@h.png"><tr><td background="@i.png">x</td></tr></table>
                    <img src="@j.png"><img srcset="@k.png 2x"><img src="#"><img src="//127.0.0.1/l.png"><object data="@m.pdf"></object>
                    <iframe src="@n.html"></iframe><embed src="@o.swf"><svg><image href="@p.png"/></svg><input type=image src="@q.png">
                    <p style="background-image:url(@r.png);cursor:url(@s.cur)">Text</p><a href="@t">Link</a></body></html>
                    """.replace("@", url).replace("#", secret.toUri().toString())));
            try (var document = open(container)) {
                assertThat(new PDFTextStripper().getText(document))
                        .contains("Text", "Link")
                        .doesNotContain("GEHEIM");
            }
            assertThat(requests).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    static List<String> hostileLayouts() {
        return List.of(
                "<table><tr><td>".repeat(300) + "innen",
                "<table style='page-break-inside:avoid'><tr><td>a ".repeat(16) + "innen",
                "<table><tr><td colspan=1000000000 rowspan=1000000000>innen",
                "<div style='page-break-after:always'>innen</div>".repeat(5000),
                "<div style='height:100000000px'>innen</div>",
                "<div style='padding:700px 0'>innen</div>".repeat(3000),
                "<table>" + ("<tr>" + "<td>innen</td>".repeat(50) + "</tr>").repeat(300),
                "<b><i>".repeat(100_000) + "innen",
                "<div style='font-size:50em'>".repeat(50) + "innen",
                "innen" + "x".repeat(900_000),
                "<style>" + "a b c d e f g h{color:red}".repeat(20_000) + "</style>"
                        + "<div><p>innen</p></div>".repeat(2000),
                "<div style='float:left;width:1px'>innen</div>".repeat(5000),
                "<ol start=999999999><li style='margin-left:800px'>innen".repeat(200));
    }

    @ParameterizedTest
    @MethodSource("hostileLayouts")
    void hostileLayoutsEndInTimeAndTheirWordsAreShown(String html) throws Exception {
        long started = System.nanoTime();
        var container = seal(request().within(BRIEF), Mails.html(html));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(40));
        try (var document = open(container)) {
            assertThat(document.getNumberOfPages()).isLessThanOrEqualTo(50);
            if (container.notes().contains(Note.SHOWN_AS_TEXT)) {
                assertThat(files(document))
                        .extracting(PDComplexFileSpecification::getFileUnicode)
                        .contains("Nachricht.html");
            }
            if (!container.notes().contains(Note.SHORTENED)) {
                assertThat(new PDFTextStripper().getText(document)).contains("innen");
            }
        }
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"", "Subject: nur das", "\n\n", "From: x\nContent-Type: text/html\n\n"})
    void aMessageWithoutAnythingStillMakesAPage(String raw) throws Exception {
        try (var document = open(seal(raw))) {
            assertThat(new PDFTextStripper().getText(document)).contains("Seite 1 von 1");
        }
    }

    @Test
    void fiftyMegabytesPassThroughASmallHeap() throws Exception {
        Path raw = directory.resolve("gross.eml");
        byte[] block = new byte[57 * 1024];
        try (var out = Files.newOutputStream(raw)) {
            out.write((Mails.HEADER + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nText\n--b\n"
                            + "Content-Type: application/zip; name=gross.zip\nContent-Transfer-Encoding: base64\n\n")
                    .getBytes(UTF_8));
            for (int i = 0; i < 900; i++) {
                new SecureRandom().nextBytes(block);
                out.write(Base64.getMimeEncoder().encode(block));
                out.write('\n');
            }
            out.write("--b--\n".getBytes(UTF_8));
        }
        Path work = Files.createDirectory(directory.resolve("arbeit"));
        try (var message = SourceMessage.read(raw, work)) {
            assertThat(message.attachments().get(0).size()).isEqualTo(900L * block.length);
            var container = SEALER.seal(message, request(work));
            assertThat(container.size()).isGreaterThan(100_000_000L);
        }
    }

    @Test
    void aPassphraseBelowTheFloorIsRefused() {
        try (var weak = Passphrase.of("abcd-efgh-jkmn".toCharArray(), new Entropy(60))) {
            assertThatThrownBy(() -> SealingRequest.of(ContainerKind.PDF, weak, new PasswordId("K7Q2"), directory))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("80 bits");
        }
    }

    @Test
    void whenAFileVanishesNothingIsLeftBehindAndNothingIsQuoted() throws Exception {
        Path work = Files.createDirectory(directory.resolve("arbeit"));
        try (var message = Mails.read(
                Mails.mixed(Mails.attachment("a/b", "filename=Gutachten.pdf", new byte[100_000])), directory)) {
            try (var files = Files.walk(directory)) {
                for (Path part : files.filter(f -> f.getFileName().toString().startsWith("part-"))
                        .toList()) {
                    Files.delete(part);
                }
            }
            assertThatThrownBy(() -> SEALER.seal(message, request(work)))
                    .isInstanceOf(SealingException.class)
                    .message()
                    .doesNotContain("Gutachten")
                    .doesNotContain("vertraulich");
        }
        assertThat(work).isEmptyDirectory();
    }

    private SealedContainer seal(String raw) throws SealingException, IOException {
        return seal(request(), raw);
    }

    private SealedContainer seal(SealingRequest request, String raw) throws SealingException, IOException {
        try (var message = Mails.read(raw, directory)) {
            return SEALER.seal(message, request);
        }
    }

    private List<String> names(SealingRequest request, String raw) throws Exception {
        try (var document = open(seal(request, raw))) {
            return files(document).stream()
                    .map(PDComplexFileSpecification::getFileUnicode)
                    .toList();
        }
    }

    private SealingRequest request() {
        return request(directory);
    }

    private static SealingRequest request(Path work) {
        return SealingRequest.of(ContainerKind.PDF, Mails.passphrase(), new PasswordId("K7Q2"), work);
    }

    private static PDDocument open(SealedContainer container) throws IOException {
        return Loader.loadPDF(container.file().toFile(), PASSWORD);
    }

    private static List<PDComplexFileSpecification> files(PDDocument document) throws IOException {
        var names = document.getDocumentCatalog().getNames();
        return names == null
                ? List.of()
                : List.copyOf(names.getEmbeddedFiles().getNames().values());
    }

    private static byte[] bytes(PDComplexFileSpecification file) throws IOException {
        return file.getEmbeddedFileUnicode().toByteArray();
    }

    private static String utf16(String text) {
        return new String(text.getBytes(java.nio.charset.StandardCharsets.UTF_16BE), ISO_8859_1);
    }
}
