package org.siegel.benchmarks.asking;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.siegel.demo.ConfFolder;
import org.siegel.demo.Distribution;
import org.siegel.demo.GatewayProcess;
import org.siegel.demo.Office;
import org.siegel.demo.SenderPage;
import org.siegel.demo.Submission;
import org.siegel.demo.World;
import org.siegel.testing.smtp.Received;

/**
 * How long a sender waits for the question about a mail (from the gateway's 250 to the question in the sender's mail server, under a
 * steady load), and how long an administrator waits for the list of 10,000 held mails. A real gateway with the shipped
 * configuration, and real mail servers on loopback.
 */
@AtTheEdge
public final class Ask {

    private static final String OWN = "organisation.test";
    private static final String SENDER = "absender@" + OWN;
    private static final String RECIPIENT = "kanzlei@mandatory.test";
    private static final int PER_SECOND = 20;
    private static final int WARM_UP = 100;
    private static final int FILLERS = 4;
    private static final int REQUESTS = 100;
    private static final int STEPS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Pattern NUMBER = Pattern.compile("(?im)^In-Reply-To: <n(\\d+)@");
    private static final Pattern TOTAL = Pattern.compile("\"total\":(\\d+)");
    private static final Pattern NEXT = Pattern.compile("\"after\":\"([0-9a-f]+)\"");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");

    private final World world;
    private final GatewayProcess gateway;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Clock clock;

    private Ask(World world, GatewayProcess gateway, Clock clock) {
        this.world = world;
        this.gateway = gateway;
        this.clock = clock;
    }

    /** {@code [--seconds N] [--held N]}. */
    public static void main(String[] arguments) throws Exception {
        int seconds = option(arguments, "--seconds", 30);
        int held = option(arguments, "--held", 10_000);
        Clock clock = Clock.system(ZoneId.systemDefault());
        Path home = Files.createTempDirectory("siegel-ask-");
        try (World world = World.start(clock)) {
            ConfFolder conf = Office.furnish(Distribution.here(), home, world, LocalDate.now(clock));
            Office.askSenders(conf);
            SenderPage.furnish(conf, world.authority()).close();
            try (GatewayProcess gateway = GatewayProcess.start(Distribution.here(), home)) {
                Ask ask = new Ask(world, gateway, clock);
                double p99 = ask.questions(seconds);
                double list = ask.list(held);
                System.out.printf(Locale.ROOT, "RATIO question-p99-ms %.0f%n", p99);
                System.out.printf(Locale.ROOT, "RATIO list-10k-ms %.0f%n", list);
            }
        }
    }

    private static int option(String[] arguments, String name, int otherwise) {
        int at = Arrays.asList(arguments).indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(arguments[at + 1]);
    }

    /** Milliseconds until the question is there, all but one in a hundred. */
    private double questions(int seconds) throws IOException {
        send(0, WARM_UP, 1);
        awaitQuestions(WARM_UP);
        int mails = seconds * PER_SECOND;
        Map<Integer, Instant> accepted = new HashMap<>();
        try (Submission submission = Submission.to(gateway.smtpPort())) {
            long begin = System.nanoTime();
            for (int i = 0; i < mails; i++) {
                long due = begin + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                submission.send(SENDER, List.of(RECIPIENT), message(WARM_UP + i));
                accepted.put(WARM_UP + i, clock.instant());
            }
            double took = (System.nanoTime() - begin) / 1e9;
            System.out.printf(Locale.ROOT, "%d mails sent in %.1f s, %.1f a second%n", mails, took, mails / took);
        }
        awaitQuestions(WARM_UP + mails);
        double[] millis = world.sink(OWN).messages().stream()
                .mapToDouble(question -> {
                    Instant sent = accepted.get(number(question));
                    return sent == null
                            ? -1
                            : Duration.between(sent, question.at()).toNanos() / 1e6;
                })
                .filter(took -> took >= 0)
                .sorted()
                .toArray();
        if (millis.length < mails * 0.99) {
            throw new IllegalStateException(millis.length + " questions about " + mails + " mails can be told apart");
        }
        double p99 = millis[(int) (millis.length * 0.99)];
        System.out.printf(
                Locale.ROOT,
                "From acceptance to the question in the sender's mail server: p50 %.0f ms, p99 %.0f ms, longest %.0f ms%n",
                millis[millis.length / 2],
                p99,
                millis[millis.length - 1]);
        return p99;
    }

