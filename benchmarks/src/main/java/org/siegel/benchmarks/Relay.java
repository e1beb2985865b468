package org.siegel.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.siegel.demo.ConfFolder;
import org.siegel.demo.Distribution;
import org.siegel.demo.GatewayProcess;
import org.siegel.demo.Office;
import org.siegel.demo.Submission;
import org.siegel.demo.World;
import org.siegel.testing.smtp.SmtpSink;

/**
 * Mails per second from acceptance to arrival, everything on this machine: the shipped pipeline (classification, prediction
 * warm, strict delivery over TLS 1.3 with DANE, evidence) beside stock James's {@code RemoteDelivery}, which is spared TLS.
 * Both run in the same gateway with the same durable queue, in turn.
 */
public final class Relay {

    private static final String TO = "empfang@qualified.test";
    private static final int SENDERS = 20;
    private static final int SIZE = 10 * 1024;
    private static final int WARM_UP = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Relay() {}

    /** Arguments: number of mails in a round (default 1000), number of rounds of each side (default 3). */
    @AtTheEdge
    public static void main(String[] arguments) throws Exception {
        int mails = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        System.out.printf(
                Locale.ROOT,
                "relay: %d mails of %d KiB a round from %d senders to one TLS 1.3 server (ECDSA P-256), %d rounds of each"
                        + " side in turn.%n  siegel: the shipped pipeline. james: James 3.8.1's RemoteDelivery"
                        + " without TLS.%n  Same process settings (-Xmx512m), same queue (each mail forced to the"
                        + " disk before it is acknowledged).%n",
                mails,
                SIZE / 1024,
                SENDERS,
                rounds);
        Path folder = Files.createTempDirectory("siegel-relay-");
        try (World world = World.start(Clock.system(ZoneId.systemDefault()));
                GatewayProcess siegel = start(world, folder.resolve("siegel"), false);
                GatewayProcess james = start(world, folder.resolve("james"), true)) {
            SmtpSink sink = world.sink("qualified.test");
            round(siegel, sink, WARM_UP);
            round(james, sink, WARM_UP);
            List<Double> ours = new ArrayList<>();
            List<Double> theirs = new ArrayList<>();
            for (int i = 1; i <= rounds; i++) {
                ours.add(round(siegel, sink, mails));
                theirs.add(round(james, sink, mails));
                System.out.printf(
                        Locale.ROOT,
                        "  round %d: siegel %.0f mails/s, james %.0f mails/s%n",
                        i,
                        ours.getLast(),
                        theirs.getLast());
            }
            System.out.printf(Locale.ROOT, "RATIO james-clear %.2f%n", median(ours) / median(theirs));
        }
    }

    private static GatewayProcess start(World world, Path home, boolean isStock) throws IOException {
        Distribution shipped = Distribution.here();
        ConfFolder conf = Office.furnish(shipped, home, world, LocalDate.now(ZoneId.systemDefault()));
        if (isStock) {
            conf.write("mailetcontainer.xml", stockPipeline(world));
            conf.withoutExtension();
        }
        return GatewayProcess.start(shipped, home);
    }

    private static String stockPipeline(World world) throws IOException {
        try (var in = Relay.class.getResourceAsStream("stock-mailetcontainer.xml")) {
            if (in == null) {
                throw new IOException("stock-mailetcontainer.xml is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(
                            "HOST",
                            world.sink("qualified.test").address().getAddress().getHostAddress())
                    .replace("PORT", Integer.toString(world.port()));
        }
    }

    /** Sends and waits until all have arrived; mails per second. */
    private static double round(GatewayProcess gateway, SmtpSink sink, int mails) throws Exception {
        sink.forget();
        long begin = System.nanoTime();
        AtomicInteger left = new AtomicInteger(mails);
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                running.add(senders.submit(() -> {
                    try (Submission submission = Submission.to(gateway.smtpPort())) {
                        while (left.getAndDecrement() > 0) {
                            submission.send("absender@organisation.test", List.of(TO), MESSAGE);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        if (sink.awaitMessages(mails, PATIENCE).size() < mails) {
            throw new IllegalStateException("Only " + sink.counts().messages() + " of " + mails + " mails arrived");
        }
        return mails / ((System.nanoTime() - begin) / 1e9);
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static final byte[] MESSAGE = message();

    private static byte[] message() {
        StringBuilder text = new StringBuilder("""
                From: Absender <absender@organisation.test>
                To: Empfang <empfang@qualified.test>
                Subject: Liefertermin
                Date: Mon, 23 Nov 2026 10:00:00 +0100
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                """);
        String[] words = "Guten Tag wir bestätigen den Termin der Lieferung wie besprochen und senden die Unterlagen"
                .split(" ", -1);
        for (int i = 0; text.length() < SIZE; i++) {
            text.append(words[i % words.length]).append(i % 12 == 11 ? "\n" : " ");
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }
}
