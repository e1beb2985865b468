package org.siegel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** The gateway as it is shipped, as a process of its own, on a working directory of the test's. */
final class GatewayProcess implements AutoCloseable {

    private static final Path HOME = Path.of(System.getProperty("gateway.home"));
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path directory;
    private final Process process;

    private GatewayProcess(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    /** The shipped configuration with free ports, without Siegel's own extension, and with a pipeline of stock mailets. */
    static void configure(Path directory) throws IOException {
        var conf = Files.createDirectories(directory.resolve("conf"));
        try (var files = Files.list(HOME.resolve("conf"))) {
            for (var file : files.toList()) {
                Files.copy(file, conf.resolve(file.getFileName()));
            }
        }
        Files.copy(
                Path.of("src/test/resources/conf/mailetcontainer.xml"),
                conf.resolve("mailetcontainer.xml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        edit(directory, "smtpserver.xml", text -> text.replace("127.0.0.1:2525", "127.0.0.1:0"));
        edit(directory, "webadmin.properties", text -> text.replace("port=8000", "port=0"));
        edit(directory, "extensions.properties", text -> text.replace("guice.extension.module=", "#"));
        edit(directory, "webadmin.properties", text -> text.replace("extensions.routes=", "#"));
        edit(directory, "healthcheck.properties", text -> text.replace("additional.healthchecks=", "#"));
    }

    /** The change must change something: a test must not go on with what it did not ask for. */
    static void edit(Path directory, String name, UnaryOperator<String> change) throws IOException {
        var file = directory.resolve("conf").resolve(name);
        var before = Files.readString(file);
        var after = change.apply(before);
        assertThat(after).as(name).isNotEqualTo(before);
        Files.writeString(file, after);
    }

    /** Returns when it says that it is ready. */
    static GatewayProcess start(Path directory) throws IOException {
        var gateway = launch(directory);
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            assertThat(gateway.process.isAlive()).as(gateway.output()).isTrue();
            return gateway.output().contains("Siegel gateway is ready: ");
        });
        return gateway;
    }

    static GatewayProcess launch(Path directory) throws IOException {
        var command = List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dworking.directory=" + directory + "/",
                "-Dlogback.configurationFile=" + directory.resolve("conf/logback.xml"),
                "-cp",
                HOME.resolve("lib") + "/*",
                "org.siegel.gateway.SiegelGateway");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile())
                .start();
        return new GatewayProcess(directory, process);
    }

    String output() {
        try {
            return Files.readString(directory.resolve("output.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Smtp smtp() throws IOException {
        return Smtp.connect(smtpPort()).hello();
    }

    int smtpPort() throws IOException {
        return Integer.parseInt(port("smtp"));
    }

    /** The body of the answer, whatever its status. */
    String webAdmin(String method, String path, String body) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + port("webadmin") + path);
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    String get(String path) throws IOException, InterruptedException {
        return webAdmin("GET", path, "");
    }

    void awaitEmptyQueue(String name) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(get("/mailQueues/" + name)).contains("\"size\":0"));
    }

    /** The files of the mails in the repository var/mail/NAME. */
    List<Path> repository(String name) throws IOException {
        try (var files = Files.list(directory.resolve("var/mail").resolve(name))) {
            return files.filter(file -> file.toString().endsWith(".mail")).toList();
        }
    }

    /** SIGKILL. */
    void kill() {
        close();
    }

    /** SIGTERM; returns the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(output())
                .isTrue();
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    String port(String key) throws IOException {
        var ports = new Properties();
        try (var reader = Files.newBufferedReader(directory.resolve("var/gateway.ports"))) {
            ports.load(reader);
        }
        return ports.getProperty(key);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
