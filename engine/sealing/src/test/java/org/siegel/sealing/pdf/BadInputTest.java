package org.siegel.sealing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.sealing.Mails;
import org.siegel.sealing.Sealing;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.message.FileName;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.sealing.password.PasswordId;

/** Mails that nobody writes by hand: whatever comes, all of it is in the container, unchanged. */
class BadInputTest {

    private static final String PASSWORD = new String(Mails.passphrase().copy());
    private static final Sealing SEALING = new Sealing(new SecureRandom(), Clock.systemUTC(), 1);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void fiveHundredAttachmentsAreAllInside(ContainerKind kind) throws Exception {
        List<byte[]> contents =
                IntStream.range(0, 500).mapToObj(i -> noise(i, 100 + i)).toList();
        String raw = Mails.mixed(contents.stream()
                .map(content -> Mails.attachment("application/octet-stream", "filename=gleich.bin", content))
                .toArray(String[]::new));
        var container = seal(kind, raw);
        assertThat(container.attachments()).isEqualTo(500);
        if (kind == ContainerKind.PDF) {
            assertThat(files(container).values()).containsAll(contents);
        }
    }

    @Test
    void oddNamesBecomeSafeAndDifferent() throws Exception {
        List<String> names = List.of(
                "filename=\"../../etc/passwd\"",
                "filename=\"C:\\\\Windows\\\\passwd\"",
                "filename=passwd",
                "filename=PASSWD",
                "filename*=utf-8''a%00b%0d%0ac%1b.txt",
                "filename*=utf-8''rechnung%E2%80%AEfdp.exe",
                "filename*=utf-8''" + "%C3%A4".repeat(2048) + ".pdf",
                "filename=\"" + "x".repeat(2048) + ".docx\"",
                "filename=\"CON.txt\"",
                "filename=\"   \"",
                "filename=\"Original.eml\"",
                "x=y");
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            parts.add(Mails.attachment("application/octet-stream", names.get(i), noise(i, 50)));
        }
        Map<String, byte[]> files = files(seal(ContainerKind.PDF, Mails.mixed(parts.toArray(String[]::new))));
        assertThat(files).hasSize(names.size() + 1);
        for (int i = 0; i < names.size(); i++) {
            assertThat(files.values()).contains(noise(i, 50));
        }
        assertThat(files.keySet())
                .allSatisfy(name ->
                        assertThat(FileName.cleaned(name).orElseThrow().value()).isEqualTo(name))
                .allSatisfy(name -> assertThat(name.length()).isLessThanOrEqualTo(120));
        assertThat(files.keySet().stream().map(String::toLowerCase).distinct()).hasSize(names.size() + 1);
    }

    /** What is in it stays where only Outlook finds it; the text beside it is shown. */
    @ParameterizedTest
    @EnumSource
    void winmailDatIsHandedOnAsItIs(ContainerKind kind) throws Exception {
        byte[] tnef = noise(7, 3_000);
        ByteBuffer.wrap(tnef).putInt(0x789F3E22);
        var container = seal(kind, Mails.mixed(Mails.attachment("application/ms-tnef", "filename=winmail.dat", tnef)));
        assertThat(container.attachments()).isEqualTo(1);
        if (kind == ContainerKind.PDF) {
            assertThat(files(container).get("winmail.dat")).isEqualTo(tnef);
            assertThat(text(container)).contains("hat Outlook in einem eigenen Format geschrieben");
        }
    }

    @Test
    void whereNoFileIsOfOutlooksOwnKindNothingIsSaidOfIt() throws Exception {
        var container = seal(
                ContainerKind.PDF, Mails.mixed(Mails.attachment("application/zip", "filename=a.zip", noise(1, 100))));
        assertThat(text(container)).contains("a.zip").doesNotContain("Outlook");
    }

    @ParameterizedTest
    @EnumSource
    void aMegabyteOfTextIsThereToItsLastWord(ContainerKind kind) throws Exception {
        String raw = Mails.HEADER + "\n" + "Zeile mit Wörtern, die keiner zählt.\n".repeat(26_000) + "Schlusswort\n";
        var container = seal(kind, raw);
        assertThat(container.size()).isPositive();
        if (kind == ContainerKind.PDF) {
            boolean isShown = text(container).contains("Schlusswort");
            boolean isEnclosed = files(container).entrySet().stream()
                    .anyMatch(file -> file.getKey().endsWith(".txt")
                            && new String(file.getValue(), StandardCharsets.UTF_8).contains("Schlusswort"));
            assertThat(isShown || isEnclosed).isTrue();
        }
    }

    /** The tests' Java has 512 MB of memory: what held the file in it once or twice would fail. */
    @ParameterizedTest
    @EnumSource
    void twoHundredMegabytesPassThrough(ContainerKind kind) throws Exception {
        Path raw = directory.resolve("gross.eml");
        byte[] block = Base64.getMimeEncoder().encode(noise(1, 57 * 10_000));
        try (var out = Files.newOutputStream(raw)) {
            out.write((Mails.HEADER + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nText\n--b\n"
                            + "Content-Type: application/octet-stream; name=gross.bin\nContent-Transfer-Encoding: base64\n\n")
                    .getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 351; i++) {
                out.write(block);
                out.write('\n');
            }
            out.write("--b--\n".getBytes(StandardCharsets.UTF_8));
        }
        try (var message = SourceMessage.read(raw, directory)) {
            assertThat(message.attachments().get(0).size()).isEqualTo(351L * 570_000);
            var request = SealingRequest.of(kind, Mails.passphrase(), new PasswordId("K7Q2"), directory)
                    .withOriginal(false);
            SealedContainer container = SEALING.seal(message, request);
            assertThat(container.size()).isGreaterThan(200_000_000L);
            assertThat(container.attachments()).isEqualTo(1);
            container.delete();
        } finally {
            Files.delete(raw);
        }
    }

    static List<byte[]> pictures() throws IOException {
        byte[] real = Mails.png(40, 30);
        byte[] cut = new byte[real.length / 2];
        System.arraycopy(real, 0, cut, 0, cut.length);
        return List.of(giant(), animated(), cut, new byte[0], noise(3, 500));
    }

    /** Shown by the text or attached, it is inside as it came. */
    @ParameterizedTest
    @MethodSource("pictures")
    void picturesThatCannotBePaintedDoNoHarm(byte[] picture) throws Exception {
        String shown = Mails.HEADER + "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
                + "<p>davor<img src='cid:bild@x'>danach\n--b\nContent-Type: image/png; name=bild.png\n"
                + "Content-ID: <bild@x>\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(picture).replace("\r", "") + "\n--b--\n";
        for (ContainerKind kind : ContainerKind.values()) {
            assertThat(seal(kind, shown).size()).isPositive();
        }
        var attached =
                seal(ContainerKind.PDF, Mails.mixed(Mails.attachment("image/png", "filename=bild.png", picture)));
        assertThat(files(attached).get("bild.png")).isEqualTo(picture);
    }

    /** The header promises 100,000 by 100,000 pixels: 40 gigabytes. */
    private static byte[] giant() {
        byte[] png = Mails.png(1, 1);
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, 100_000).putInt(20, 100_000);
        var crc = new CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());
        return png;
    }

    private static byte[] animated() throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream to = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(to);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < 200; i++) {
                var frame = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_INDEXED);
                var metadata = writer.getDefaultImageMetadata(
                        ImageTypeSpecifier.createFromRenderedImage(frame), writer.getDefaultWriteParam());
                writer.writeToSequence(new IIOImage(frame, null, metadata), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private SealedContainer seal(ContainerKind kind, String raw) throws Exception {
        try (var message = Mails.read(raw.getBytes(StandardCharsets.UTF_8), directory)) {
            var request = SealingRequest.of(kind, Mails.passphrase(), new PasswordId("K7Q2"), directory);
            return SEALING.seal(message, request);
        }
    }

    private static String text(SealedContainer container) throws IOException {
        try (var document = Loader.loadPDF(container.file().toFile(), PASSWORD)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static Map<String, byte[]> files(SealedContainer container) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (var document = Loader.loadPDF(container.file().toFile(), PASSWORD)) {
            for (PDComplexFileSpecification file : document.getDocumentCatalog()
                    .getNames()
                    .getEmbeddedFiles()
                    .getNames()
                    .values()) {
                files.put(file.getFileUnicode(), file.getEmbeddedFileUnicode().toByteArray());
            }
        }
        return files;
    }

    private static byte[] noise(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
