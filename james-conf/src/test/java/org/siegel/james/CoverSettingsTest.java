package org.siegel.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the wording of cover mails comes from. */
class CoverSettingsTest {

    private static final Path SHIPPED = Path.of("conf", "siegel.properties");
    private static final Path HOME = Path.of("home");

    @Test
    void theShippedFileKeepsTheBuiltInWording() {
        assertThat(Settings.read(SHIPPED, HOME).coverTemplates()).isEmpty();
    }

    @Test
    void theFolderIsRelativeToTheWorkingDirectory() {
        assertThat(Settings.read(SHIPPED, HOME, Map.of("cover.templates", "conf/cover"))
                        .coverTemplates())
                .contains(HOME.resolve("conf/cover"));
    }
}
