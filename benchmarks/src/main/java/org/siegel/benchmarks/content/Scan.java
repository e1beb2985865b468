package org.siegel.benchmarks.content;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.siegel.content.part.TextSink;
import org.siegel.content.scan.CompiledScan;
import org.siegel.content.scan.MailScan;
import org.siegel.james.policy.PolicyReader;
import org.siegel.policy.ContentRules;

/**
 * Megabytes of German mail text in a second of processor time, one thread, with the whole rule set of the shipped policy, beside the same words and
 * shapes in Hyperscan's Java binding, re2j, {@code java.util.regex} and {@code grep -F}. All sides get text that is decoded;
 * a megabyte is a million bytes of it in UTF-8. Sides take turns; the median of the rounds counts.
 */
@AtTheEdge
public final class Scan {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int MAILS = 10_000;
    private static final int SLOW_CHARACTERS = 300_000;

    private Scan() {}

    /** Arguments: rounds (default 5), and a file of mails, separated by form feeds, instead of generated ones. */
    @AtTheEdge
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 && arguments[0].matches("[0-9]+") ? Integer.parseInt(arguments[0]) : 5;
        Path file = arguments.length > 0 && !arguments[arguments.length - 1].matches("[0-9]+")
                ? Path.of(arguments[arguments.length - 1])
                : null;
        List<String> mails = file == null ? generated() : MailFiles.read(file);
        Path policy = Path.of(System.getProperty("siegel.root", "."), "james-conf", "conf", "adaptive-encryption.xml");
        ContentRules rules = PolicyReader.read(policy).content();
        List<String> regexes = RegexPeers.of(rules);
        long bytes = bytes(mails);
        System.out.printf(
                Locale.ROOT,
                "scan: %d mails, %.1f MB of %s text; %d detectors, %d words, for the others %d expressions; %d rounds%n",
                mails.size(),
                bytes / 1e6,
                file == null ? "generated" : "given",
                rules.detectors().size(),
                rules.words().stream().mapToInt(group -> group.words().size()).sum(),
                regexes.size(),
                rounds);
        compare(mails, bytes, new CompiledScan(rules), regexes, rounds);
    }

    private static void compare(List<String> mails, long bytes, CompiledScan scan, List<String> regexes, int rounds)
            throws Exception {
        List<String> few = mails.subList(0, Math.min(mails.size(), 200));
        String start = String.join("\n", few);
        List<String> tiny = List.of(start.substring(0, Math.min(SLOW_CHARACTERS, start.length())));
        long tinyBytes = bytes(tiny);
        List<Pattern> jdk = regexes.stream().map(Pattern::compile).toList();
        List<com.google.re2j.Pattern> re2 =
                regexes.stream().map(com.google.re2j.Pattern::compile).toList();
        List<Double> ours = new ArrayList<>();
        List<Double> hyper = new ArrayList<>();
        List<Double> regex = new ArrayList<>();
        List<Double> re2j = new ArrayList<>();
        try (Hyperscan hyperscan = new Hyperscan(regexes)) {
            for (int i = -2; i < rounds; i++) {
                double one = bytes / 1e6 / seconds(() -> mails.forEach(mail -> scan(scan, mail)));
                double other = bytes / 1e6 / seconds(() -> mails.forEach(hyperscan::matches));
                if (i < 0) {
                    continue;
                }
                ours.add(one);
                hyper.add(other);
                regex.add(tinyBytes
                        / 1e6
                        / seconds(() -> tiny.forEach(mail -> jdk.forEach(each -> count(each.matcher(mail))))));
                re2j.add(tinyBytes
                        / 1e6
                        / seconds(() -> tiny.forEach(mail -> re2.forEach(each -> count(each.matcher(mail))))));
                System.out.printf(
                        Locale.ROOT,
                        "  round %d: siegel %.1f MB/s, hyperscan %.1f, java.util.regex %.2f, re2j %.2f%n",
                        i + 1,
                        ours.getLast(),
                        hyper.getLast(),
                        regex.getLast(),
                        re2j.getLast());
            }
        }
        grep(mails, bytes);
        latencies(mails, scan);
        growth(few, scan);
        System.out.printf(Locale.ROOT, "RATIO scan-mb-per-s %.1f%n", median(ours));
        System.out.printf(Locale.ROOT, "RATIO scan-over-hyperscan %.2f%n", median(ours) / median(hyper));
        System.out.printf(Locale.ROOT, "RATIO scan-over-jdk-regex %.1f%n", median(ours) / median(regex));
        System.out.printf(Locale.ROOT, "RATIO scan-over-re2j %.1f%n", median(ours) / median(re2j));
    }

    private static void scan(CompiledScan scan, String mail) {
        TextSink sink = new MailScan(scan, 10_000).text("text");
        char[] chars = mail.toCharArray();
        sink.accept(chars, 0, chars.length);
        sink.end();
    }

    private static int count(Matcher matcher) {
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    private static int count(com.google.re2j.Matcher matcher) {
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    /** {@code grep -F} with the bare words, for scale: it finds only words as they are written. */
    private static void grep(List<String> mails, long bytes) throws IOException, InterruptedException {
        Path text = Files.createTempFile("siegel-scan-", ".txt");
        try {
            Files.write(text, mails);
            long begin = System.nanoTime();
            int exit = new ProcessBuilder(
                            "grep", "-c", "-F", "-e", "Diagnose", "-e", "Gehalt", "-e", "Kündigung", text.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            System.out.printf(
                    Locale.ROOT,
                    "  grep -F, three words: %.0f MB/s (exit code %d)%n",
                    bytes / 1e6 / ((System.nanoTime() - begin) / 1e9),
                    exit);
        } finally {
            Files.delete(text);
        }
    }

    private static void latencies(List<String> mails, CompiledScan scan) {
        double[] micros = new double[mails.size()];
        for (int i = 0; i < micros.length; i++) {
            String mail = mails.get(i);
            micros[i] = 1e6 * seconds(() -> scan(scan, mail));
        }
        Arrays.sort(micros);
        System.out.printf(
                Locale.ROOT,
                "  one mail: median %.0f us, p99 %.0f us, longest %.0f us%n",
                micros[micros.length / 2],
                micros[(int) (micros.length * 0.99)],
                micros[micros.length - 1]);
    }

    private static void growth(List<String> mails, CompiledScan scan) {
        String text = String.join("\n", mails);
        for (int size : new int[] {10_000, 100_000, 1_000_000, 10_000_000, 50_000_000}) {
            String grown = text.repeat(size / text.length() + 1).substring(0, size);
            double first = seconds(() -> scan(scan, grown));
            double second = seconds(() -> scan(scan, grown));
            double seconds = Math.min(first, second);
            System.out.printf(
                    Locale.ROOT,
                    "  one text of %,d characters: %.2f ms, %.2f ns a character%n",
                    size,
                    seconds * 1e3,
                    seconds * 1e9 / size);
        }
    }

    private static List<String> generated() {
        SplittableRandom random = new SplittableRandom(7);
        GermanText text = new GermanText(random);
        List<String> mails = new ArrayList<>();
        for (int i = 0; i < MAILS; i++) {
            mails.add(text.mail("", 3 + random.nextInt(25)));
        }
        return mails;
    }

    private static long bytes(List<String> mails) {
        return mails.stream()
                .mapToLong(mail -> mail.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    /** Processor time of this thread, so that other work on the machine does not count. */
    private static double seconds(Runnable work) {
        long begin = THREADS.getCurrentThreadCpuTime();
        work.run();
        return Math.max(1, THREADS.getCurrentThreadCpuTime() - begin) / 1e9;
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
