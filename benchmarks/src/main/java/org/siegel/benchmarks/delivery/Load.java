package org.siegel.benchmarks.delivery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import org.siegel.demo.Submission;

/** One round: so many senders at once hand mails over, each on one connection, until all have arrived at the sink. */
final class Load {

    private static final int SIZE = 10 * 1024;
    private static final long PATIENCE_MINUTES = 15;

    private final int senders;
    private final int mails;
    private final int destinations;
    private final AtomicLongArray accepted;
    private final AtomicLongArray arrivals;
    private final AtomicIntegerArray copies;
    private final CountDownLatch missing;
    private final String body;

    /** @param destinations that the mails go to in turn: {@code d0}, {@code d1} and so on below {@code qualified.test} */
    Load(int senders, int mails, int destinations) {
        this.senders = senders;
        this.mails = mails;
        this.destinations = destinations;
        this.accepted = new AtomicLongArray(mails);
        this.arrivals = new AtomicLongArray(mails);
        this.copies = new AtomicIntegerArray(mails);
        this.missing = new CountDownLatch(mails);
        this.body = body();
    }

    /**
     * What a round came to.
     *
     * @param seconds    from the first command to the last arrival
     * @param cpuSeconds that the side used
     * @param p50        milliseconds from acceptance to arrival, the half of them at most
     * @param p99        the same, all but one in a hundred
     * @param duplicates mails that came more than once
     */
    record Result(int mails, double seconds, double cpuSeconds, double p50, double p99, int duplicates) {
        double perSecond() {
            return mails / seconds;
        }

        double cpuMillis() {
            return cpuSeconds * 1000 / mails;
        }
    }

    /** The sink reports here. */
    @AtTheEdge
    void arrived(long number) {
        if (number < 0 || number >= mails) {
            return;
        }
        int mail = (int) number;
        if (copies.incrementAndGet(mail) == 1) {
            arrivals.set(mail, System.nanoTime());
            missing.countDown();
        }
    }

    /** Does it. */
    @AtTheEdge
    Result run(Side side) throws Exception {
        double cpuBefore = ProcessCosts.cpuSeconds(side.processes());
        long begin = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(senders)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < senders; i++) {
                running.add(threads.submit(() -> {
                    try (Submission submission = Submission.to(side.port())) {
                        for (int mail = next.getAndIncrement(); mail < mails; mail = next.getAndIncrement()) {
                            submission.send("absender@organisation.test", List.of(recipient(mail)), message(mail));
                            accepted.set(mail, System.nanoTime());
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        if (!missing.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException(
                    missing.getCount() + " of " + mails + " mails did not arrive from " + side.name());
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpu = ProcessCosts.cpuSeconds(side.processes()) - cpuBefore;
        return result(seconds, cpu);
    }

    private Result result(double seconds, double cpu) {
        double[] latencies = new double[mails];
        int duplicates = 0;
        for (int i = 0; i < mails; i++) {
            latencies[i] = Math.max(0, (arrivals.get(i) - accepted.get(i)) / 1e6);
            duplicates += copies.get(i) > 1 ? 1 : 0;
        }
        Arrays.sort(latencies);
        return new Result(mails, seconds, cpu, latencies[mails / 2], latencies[(int) (mails * 0.99)], duplicates);
    }

    private String recipient(int mail) {
        return "empfang" + mail % 100 + "@d" + mail % destinations + ".qualified.test";
    }

    private byte[] message(int mail) {
        return ("From: Absender <absender@organisation.test>\nTo: Empfang <empfang@qualified.test>\nMessage-ID: "
                        + Octets.MARK + mail + "@organisation.test>\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String body() {
        StringBuilder text = new StringBuilder("""
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
        return text.append('\n').toString();
    }
}
