package org.siegel.demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gateway as it is shipped, in a process of its own. */
public final class GatewayProcess implements AutoCloseable {

    private static final String MAIN = "org.siegel.gateway.SiegelGateway";
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Pattern READY =
            Pattern.compile("Siegel gateway is ready: SMTP 127\\.0\\.0\\.1:(\\d+), WebAdmin (http://\\S+)");
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");
    private static final Pattern SIZE = Pattern.compile("\"size\"\\s*:\\s*(\\d+)");
    private static final List<String> QUEUES = List.of("spool", "outgoing", "internal");

    /** One look may fall between two queues: a mail is put into the next before it is taken out of the last. */
    private static final int LOOKS = 3;

    private final Path home;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private int smtpPort;
    private String webAdmin = "";

    private GatewayProcess(Path home, Process process) {
        this.home = home;
        this.process = process;
        // Whoever ends this program does not leave the gateway behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop the gateway"));
    }

    /** Starts it and returns when it says that it is ready. */
    public static GatewayProcess start(Distribution shipped, Path home, String... javaOptions) {
        return start(shipped, home, Map.of(), javaOptions);
    }

    /** The same with variables in its environment. */
    static GatewayProcess start(
            Distribution shipped, Path home, Map<String, String> environment, String... javaOptions) {
        List<String> options = new ArrayList<>(List.of("-cp", shipped.lib() + "/*"));
        options.addAll(List.of(javaOptions));
        return ready(launch(home, environment, options, MAIN));
    }

    @SuppressWarnings("resource") // closed here if it does not start
    private static GatewayProcess ready(GatewayProcess gateway) {
        try {
            gateway.awaitReady();
            return gateway;
        } catch (RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    /**
     * Another program that takes the gateway's place: it runs on the gateway's libraries and its own, and says the same when it
     * is ready.
     *
     * @param classPath of its own
     */
    public static GatewayProcess startOther(
            Distribution shipped, Path home, String classPath, String main, String... javaOptions) {
        List<String> options = new ArrayList<>(List.of(javaOptions));
        options.addAll(List.of("-cp", shipped.lib() + "/*" + File.pathSeparator + classPath));
        return ready(launch(home, Map.of(), options, main));
    }

    private static GatewayProcess launch(
            Path home, Map<String, String> environment, List<String> javaOptions, String main) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dworking.directory=" + home + "/"));
        command.addAll(javaOptions);
        command.add(main);
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("output.txt").toFile());
        process.environment().putAll(environment);
        try {
            return new GatewayProcess(home, process.start());
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway cannot be started", e);
        }
    }

    private void awaitReady() {
        Patience.demand(
                START,
                () -> !process.isAlive() || READY.matcher(output()).find(),
                () -> "the gateway does not get ready. It said:\n" + output());
        Matcher ready = READY.matcher(output());
        if (!ready.find()) {
            throw new DemoException("the gateway has stopped instead of getting ready. It said:\n" + output());
        }
        smtpPort = Integer.parseInt(ready.group(1));
        webAdmin = ready.group(2);
    }

    public int smtpPort() {
        return smtpPort;
    }

    /** Its process's number. */
    public long pid() {
        return process.pid();
    }

    /** What is alive in its heap after a collection, in MiB. */
    public long heapAliveMiB() throws IOException, InterruptedException {
        jcmd("GC.run");
        return USED.matcher(jcmd("GC.heap_info"))
                        .results()
                        .mapToLong(used -> Long.parseLong(used.group(1)))
                        .sum()
                / 1024;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd " + command + " failed: " + output);
        }
        return output;
    }

    /** The address of WebAdmin. */
    public String webAdmin() {
        return webAdmin;
    }

    /** All that it wrote to its console. */
    String output() {
        try {
            return Files.readString(home.resolve("output.txt"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway's output cannot be read", e);
        }
    }

    /** What WebAdmin tells of the gateway's health. */
    String health() {
        return get("/healthcheck");
    }

    /** The mails in the queue, those in hand and those that wait for their time included. */
    int queued(String queue) {
        Matcher size = SIZE.matcher(get("/mailQueues/" + queue));
        if (!size.find()) {
            throw new DemoException("WebAdmin does not tell the size of the queue " + queue);
        }
        return Integer.parseInt(size.group(1));
    }

    /** Whether no queue holds anything any more, and no mail taken from one is still in hand, in time. */
    boolean awaitIdle(Duration most) {
        int[] empty = {0};
        return Patience.await(most, () -> {
            boolean isEmpty = QUEUES.stream().allMatch(queue -> queued(queue) == 0 && inHand(queue) == 0);
            empty[0] = isEmpty ? empty[0] + 1 : 0;
            return empty[0] >= LOOKS;
        });
    }

    /** A mail stays in its queue's folder until all is done that follows from it; the queue's size does not tell. */
    private long inHand(String queue) {
        Path folder = home.resolve("var/queue").resolve(queue);
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".spare"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** The mails in the repository var/mail/NAME. */
    List<Path> repository(String name) {
        Path folder = home.resolve("var/mail").resolve(name);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".mail")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private String get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(webAdmin + path))
                .timeout(Duration.ofSeconds(20))
                .method("GET", BodyPublishers.noBody())
                .build();
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new DemoException(
                    "WebAdmin does not answer " + path + ": the gateway is " + (process.isAlive() ? "running" : "gone")
                            + ". It said:\n" + output(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted while asking WebAdmin", e);
        }
    }

    /** Stops it as an administrator does (SIGTERM), so that the database is closed. */
    public void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                throw new DemoException("the gateway does not stop. It said:\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted while the gateway stops", e);
        }
    }

    /** Kills it (SIGKILL), if it is still there. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        http.close();
    }
}