    /** Milliseconds for the first page of the list, all but one in a hundred. */
    private double list(int held) throws IOException, InterruptedException {
        int there = total(get("/adaptive-encryption/held?limit=1"));
        long begin = System.nanoTime();
        tellMemory(begin);
        for (int step = 1; step <= STEPS; step++) {
            int upTo = Math.max(there, held / STEPS * step);
            send(1_000_000 * step, upTo - there, FILLERS);
            awaitQuestions(upTo);
            there = upTo;
            tellMemory(begin);
        }
        double[] millis = new double[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            long start = System.nanoTime();
            get("/adaptive-encryption/held");
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        double p99 = millis[(int) (REQUESTS * 0.99)];
        System.out.printf(
                Locale.ROOT,
                "A page of 100 of them: first %.0f ms, p50 %.0f ms, p99 of %d %.0f ms%n",
                first,
                millis[REQUESTS / 2],
                REQUESTS,
                p99);
        all();
        tellMemory(begin);
        return p99;
    }

    /** What is alive in the heap: it should not depend on how many mails are held. */
    private void tellMemory(long begin) throws IOException, InterruptedException {
        System.out.printf(
                Locale.ROOT,
                "%6d mails are held after %4.0f s: %d MiB alive in the gateway's heap, %d MiB resident%n",
                total(get("/adaptive-encryption/held?limit=1")),
                (System.nanoTime() - begin) / 1e9,
                gateway.heapAliveMiB(),
                residentMiB());
    }

    private void all() throws IOException, InterruptedException {
        long start = System.nanoTime();
        int pages = 0;
        String after = "";
        do {
            String page = get("/adaptive-encryption/held?limit=1000" + after);
            Matcher next = NEXT.matcher(page);
            after = next.find() ? "&after=" + next.group(1) : "";
            pages++;
        } while (!after.isEmpty());
        System.out.printf(
                Locale.ROOT, "All of them in %d pages of 1000: %.0f ms%n", pages, (System.nanoTime() - start) / 1e6);
    }

    private void send(int first, int count, int sessions) throws IOException {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(sessions)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                running.add(threads.submit(() -> {
                    try (Submission submission = Submission.to(gateway.smtpPort())) {
                        for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                            submission.send(SENDER, List.of(RECIPIENT), message(first + n));
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a mail could not be handed over", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void awaitQuestions(int count) {
        world.sink(OWN).awaitMessages(count, PATIENCE);
    }

    private static int number(Received question) {
        Matcher matcher = NUMBER.matcher(question.body().text());
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private static byte[] message(int number) {
        return ("From: Absender <" + SENDER + ">\nTo: " + RECIPIENT + "\nMessage-ID: <n" + number + "@" + OWN
                        + ">\nSubject: [vertraulich] Vorgang " + number
                        + "\nContent-Type: text/plain; charset=utf-8\n\n"
                        + "Guten Tag, anbei die Unterlagen wie besprochen.\n".repeat(40))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(gateway.webAdmin() + path)).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("WebAdmin said " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static int total(String page) {
        Matcher total = TOTAL.matcher(page);
        if (!total.find()) {
            throw new IllegalStateException("the list has no total: " + page);
        }
        return Integer.parseInt(total.group(1));
    }

    private long residentMiB() throws IOException {
        Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc/" + gateway.pid() + "/status")));
        return resident.find() ? Long.parseLong(resident.group(1)) / 1024 : 0;
    }
}
