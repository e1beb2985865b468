package org.siegel.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.policy.AttachmentLayout;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.password.PasswordId;

/**
 * Real-looking mails on paper, as poppler paints them, beside kept pictures of pages that somebody looked at. After a change that is
 * meant: {@code -Dsiegel.write=true}, look at what changed, and commit it.
 */
class RenderedMailsInteropIT {

    private static final Path KEPT = Path.of("src/test/resources/org/siegel/sealing/rendered");
    private static final String PASSWORD = new String(Mails.passphrase().copy());
    private static final Sealing SEALING = new Sealing(new SecureRandom(), Clock.systemUTC(), 1);

    /** Of 255: versions of poppler smooth edges differently. */
    private static final double MEAN_DIFFERENCE = 2.0;

    /** Of the pixels: so many may be quite different. */
    private static final double QUITE_DIFFERENT = 0.01;

    @TempDir
    Path directory;

    static Stream<String> names() {
        return SampleMails.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void looksAsItDid(String name) throws Exception {
        List<Path> pages = pages(name);
        if (Boolean.getBoolean("siegel.write")) {
            keep(name, pages);
        }
        for (int i = 0; i < pages.size(); i++) {
            Path kept = KEPT.resolve(name + "-" + (i + 1) + ".png");
            assertThat(kept).as("a page more than there was").exists();
            requireAlike(
                    name + ", page " + (i + 1),
                    ImageIO.read(kept.toFile()),
                    ImageIO.read(pages.get(i).toFile()));
        }
        assertThat(KEPT.resolve(name + "-" + (pages.size() + 1) + ".png"))
                .as("a page less than there was")
                .doesNotExist();
    }

    private List<Path> pages(String name) throws Exception {
        try (var message = Mails.read(SampleMails.all().get(name), directory)) {
            var request = SealingRequest.of(ContainerKind.PDF, Mails.passphrase(), new PasswordId("K7Q2"), directory)
                    .by("Stadt Musterhausen")
                    .laidOut(AttachmentLayout.AUTO, true);
            Path file = SEALING.seal(message, request).file();
            Process painting = new ProcessBuilder(
                            "pdftoppm", "-r", "50", "-gray", "-png", "-upw", PASSWORD, file.toString(), "page")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(painting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(painting.waitFor()).as(said).isZero();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }

    private static void keep(String name, List<Path> pages) throws IOException {
        Files.createDirectories(KEPT);
        try (var old = Files.newDirectoryStream(KEPT, name + "-*.png")) {
            for (Path page : old) {
                Files.delete(page);
            }
        }
        for (int i = 0; i < pages.size(); i++) {
            Files.copy(pages.get(i), KEPT.resolve(name + "-" + (i + 1) + ".png"));
        }
    }

    private static void requireAlike(String page, BufferedImage kept, BufferedImage now) {
        assertThat(now.getWidth()).as(page).isEqualTo(kept.getWidth());
        assertThat(now.getHeight()).as(page).isEqualTo(kept.getHeight());
        long sum = 0;
        long quite = 0;
        for (int y = 0; y < kept.getHeight(); y++) {
            for (int x = 0; x < kept.getWidth(); x++) {
                int difference = Math.abs(
                        kept.getRaster().getSample(x, y, 0) - now.getRaster().getSample(x, y, 0));
                sum += difference;
                quite += difference > 64 ? 1 : 0;
            }
        }
        double pixels = (double) kept.getWidth() * kept.getHeight();
        assertThat(sum / pixels).as("%s: mean difference", page).isLessThan(MEAN_DIFFERENCE);
        assertThat(quite / pixels).as("%s: share that is quite different", page).isLessThan(QUITE_DIFFERENT);
    }
}
