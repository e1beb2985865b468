package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's Chromium without a window, as somebody has it on a desk or a phone. */
final class Chromium implements AutoCloseable {

    private static final Path PICTURES =
            Path.of(System.getProperty("siegel.root"), "integration-tests/target/screenshots");

    final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** A desktop browser. */
    static Chromium desktop(String language) {
        ChromeOptions options = options(language);
        options.addArguments("--window-size=1280,900");
        return start(options);
    }

    /** A small phone with a fine screen. */
    static Chromium phone(String language) {
        ChromeOptions options = options(language);
        options.setExperimentalOption(
                "mobileEmulation", Map.of("deviceMetrics", Map.of("width", 360, "height", 740, "pixelRatio", 2.0)));
        return start(options);
    }

    private static ChromeOptions options(String language) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.setAcceptInsecureCerts(true); // its certificate is checked elsewhere
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--accept-lang=" + language);
        return options;
    }

    private static Chromium start(ChromeOptions options) {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60));
        return new Chromium(driver);
    }

    /** From now on pages run no scripts of their own. */
    void withoutScripts() {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    /** In dark surroundings. */
    void dark() {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    }

    /** Keeps what is to be seen, the whole page. */
    void picture(String name) {
        try {
            Files.createDirectories(PICTURES);
            Map<String, Object> shot = driver.executeCdpCommand(
                    "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "format", "png"));
            Files.write(
                    PICTURES.resolve(name + ".png"),
                    OutputType.BYTES.convertFromBase64Png(String.valueOf(shot.get("data"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Demands that axe, with all its rules of WCAG and of best practice, finds nothing. */
    void demandAccessible() {
        demandAccessible("{}", 10);
    }

    /**
     * The same by the rules of WCAG only: a mail is shown within a page that has the landmarks.
     *
     * @param rules more than so many must have found something to look at
     */
    void demandAccessibleMail(int rules) {
        demandAccessible("{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}", rules);
    }

    @SuppressWarnings("unchecked") // what axe returns
    private void demandAccessible(String options, int rules) {
        driver.executeScript(axe());
        Map<String, Object> found =
                (Map<String, Object>) driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                        + "axe.run(document, " + options
                        + ").then(result => done({violations: JSON.stringify(result.violations),"
                        + " passes: result.passes.length}))"
                        + ".catch(error => done({violations: String(error), passes: 0}));");
        assertThat(found.get("violations")).isEqualTo("[]");
        assertThat(((Number) found.get("passes")).intValue()).isGreaterThan(rules);
    }

    /** Demands that nobody has to scroll sideways. */
    void demandThatItFits() {
        assertThat(driver.executeScript(
                        "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isEqualTo(true);
    }

    private static String axe() {
        String file = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
        try (InputStream in = Chromium.class.getResourceAsStream(file)) {
            assertThat(in).as(file).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
