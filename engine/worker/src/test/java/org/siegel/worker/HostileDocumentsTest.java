package org.siegel.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.content.mime.WalkLimits;
import org.siegel.content.worker.Workers;
import org.siegel.policy.PartState;

/** Archives and documents that are made to be read wrong, or that are broken. */
class HostileDocumentsTest {

    private static final WalkLimits DEFAULT = WalkLimits.DEFAULT;

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

    private static Look look(String name, byte[] attachment) {
        return Look.into(name, attachment, workers, folder);
    }

    @Test
    void archivesAreReadToTheirLastFile() throws IOException {
        Look look = look("a.7z", sevenZip("eins.txt", text("Erstes"), "zwei.txt", text("Zweites")));
        assertThat(look.states()).containsExactly(PartState.SCANNED, PartState.SCANNED, PartState.SCANNED);
        assertThat(look.text()).contains("Erstes", "Zweites", "zwei.txt");
    }

    @Test
    void whatIsPackedIsReadUnderTheNameOfItsPackage() throws IOException {
        assertThat(look("Brief.txt.xz", xz(text("Lieber Leser"))).texts.toString())
                .contains("Lieber Leser", "Brief.txt");
        assertThat(look("Brief.txt.bz2", bzip2(text("Lieber Leser"))).texts.toString())
                .contains("Lieber Leser", "Brief.txt");
    }

    /** The tools unpack both, one after the other. */
    @Test
    void whatFollowsInASecondStreamIsReadToo() throws IOException {
        assertThat(look("a.xz", join(xz(text("eins ")), xz(text("zwei")))).text())
                .contains("eins zwei");
        assertThat(look("a.bz2", join(bzip2(text("eins ")), bzip2(text("zwei"))))
                        .text())
                .contains("eins zwei");
    }

    @Test
    void archivesInArchivesAreOpened() throws IOException {
        byte[] inner = sevenZip("brief.txt", text("ganz innen"));
        byte[] nested = xz(zip("b.7z", bzip2(sevenZip("a.7z", inner))));
        Look look = look("a.zip.xz", nested);
        assertThat(look.text()).contains("ganz innen");
        assertThat(look.states()).containsOnly(PartState.SCANNED);
    }

    @Test
    void nestedArchivesCountAgainstTheSameLimits() throws IOException {
        byte[] noise = new byte[600_000];
        new Random(1).nextBytes(noise);
        byte[] nested = sevenZip("a.xz", xz(noise), "b.xz", xz(noise));
        WalkLimits limits = new WalkLimits(50, 2_000, 25_000_000, 50_000_000, 2_000_000, 20_000);
        assertThat(Look.into("a.7z", nested, workers, folder, limits).states()).contains(PartState.LIMIT);
    }

    @Test
    void anArchiveThatUnpacksToFarMoreThanItsSizeEndsAtTheLimit() throws IOException {
        assertThat(look("a.xz", bomb(XZCompressorOutputStream::new)).states()).contains(PartState.LIMIT);
        assertThat(look("a.bz2", bomb(BZip2CompressorOutputStream::new)).states())
                .contains(PartState.LIMIT);
        assertThat(look("a.7z", sevenZipBomb()).states()).contains(PartState.LIMIT);
        assertThat(workers.pids()).as("nothing died of it").hasSize(1);
    }

    @Test
    void anArchiveWithTooManyFilesEndsAtTheLimit() throws IOException {
        Object[] files = new Object[2 * 300];
        for (int i = 0; i < 300; i++) {
            files[2 * i] = i + ".txt";
            files[2 * i + 1] = text("x");
        }
        WalkLimits limits = new WalkLimits(50, 2_000, 25_000_000, 50_000_000, 1L << 27, 200);
        assertThat(Look.into("a.7z", sevenZip(files), workers, folder, limits).state())
                .isEqualTo(PartState.LIMIT);
    }

    @Test
    void tooMuchTextIsCutAndSaysSo() {
        WalkLimits limits = new WalkLimits(50, 2_000, 1_000, 50_000_000, 1L << 27, 20_000);
        Look look = Look.into("a.xls", LargeDocuments.workbook(1_000), workers, folder, limits);
        assertThat(look.state()).isEqualTo(PartState.LIMIT);
        assertThat(look.text()).contains("Zelle 0").doesNotContain("Zelle 999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "testPDF.pdf",
                "testWORD.doc",
                "testEXCEL.xls",
                "testPPT.ppt",
                "testMSG.msg",
                "testRTF.rtf",
                "testWINMAIL.dat"
            })
    void aDocumentThatBreaksOffIsNeverTakenForWhole(String name) {
        byte[] whole = RealDocuments.named(name);
        for (int part = 1; part < 8; part++) {
            Look look = look(name, Arrays.copyOf(whole, whole.length * part / 8));
            assertThat(look.states()).as("%d eighths", part).contains(PartState.ERROR);
        }
    }

