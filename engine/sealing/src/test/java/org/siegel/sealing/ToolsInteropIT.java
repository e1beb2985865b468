package org.siegel.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.policy.AttachmentLayout;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.FileDigest;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.sealing.password.PasswordId;

/** Other people's programs open what we sealed with the right password, refuse a wrong one, and give back the same bytes. */
class ToolsInteropIT {

    private static final String RIGHT = new String(Mails.passphrase().copy());
    private static final String WRONG = "k7mq-x3td-9hwp-2bfz-4nrs-8vgx";
    private static final byte[] ATTACHMENT = noise(300_001);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void forget() {
        said.reset();
    }

    private record Tool(String name, List<String> command, String says) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** PASSWORD and FILE are replaced; what is said with the right password must hold the word. */
    static Stream<Tool> readersOfPdf() {
        return Stream.of(
                new Tool(
                        "qpdf",
                        List.of("qpdf", "--password=PASSWORD", "--check", "FILE"),
                        "No syntax or stream encoding errors"),
                new Tool(
                        "pdftotext",
                        List.of("pdftotext", "-upw", "PASSWORD", "FILE", "-"),
                        "Sehr geehrte Damen und Herren"),
                new Tool("pdftoppm", List.of("pdftoppm", "-r", "30", "-png", "-upw", "PASSWORD", "FILE", "page"), ""),
                new Tool("pdfdetach", List.of("pdfdetach", "-list", "-upw", "PASSWORD", "FILE"), "Gutachten Ä.bin"),
                new Tool(
                        "mutool",
                        List.of("mutool", "draw", "-q", "-F", "txt", "-p", "PASSWORD", "FILE"),
                        "Sehr geehrte"));
    }

    @ParameterizedTest
    @MethodSource("readersOfPdf")
    void aPdfOpensWithTheRightPasswordOnly(Tool tool) throws Exception {
        Path file = seal(ContainerKind.PDF).file();
        assertThat(run(tool.command(), RIGHT, file)).as("%s: %s", tool, said).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains(tool.says());
        said.reset();
        int exit = run(tool.command(), WRONG, file);
        String words = said.toString(StandardCharsets.UTF_8);
        assertThat(exit != 0 || words.contains("cannot authenticate password"))
                .as("%s: %s", tool, words)
                .isTrue();
        assertThat(words).doesNotContain("Sehr geehrte");
    }

    @Test
    void popplerGivesBackTheSameAttachment() throws Exception {
        Path file = seal(ContainerKind.PDF).file();
        assertThat(run(List.of("pdfdetach", "-saveall", "-upw", "PASSWORD", "-o", ".", "FILE"), RIGHT, file))
                .isZero();
        assertThat(Files.readAllBytes(directory.resolve("Gutachten Ä.bin"))).isEqualTo(ATTACHMENT);
    }

    @Test
    void theFilesBesideAPdfOpenInOtherProgramsToo() throws Exception {
        SealedContainer container;
        try (var message = Mails.read(SampleMails.all().get("attachments"), directory)) {
            var request = SealingRequest.of(ContainerKind.PDF, Mails.passphrase(), new PasswordId("K7Q2"), directory)
                    .laidOut(AttachmentLayout.AUTO, true);
            container = new Sealing(new SecureRandom(), Clock.systemUTC(), 1).seal(message, request);
        }
        assertThat(container.companions())
                .extracting(SealedContainer::kind)
                .containsExactly(ContainerKind.PDF, ContainerKind.ZIP);
        for (SealedContainer companion : container.companions()) {
            Tool tool = (companion.kind() == ContainerKind.PDF ? readersOfPdf() : readersOfZip())
                    .findFirst()
                    .orElseThrow();
            assertThat(run(tool.command(), WRONG, companion.file())).isNotZero();
            said.reset();
            assertThat(run(tool.command(), RIGHT, companion.file()))
                    .as("%s: %s", tool, said)
                    .isZero();
            assertThat(said.toString(StandardCharsets.UTF_8)).contains(tool.says());
        }
    }

    static Stream<Tool> readersOfZip() {
        return Stream.of(
                new Tool("7z", List.of("7z", "x", "-y", "-pPASSWORD", "FILE"), "Everything is Ok"),
                new Tool("bsdtar", List.of("bsdtar", "--passphrase", "PASSWORD", "-xf", "FILE"), ""));
    }

