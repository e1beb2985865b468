package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfFolderTest {

    private static final Path SHIPPED = Path.of("..", "james-conf", "conf");

    @TempDir
    Path home;

    @Test
    void withoutTheExtensionNoPropertyNamesAClassOfIt() throws IOException {
        Path conf = Files.createDirectory(home.resolve("conf"));
        List<String> names = List.of("extensions.properties", "webadmin.properties", "healthcheck.properties");
        for (String name : names) {
            Files.copy(SHIPPED.resolve(name), conf.resolve(name));
        }

        new ConfFolder(home).withoutExtension();

        for (String name : names) {
            assertThat(Files.readAllLines(conf.resolve(name)))
                    .as(name)
                    .noneMatch(line -> !line.startsWith("#") && line.contains("org.siegel."));
        }
    }
}
