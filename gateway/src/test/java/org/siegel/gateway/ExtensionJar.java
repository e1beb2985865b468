package org.siegel.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Packs the test's extension and enters it in the configuration, as its administrator would. */
final class ExtensionJar {

    private static final String PACKAGE = "org.siegel.gateway.extension";

    private ExtensionJar() {}

    static void writeTo(Path directory) throws IOException {
        var jar = Files.createDirectories(directory.resolve("extensions-jars")).resolve("stamp.jar");
        var folder = Path.of("target/test-classes").resolve(PACKAGE.replace('.', '/'));
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var classes = Files.list(folder)) {
            for (var file : classes.toList()) {
                out.putNextEntry(new JarEntry(PACKAGE.replace('.', '/') + "/" + file.getFileName()));
                Files.copy(file, out);
            }
        }
        GatewayProcess.edit(
                directory,
                "extensions.properties",
                text -> text + "\nguice.extension.module=" + PACKAGE + ".StampModule\nguice.extension.startable="
                        + PACKAGE + ".StampStartable\n");
        GatewayProcess.edit(
                directory,
                "healthcheck.properties",
                text -> text + "\nadditional.healthchecks=" + PACKAGE + ".StampHealthCheck\n");
        GatewayProcess.edit(
                directory, "webadmin.properties", text -> text + "\nextensions.routes=" + PACKAGE + ".StampRoutes\n");
        GatewayProcess.edit(
                directory,
                "mailetcontainer.xml",
                text -> text.replaceFirst(
                        "(<processor state=\"transport\"[^>]*>)",
                        "$1<mailet match=\"" + PACKAGE + ".OddRecipients\" class=\"" + PACKAGE + ".StampMailet\"/>"));
    }
}
