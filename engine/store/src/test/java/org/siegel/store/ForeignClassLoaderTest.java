package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * As in James: everything in a class loader of its own that is not the thread's context class loader, and the module in
 * a jar, here without entries for its folders.
 */
class ForeignClassLoaderTest {

    @TempDir
    Path folder;

    @Test
    void h2StoreWorks() throws Exception {
        runInForeignLoader(Databases.h2(folder));
    }

    @Test
    @Tag("postgres")
    void postgresStoreWorks() throws Exception {
        runInForeignLoader(Databases.postgres());
    }

    private void runInForeignLoader(DatabaseSettings settings) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        List<java.sql.Driver> drivers = Collections.list(java.sql.DriverManager.getDrivers());
        try (URLClassLoader foreign = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
                URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
            Thread.currentThread().setContextClassLoader(empty);
            for (java.sql.Driver driver : drivers) {
                java.sql.DriverManager.deregisterDriver(driver);
            }
            Class<?> inside = foreign.loadClass(Inside.class.getName());
            assertThat(inside.getClassLoader()).isSameAs(foreign);
            Object result = inside.getMethod("use", String.class, String.class, String.class, String.class)
                    .invoke(null, settings.url(), settings.user(), settings.password(), folder.toString());
            assertThat(result).isEqualTo(1 + "secret".length());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
            for (java.sql.Driver driver : drivers) {
                java.sql.DriverManager.registerDriver(driver);
            }
        }
    }

    private URL[] classPath() throws IOException {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .map(this::asJar)
                .map(ForeignClassLoaderTest::url)
                .toArray(URL[]::new);
    }

    private Path asJar(Path entry) {
        if (!Files.isDirectory(entry)) {
            return entry;
        }
        try {
            Path jar = Files.createTempFile(folder, "module", ".jar");
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream out = new JarOutputStream(file);
                    var paths = Files.walk(entry)) {
                for (Path path : paths.filter(Files::isRegularFile).toList()) {
                    out.putNextEntry(
                            new JarEntry(entry.relativize(path).toString().replace('\\', '/')));
                    Files.copy(path, out);
                }
            }
            return jar;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Runs in the foreign loader; only JDK types cross its border. */
    public static final class Inside {

        private Inside() {}

        public static int use(String url, String user, String password, String folder) throws SQLException {
            try (Store store = Store.open(
                    new DatabaseSettings(url, user, password), "node", Clock.systemUTC(), new SecureRandom())) {
                store.evidence().append(Samples.full());
                PasswordStore passwords =
                        store.passwords(SecretBox.openOrCreate(Path.of(folder, "secret.key"), new SecureRandom()));
                passwords.create(
                        new NewPassword(
                                "m",
                                Optional.empty(),
                                List.of("a@b.invalid"),
                                Container.Format.PDF,
                                Clock.systemUTC().instant().plusSeconds(600)),
                        () -> "K7Q2",
                        "secret".toCharArray());
                return store.evidence().byMailName("Mail1700-full").size()
                        + passwords.reveal("K7Q2", "m").orElseThrow().length;
            }
        }
    }
}