    @ParameterizedTest
    @MethodSource("readersOfZip")
    void aZipOpensWithTheRightPasswordOnlyAndGivesBackTheSame(Tool tool) throws Exception {
        Path file = seal(ContainerKind.ZIP).file();
        assertThat(run(tool.command(), WRONG, file)).isNotZero();
        Files.deleteIfExists(directory.resolve("Nachricht.zip"));
        said.reset();
        assertThat(run(tool.command(), RIGHT, file)).as("%s: %s", tool, said).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains(tool.says());
        try (var inner = new ZipFile(directory.resolve("Nachricht.zip").toFile())) {
            assertThat(inner.getInputStream(inner.getEntry("Anlagen/Gutachten Ä.bin"))
                            .readAllBytes())
                    .isEqualTo(ATTACHMENT);
        }
    }

    @ParameterizedTest
    @MethodSource("readersOfZip")
    void aChangedZipIsNotTakenForWhole(Tool tool) throws Exception {
        Path file = seal(ContainerKind.ZIP).file();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(run(tool.command(), RIGHT, file)).isNotZero();
    }

    @Test
    void lengthsAroundBlocksAndChunksSurviveEveryReaderOfZip() throws Exception {
        for (int size : new int[] {0, 1, 15, 16, 17, 65_535, 65_536, 65_537, 131_072}) {
            byte[] content = noise(size);
            Path file = seal(ContainerKind.ZIP, content).file();
            for (Tool tool : readersOfZip().toList()) {
                Files.deleteIfExists(directory.resolve("Nachricht.zip"));
                assertThat(run(tool.command(), RIGHT, file))
                        .as("%s, %d bytes: %s", tool, size, said)
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoHundredMegabytesComeBackUnchanged(ContainerKind kind) throws Exception {
        Path raw = directory.resolve("gross.eml");
        var expected = FileDigest.newSha256();
        try (var out = Files.newOutputStream(raw)) {
            out.write((Mails.HEADER + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nText\n--b\n"
                            + "Content-Type: application/zip; name=gross.zip\nContent-Transfer-Encoding: base64\n\n")
                    .getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 200; i++) {
                byte[] block = noise(1_000_000 / 57 * 57 + 57 * (i % 2));
                expected.update(block);
                out.write(Base64.getMimeEncoder().encode(block));
                out.write('\n');
            }
            out.write("--b--\n".getBytes(StandardCharsets.UTF_8));
        }
        Path file;
        try (var message = SourceMessage.read(raw, directory)) {
            Files.delete(raw);
            var request = SealingRequest.of(kind, Mails.passphrase(), new PasswordId("K7Q2"), directory)
                    .withOriginal(false);
            file = new Sealing(new SecureRandom(), Clock.systemUTC(), 1)
                    .seal(message, request)
                    .file();
        }
        List<String> command = kind == ContainerKind.PDF
                ? List.of("sh", "-c", "pdfdetach -upw PASSWORD -save 1 -o out FILE && cat out")
                : List.of("sh", "-c", "7z x -so -pPASSWORD FILE >inner.zip && 7z x -so inner.zip Anlagen/gross.zip");
        assertThat(digestOf(command, file)).isEqualTo(HexFormat.of().formatHex(expected.digest()));
    }

    /** Of what the tool writes. */
    private String digestOf(List<String> command, Path file) throws Exception {
        Process process = new ProcessBuilder(words(command, RIGHT, file))
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        var digest = FileDigest.newSha256();
        new DigestInputStream(process.getInputStream(), digest).transferTo(OutputStream.nullOutputStream());
        assertThat(process.waitFor()).isZero();
        return HexFormat.of().formatHex(digest.digest());
    }

    private SealedContainer seal(ContainerKind kind) throws Exception {
        return seal(kind, ATTACHMENT);
    }

    private SealedContainer seal(ContainerKind kind, byte[] attachment) throws Exception {
        String raw = Mails.mixed(
                Mails.attachment("application/octet-stream", "filename*=utf-8''Gutachten%20%C3%84.bin", attachment));
        try (var message = Mails.read(raw, directory)) {
            var request = SealingRequest.of(kind, Mails.passphrase(), new PasswordId("K7Q2"), directory);
            return new Sealing(new SecureRandom(), Clock.systemUTC(), 1).seal(message, request);
        }
    }

    private int run(List<String> command, String password, Path file) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(words(command, password, file))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        process.getInputStream().transferTo(said);
        return process.waitFor();
    }

    private static List<String> words(List<String> command, String password, Path file) {
        return command.stream()
                .map(word -> word.replace("PASSWORD", password).replace("FILE", file.toString()))
                .toList();
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
