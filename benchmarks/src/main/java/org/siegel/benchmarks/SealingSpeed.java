package org.siegel.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import net.lingala.zip4j.ZipFile;
import net.lingala.zip4j.model.ZipParameters;
import net.lingala.zip4j.model.enums.AesKeyStrength;
import net.lingala.zip4j.model.enums.CompressionMethod;
import net.lingala.zip4j.model.enums.EncryptionMethod;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.siegel.benchmarks.delivery.ProcessCosts;
import org.siegel.sealing.Sealing;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.message.PrivateFiles;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.sealing.password.PassphraseGenerator;
import org.siegel.sealing.password.PasswordId;
import org.siegel.sealing.pdf.ReadyPdf;

/**
 * Sealing beside the alternatives, in one run and in turn. PDF: all sides encrypt the same ready PDF with one enclosed file;
 * ours also opens the result again and compares. The time of a whole mail, from its raw text to the proven container, is printed
 * beside it. ZIP: ours is the whole sealing of a mail that has been taken apart, with the proof; the others encrypt one file. Since
 * they prove nothing, 7z is also measured with {@code 7z t} after it, in a ratio of its own.
 *
 * <p>Processor time is printed beside the time by the clock: it tells what a side costs on a machine that does other things too. That
 * of other programs is taken from their processes, ours and PDFBox's from this one, so Java's compiler and garbage collector count.
 */
public final class SealingSpeed {

    private static final int MB = 1_000_000;
    private static final String HEAP_CHILD = "heap-child";

    /** Rounds that do not count, where a single one is too short for Java to have compiled what it runs. */
    private static final int WARM_UP = 15;

    /** So many mails of the same kind a server has seen soon; until then Java compiles what lays out pages. */
    private static final int WARM_UP_HTML = 50;

    private final SecureRandom random = new SecureRandom();
    private final Sealing sealing = new Sealing(random, Clock.systemUTC(), 8);
    private final Path work;
    private final int rounds;

    private SealingSpeed(Path work, int rounds) {
        this.work = work;
        this.rounds = rounds;
    }

