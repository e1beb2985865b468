package org.siegel.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.FileDigest;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.password.PasswordId;

/**
 * What Firefox and Chromium make of a sealed PDF: pdf.js, which is Firefox's viewer, and a real Chromium into whose dialog the password
 * is typed. {@code .ci/run} installs both; what Chromium showed is kept in {@code target/chromium}.
 */
class BrowsersInteropIT {

    private static final Path PACKAGES = Path.of(System.getProperty("siegel.root", "../.."), "work/npm");
    private static final String RIGHT = new String(Mails.passphrase().copy());
    private static final String WRONG = "k7mq-x3td-9hwp-2bfz-4nrs-8vgx";

    @TempDir
    static Path directory;

    private static SealedContainer container;
    private static byte[] attachment;

    @BeforeAll
    static void seal() throws Exception {
        assertThat(PACKAGES.resolve("node_modules/pdfjs-dist"))
                .as("pdf.js and puppeteer: .ci/run has the line that installs them")
                .isDirectory();
        attachment = Mails.png(300, 200);
        String raw = Mails.mixed(Mails.attachment("image/png", "filename*=utf-8''L%C3%A4ngsschnitt.png", attachment));
        try (var message = Mails.read(raw, directory)) {
            var request = SealingRequest.of(ContainerKind.PDF, Mails.passphrase(), new PasswordId("K7Q2"), directory);
            container = new Sealing(new SecureRandom(), Clock.systemUTC(), 1).seal(message, request);
        }
    }

    private record Said(int exit, String words) {}

    @Test
    void firefoxsViewerReadsTextAndAttachmentsWithTheRightPassword() throws Exception {
        Said said = node("open-pdf.mjs", RIGHT);
        assertThat(said.exit()).as(said.words()).isZero();
        assertThat(said.words())
                .contains("Streng vertraulich", "Sehr geehrte Damen und Herren")
                .contains("file "
                        + HexFormat.of().formatHex(FileDigest.newSha256().digest(attachment)) + " Längsschnitt.png");
    }

    @Test
    void firefoxsViewerRefusesAWrongOne() throws Exception {
        Said said = node("open-pdf.mjs", WRONG);
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.words()).contains("PasswordException").doesNotContain("Sehr geehrte");
    }

    @Test
    void chromiumOpensItWithTheRightPassword() throws Exception {
        Path picture = picture("right.png");
        Said said = node("look-pdf.mjs", RIGHT, picture.toString());
        assertThat(said.words().strip()).as(said.words()).endsWith("opened");
        assertThat(whiteShare(picture)).as("the page is white").isGreaterThan(0.3);
    }

    @Test
    void chromiumAsksAgainAfterAWrongOne() throws Exception {
        Path picture = picture("wrong.png");
        Said said = node("look-pdf.mjs", WRONG, picture.toString());
        assertThat(said.words().strip()).as(said.words()).endsWith("refused");
        assertThat(whiteShare(picture)).as("a dialog on a dark page").isLessThan(0.3);
    }

    private static Path picture(String name) throws IOException {
        return Files.createDirectories(Path.of("target/chromium").toAbsolutePath())
                .resolve(name);
    }

    private static double whiteShare(Path picture) throws IOException {
        var image = ImageIO.read(picture.toFile());
        long white = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                white += (image.getRGB(x, y) & 0xFFFFFF) == 0xFFFFFF ? 1 : 0;
            }
        }
        return (double) white / ((double) image.getWidth() * image.getHeight());
    }

    private static Said node(String script, String password, String... more) throws Exception {
        Path file = directory.resolve(script);
        if (Files.notExists(file)) {
            try (var in = BrowsersInteropIT.class.getResourceAsStream(script)) {
                Files.copy(in, file);
            }
        }
        List<String> command = new ArrayList<>(
                List.of("node", file.toString(), container.file().toString(), password));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .directory(PACKAGES.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), words);
    }
}