    @Test
    void anArchiveThatBreaksOffIsNeverTakenForWhole() throws IOException {
        byte[] noise = new byte[50_000];
        new Random(2).nextBytes(noise);
        for (byte[] whole : List.of(sevenZip("a.bin", noise), xz(noise), bzip2(noise))) {
            for (int part = 1; part < 8; part++) {
                Look look = look("a", Arrays.copyOf(whole, whole.length * part / 8));
                assertThat(look.states()).as("%d eighths", part).contains(PartState.ERROR);
            }
        }
    }

    @Test
    void anEncryptedArchiveSaysSoWithAndWithoutNames() throws IOException, InterruptedException {
        Path secret = Files.writeString(folder.resolve("gehalt.txt"), "geheim");
        for (String names : List.of("-mhe=off", "-mhe=on")) {
            Path archive = folder.resolve("a" + names + ".7z");
            Process packer = new ProcessBuilder("7z", "a", "-pgeheim", names, archive.toString(), secret.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(packer.waitFor()).isZero();
            Look look = look("a.7z", Files.readAllBytes(archive));
            assertThat(look.state()).isEqualTo(PartState.ENCRYPTED_PASSWORD);
            assertThat(look.texts.toString().contains("gehalt.txt")).isEqualTo(names.endsWith("off"));
        }
    }

    /** Some readers open it as the one, some as the other. */
    @Test
    void aFileThatIsTwoThingsIsReadAsBoth() throws IOException {
        Look look = look("a.pdf", join(RealDocuments.named("testPDF.pdf"), zip("a.txt", text("hinten im ZIP"))));
        assertThat(look.text()).contains("Apache Tika", "hinten im ZIP");
    }

    @ParameterizedTest
    @CsvSource({"testPDF.pdf,brief.doc", "testWORD.doc,bild.png", "testRTF.rtf,a.txt", "testEXCEL.xls,tabelle.docx"})
    void theNameOfAFileDoesNotDecideHowItIsRead(String document, String name) {
        Look look = look(name, RealDocuments.named(document));
        assertThat(look.state()).isEqualTo(PartState.SCANNED);
        assertThat(look.text()).isNotBlank();
    }

    /** Whatever bytes come: the worker says how it ended, and the next document is read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "testPDF.pdf",
                "testWORD.doc",
                "testEXCEL.xls",
                "testPPT.ppt",
                "testMSG.msg",
                "testRTF.rtf",
                "testWINMAIL.dat"
            })
    void brokenBytesHaveADefinedEnd(String name) {
        byte[] whole = RealDocuments.named(name);
        Random random = new Random(name.hashCode());
        for (int round = 0; round < 25; round++) {
            byte[] broken = whole.clone();
            for (int i = 0; i < 1 + random.nextInt(40); i++) {
                broken[16 + random.nextInt(broken.length - 16)] = (byte) random.nextInt();
            }
            assertThat(look(name, broken).parts).isNotEmpty();
        }
        assertThat(look(name, whole).state()).isEqualTo(PartState.SCANNED);
    }

    private interface Packer {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] bomb(Packer packer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packer.around(bytes)) {
            byte[] zeros = new byte[1 << 20];
            for (long done = 0; done < DEFAULT.unpackedBytes() + zeros.length; done += zeros.length) {
                out.write(zeros);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] sevenZipBomb() throws IOException {
        Path file = folder.resolve("bomb.7z");
        try (SevenZOutputFile archive = new SevenZOutputFile(file.toFile())) {
            archive.putArchiveEntry(entry("zeros"));
            byte[] zeros = new byte[1 << 20];
            for (long done = 0; done < DEFAULT.unpackedBytes() + zeros.length; done += zeros.length) {
                archive.write(zeros);
            }
            archive.closeArchiveEntry();
        }
        return Files.readAllBytes(file);
    }

    /** Names and contents in turn. */
    private static byte[] sevenZip(Object... files) throws IOException {
        Path file = Files.createTempFile(folder, "made", ".7z");
        try (SevenZOutputFile archive = new SevenZOutputFile(file.toFile())) {
            for (int i = 0; i < files.length; i += 2) {
                archive.putArchiveEntry(entry((String) files[i]));
                archive.write((byte[]) files[i + 1]);
                archive.closeArchiveEntry();
            }
        }
        return Files.readAllBytes(file);
    }

    private static SevenZArchiveEntry entry(String name) {
        SevenZArchiveEntry entry = new SevenZArchiveEntry();
        entry.setName(name);
        return entry;
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] xz(byte[] content) throws IOException {
        return packed(XZCompressorOutputStream::new, content);
    }

    private static byte[] bzip2(byte[] content) throws IOException {
        return packed(BZip2CompressorOutputStream::new, content);
    }

    private static byte[] packed(Packer packer, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packer.around(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