    /** Argument: number of rounds (default 5). */
    @AtTheEdge
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 3 && arguments[0].equals(HEAP_CHILD)) {
            heapChild(Path.of(arguments[1]), Path.of(arguments[2]));
            return;
        }
        Path work = Files.createTempDirectory("siegel-sealing-");
        try {
            new SealingSpeed(work, arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5).run();
        } finally {
            PrivateFiles.deleteAll(work);
        }
    }

    private void run() throws Exception {
        say(
                "sealing: %d rounds of each side in turn, the median counts. All encrypt the same ready PDF or file;%n"
                        + "  Siegel also opens what it wrote and compares. Whole: from the raw mail to the proven container.",
                rounds);
        double overQpdf = Double.MAX_VALUE;
        double overPdfbox = Double.MAX_VALUE;
        for (int size : new int[] {1, 20, 100}) {
            Path mail = mail(size * MB);
            Path ready = readyPdf(size * MB);
            var ours = new Timings(() -> readyPdf(ready));
            var qpdf = new Timings(() -> qpdf(ready));
            var pdfbox = new Timings(() -> pdfbox(ready));
            var whole = new Timings(() -> seal(mail, ContainerKind.PDF, 1));
            inTurn(size == 1 ? WARM_UP : 1, ours, qpdf, pdfbox, whole);
            say(
                    "  pdf, attachment of %d MB: siegel %s, qpdf --encrypt %s, stock PDFBox %s; a whole mail %s",
                    size, ours, qpdf, pdfbox, whole);
            overQpdf = Math.min(overQpdf, qpdf.over(ours));
            overPdfbox = Math.min(overPdfbox, pdfbox.over(ours));
            Files.delete(ready);
        }
        int heap = heap();
        double recipients = recipients();
        double[] zip = zip();
        double html = html();
        double growth = parallel();
        say("RATIO pdf-over-qpdf %.2f", overQpdf);
        say("RATIO pdf-over-pdfbox %.2f", overPdfbox);
        say("RATIO pdf-heap-mb %d", heap);
        say("RATIO recipients-50-over-1 %.2f", recipients);
        say("RATIO zip-over-7z %.2f", zip[0]);
        say("RATIO zip-over-7z-tested %.2f", zip[1]);
        say("RATIO zip-over-zip4j %.2f", zip[2]);
        say("RATIO html-60k-ms %.0f", html);
        say("RATIO parallel-heap-growth-mb %.1f", growth);
    }

    /** The largest heap in use while a mail with an attachment of 200 MB is sealed in a Java with -Xmx64m. */
    private int heap() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                SealingSpeed.class.getName(),
                HEAP_CHILD,
                mail(200 * MB).toString(),
                Files.createTempDirectory(work, "child-").toString()));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (child.waitFor() != 0) {
            throw new IOException("Sealing with -Xmx64m failed: " + said);
        }
        int peak = Integer.parseInt(said.lines().toList().getLast());
        say("  heap: at most %d MB in use while a mail with 200 MB was sealed in a Java with -Xmx64m", peak);
        return peak;
    }

    private static void heapChild(Path mail, Path work) throws Exception {
        new SealingSpeed(work, 1).seal(mail, ContainerKind.PDF, 1);
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        say("%d", Math.min(64, Math.ceilDiv(peak, 1 << 20)));
    }

    private double recipients() throws Exception {
        Path mail = mailFile(20 * MB);
        var one = new Timings(() -> seal(mail, ContainerKind.PDF, 1));
        var fifty = new Timings(() -> seal(mail, ContainerKind.PDF, 50));
        inTurn(1, one, fifty);
        say("  50 recipients, each with a password of his own, attachment of 20 MB: %s; one: %s", fifty, one);
        return fifty.over(one);
    }

    private double[] zip() throws Exception {
        double over7z = Double.MAX_VALUE;
        double overTested = Double.MAX_VALUE;
        double overZip4j = Double.MAX_VALUE;
        for (int size : new int[] {20, 100}) {
            Path mail = mailFile(size * MB);
            Path file = random(size * MB);
            Path folder = Files.createTempDirectory(work, "zip-");
            try (SourceMessage message = SourceMessage.read(mail, folder)) {
                var ours = new Timings(() -> zip(message, folder));
                var sevenZip = new Timings(() -> sevenZip(file, false));
                var tested = new Timings(() -> sevenZip(file, true));
                var zip4j = new Timings(() -> zip4j(file));
                inTurn(3, ours, sevenZip, tested, zip4j);
                say(
                        "  zip, attachment of %d MB: siegel %s, 7z -mx=0 %s, with 7z t %s, zip4j (stored) %s",
                        size, ours, sevenZip, tested, zip4j);
                over7z = Math.min(over7z, sevenZip.over(ours));
                overTested = Math.min(overTested, tested.over(ours));
                overZip4j = Math.min(overZip4j, zip4j.over(ours));
            }
            Files.delete(file);
        }
        return new double[] {over7z, overTested, overZip4j};
    }

    private double html() throws Exception {
        Path mail = work.resolve("html.eml");
        Files.writeString(mail, HEADER + "Content-Type: text/html; charset=utf-8\r\n\r\n" + newsletter());
        var sealing = new Timings(() -> seal(mail, ContainerKind.PDF, 1));
        inTurn(WARM_UP_HTML, sealing);
        say("  HTML of %d KB, after %d others: %s", Files.size(mail) / 1000, WARM_UP_HTML, sealing);
        return sealing.clock() * 1e3;
    }

    /** Returns by how many megabytes what is alive in the heap has grown from the second batch of eight to the last. */
    private double parallel() throws Exception {
        Path mail = mailFile(20 * MB);
        List<Double> times = new ArrayList<>();
        List<Double> alive = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int batch = 0; batch < 5; batch++) {
                times.add(seconds(() -> {
                    List<Callable<Object>> tasks = Collections.nCopies(8, () -> {
                        seal(mail, ContainerKind.PDF, 1);
                        return "";
                    });
                    for (var done : threads.invokeAll(tasks)) {
                        done.get();
                    }
                }));
                alive.add(aliveMegabytes());
            }
        }
        say(
                "  8 at once, attachments of 20 MB: %.0f ms in all; alive in the heap after each of 5 times: %s MB",
                median(times) * 1e3,
                alive.stream()
                        .map(one -> String.format(Locale.ROOT, "%.1f", one))
                        .toList());
        return Math.max(0, alive.getLast() - alive.get(1));
    }

    private static double aliveMegabytes() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed() / (double) (1 << 20);
    }

    private interface Action {
        void run() throws Exception;
    }

    /** What one side took in each round that counts, by the clock and in processor time. */
    private static final class Timings {

        private final Action action;
        private final List<Double> clock = new ArrayList<>();
        private final List<Double> processor = new ArrayList<>();

        Timings(Action action) {
            this.action = action;
        }

        void round(boolean counts) throws Exception {
            double before = cpuSeconds();
            double taken = seconds(action);
            if (counts) {
                clock.add(taken);
                processor.add(cpuSeconds() - before);
            }
        }

        double clock() {
            return median(clock);
        }

        /** How many times as long as the other. */
        double over(Timings other) {
            return clock() / other.clock();
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.0f ms (cpu %.0f)", clock() * 1e3, median(processor) * 1e3);
        }
    }

    private void inTurn(int warmUp, Timings... sides) throws Exception {
        for (int round = 1 - warmUp; round <= rounds; round++) {
            for (Timings side : sides) {
                side.round(round > 0);
            }
        }
    }

    /** Of this process and the programs that it ran; in steps of 10 ms. */
    private static double cpuSeconds() throws IOException {
        return ProcessCosts.cpuSeconds(List.of(ProcessHandle.current().pid()));
    }

    @AtTheEdge
    private static double seconds(Action action) throws Exception {
        long begin = System.nanoTime();
        action.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private void seal(Path mail, ContainerKind kind, int recipients) throws Exception {
        Path folder = Files.createTempDirectory(work, "seal-");
        try (SourceMessage message = SourceMessage.read(mail, folder)) {
            List<SealingRequest> requests = new ArrayList<>();
            for (int i = 0; i < recipients; i++) {
                var passphrase = new PassphraseGenerator(random).generate();
                requests.add(SealingRequest.of(kind, passphrase, PasswordId.random(random), folder)
                        .withOriginal(false));
            }
            List<SealedContainer> made =
                    sealing.seal(message, requests.getFirst(), requests.subList(1, requests.size()));
            if (made.size() != recipients) {
                throw new IOException("Not all containers were made");
            }
        } finally {
            PrivateFiles.deleteAll(folder);
        }
    }

    private void zip(SourceMessage message, Path folder) throws Exception {
        try (var passphrase = new PassphraseGenerator(random).generate()) {
            var request = SealingRequest.of(ContainerKind.ZIP, passphrase, PasswordId.random(random), folder)
                    .withOriginal(false);
            Files.delete(sealing.seal(message, request).file());
        }
    }

    private void readyPdf(Path ready) throws Exception {
        Path to = work.resolve("siegel.pdf");
        try (var passphrase = new PassphraseGenerator(random).generate()) {
            new ReadyPdf(random).encrypt(ready, to, passphrase, work);
        }
        Files.delete(to);
    }

    private void qpdf(Path ready) throws Exception {
        Path to = work.resolve("qpdf.pdf");
        run(List.of("qpdf", "--encrypt", "geheim", "geheim", "256", "--", ready.toString(), to.toString()));
        Files.delete(to);
    }

    private void pdfbox(Path ready) throws Exception {
        Path to = work.resolve("pdfbox.pdf");
        try (PDDocument document = Loader.loadPDF(ready.toFile())) {
            var policy = new StandardProtectionPolicy("geheim", "geheim", new AccessPermission());
            policy.setEncryptionKeyLength(256);
            document.protect(policy);
            document.save(to.toFile());
        }
        Files.delete(to);
    }

    private void sevenZip(Path file, boolean isTested) throws Exception {
        Path to = work.resolve("7z.zip");
        run(List.of("7z", "a", "-tzip", "-mem=AES256", "-mx=0", "-pgeheim", to.toString(), file.toString()));
        if (isTested) {
            run(List.of("7z", "t", "-pgeheim", to.toString()));
        }
        Files.delete(to);
    }

    private void zip4j(Path file) throws Exception {
        Path to = work.resolve("zip4j.zip");
        var parameters = new ZipParameters();
        parameters.setEncryptFiles(true);
        parameters.setEncryptionMethod(EncryptionMethod.AES);
        parameters.setAesKeyStrength(AesKeyStrength.KEY_STRENGTH_256);
        parameters.setCompressionMethod(CompressionMethod.STORE);
        try (var zip = new ZipFile(to.toFile(), "geheim".toCharArray())) {
            zip.addFile(file.toFile(), parameters);
        }
        Files.delete(to);
    }

    private static void run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(command.getFirst() + " ended with " + process.exitValue());
        }
    }

    private Path mailFile(int size) {
        return work.resolve("mail-" + size + ".eml");
    }

    private Path mail(int size) throws IOException {
        Path file = mailFile(size);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(WITH_ATTACHMENT.getBytes(StandardCharsets.US_ASCII));
            var lasting = new KeptOpen(out);
            try (var encoded = Base64.getMimeEncoder().wrap(lasting)) {
                noise(encoded, size);
            }
            out.write("\r\n--grenze--\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return file;
    }

    private Path random(int size) throws IOException {
        Path file = work.resolve("noise-" + size);
        try (OutputStream out = Files.newOutputStream(file)) {
            noise(out, size);
        }
        return file;
    }

    /** The same noise for all sides, so it is seeded. */
    @AtTheEdge
    private static void noise(OutputStream out, int size) throws IOException {
        var random = new Random(size);
        byte[] chunk = new byte[MB / 10];
        for (int written = 0; written < size; written += chunk.length) {
            random.nextBytes(chunk);
            out.write(chunk);
        }
    }

    /** One page with one embedded file: what is left to do is to encrypt it. */
    private Path readyPdf(int size) throws IOException {
        Path file = work.resolve("ready-" + size + ".pdf");
        Path noise = random(size);
        try (PDDocument document = new PDDocument();
                var in = Files.newInputStream(noise)) {
            document.addPage(new PDPage());
            var specification = new PDComplexFileSpecification();
            specification.setFile("anlage.bin");
            specification.setEmbeddedFile(new PDEmbeddedFile(document, in));
            var tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(Collections.singletonMap("anlage.bin", specification));
            var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            document.getDocumentCatalog().setNames(names);
            document.save(file.toFile());
        }
        Files.delete(noise);
        return file;
    }

    private static String newsletter() {
        var html = new StringBuilder("<html><body style='font-family:Arial;background:#eee'>"
                + "<table width='600' align='center' cellpadding='8' bgcolor='#ffffff'>");
        for (int i = 1; html.length() < 60_000; i++) {
            html.append("<tr><td style='border-bottom:1px solid #ccc'><h2 style='color:#036'>Thema ")
                    .append(i)
                    .append("</h2><p>Sehr geehrte Damen und Herren, <b>hier</b> steht ein Absatz mit "
                            + "<a href='https://example.org/'>Verweis</a> und Umlauten: äöüß. ")
                    .append("Lorem ipsum dolor sit amet, consectetur adipiscing elit. ".repeat(6))
                    .append("</p></td></tr>");
        }
        return html.append("</table></body></html>").toString();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    @AtTheEdge
    private static void say(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format + "%n", arguments);
    }

    private static final String HEADER = """
            From: Anna <anna@musterstadt.example>
            To: bernd@example.org
            Date: Tue, 3 Nov 2026 10:15:00 +0100
            Subject: Bescheid
            MIME-Version: 1.0
            """.replace("\n", "\r\n");

    private static final String WITH_ATTACHMENT = HEADER + """
            Content-Type: multipart/mixed; boundary=grenze

            --grenze
            Content-Type: text/plain

            Siehe Anlage
            --grenze
            Content-Type: application/octet-stream; name=anlage.bin
            Content-Transfer-Encoding: base64

            """.replace("\n", "\r\n");

    private static final class KeptOpen extends java.io.FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
