package org.siegel.benchmarks.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.sax.BodyContentHandler;
import org.siegel.content.mime.MessageVisitor;
import org.siegel.content.mime.MimeWalk;
import org.siegel.content.mime.WalkLimits;
import org.siegel.content.part.PartReport;
import org.siegel.content.part.TextSink;
import org.siegel.content.worker.WorkerSettings;
import org.siegel.content.worker.Workers;
import org.siegel.policy.PartState;

/**
 * Megabytes of text a second out of documents: the look into a mail that carries the document (MIME, base64, all limits; PDF,
 * xls and RTF in a worker process) beside plain Tika on the bare document in this process. Elapsed time, one document after the
 * other, sides in turn; the median of the rounds counts.
 */
@AtTheEdge
public final class Extract {

    private static final int SENTENCES = 6_000;
    private static final int WARM = 3;

    private final MimeWalk walk;
    private final AutoDetectParser tika = new AutoDetectParser();
    private final OfficeParserConfig sax = new OfficeParserConfig();

    private Extract(Workers workers, Path folder) {
        this.walk = new MimeWalk(WalkLimits.DEFAULT, Optional.of(folder), Optional.of(workers));
        sax.setUseSAXDocxExtractor(true);
    }

    /** Argument: rounds (default 7). */
    @AtTheEdge
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
        String text = new GermanText(new SplittableRandom(7)).mail("", SENTENCES);
        Map<String, byte[]> documents = new LinkedHashMap<>();
        documents.put("docx", Attached.docx(text));
        documents.put("xlsx", Attached.xlsx(text.lines().toList()));
        documents.put("pdf", Attached.pdf(text).orElseThrow());
        documents.put("xls", Attached.xls(text));
        documents.put("rtf", Attached.rtf(text));
        Path folder = Files.createTempDirectory("siegel-extract");
        try (Workers workers = workers(folder)) {
            Extract extract = new Extract(workers, folder);
            List<String> ratios = new ArrayList<>();
            for (Map.Entry<String, byte[]> each : documents.entrySet()) {
                extract.compare(each.getKey(), each.getValue(), rounds, ratios);
            }
            ratios.forEach(System.out::println);
        }
        Files.delete(folder);
    }

    /** The worker as it is shipped, but with time enough for a busy machine. */
    static Workers workers(Path folder) {
        Path jar = Path.of(System.getProperty("siegel.root", "."), "engine/worker/target/siegel-worker.jar");
        return new Workers(
                new WorkerSettings(
                        jar.toString(),
                        folder,
                        1,
                        WorkerSettings.DEFAULT_HEAP_MIB,
                        Duration.ofMinutes(2),
                        WorkerSettings.DEFAULT_DOCUMENTS),
                trouble -> System.err.println("The worker does not start: " + trouble));
    }

    private void compare(String format, byte[] document, int rounds, List<String> ratios) throws Exception {
        byte[] mail = ("Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(document))
                .getBytes(StandardCharsets.US_ASCII);
        List<Double> ours = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        List<Double> withSax = new ArrayList<>();
        long characters = 0;
        for (int i = -WARM; i < rounds; i++) {
            long begin = System.nanoTime();
            long found = look(mail);
            long middle = System.nanoTime();
            long others = tika(document, new ParseContext());
            long end = System.nanoTime();
            ParseContext context = new ParseContext();
            context.set(OfficeParserConfig.class, sax);
            long saxOthers = format.equals("docx") ? tika(document, context) : others;
            long last = System.nanoTime();
            if (found < 0.9 * others || saxOthers < 0.9 * others) {
                throw new IllegalStateException(format + ": " + found + " characters beside " + others);
            }
            characters = others;
            if (i >= 0) {
                ours.add((middle - begin) / 1e9);
                plain.add((end - middle) / 1e9);
                withSax.add((last - end) / 1e9);
            }
        }
        double megabytes = characters / 1e6;
        System.out.printf(
                Locale.ROOT,
                "%-5s %7.1f KB, %.2f million characters: siegel %.1f MB/s, plain Tika %.1f MB/s%s%n",
                format,
                document.length / 1e3,
                megabytes,
                megabytes / median(ours),
                megabytes / median(plain),
                format.equals("docx")
                        ? String.format(Locale.ROOT, ", Tika with SAX %.1f MB/s", megabytes / median(withSax))
                        : "");
        ratios.add(String.format(Locale.ROOT, "RATIO %s-mb-per-s %.1f", format, megabytes / median(ours)));
        ratios.add(String.format(Locale.ROOT, "RATIO %s-over-tika %.2f", format, median(plain) / median(ours)));
        if (format.equals("docx")) {
            ratios.add(String.format(Locale.ROOT, "RATIO docx-over-tika-sax %.2f", median(withSax) / median(ours)));
        }
    }

    private long tika(byte[] document, ParseContext context) throws Exception {
        BodyContentHandler text = new BodyContentHandler(-1);
        tika.parse(new ByteArrayInputStream(document), text, new Metadata(), context);
        return text.toString().length();
    }

    private long look(byte[] mail) throws IOException {
        Counted counted = new Counted();
        walk.walk(new ByteArrayInputStream(mail), counted);
        return counted.characters;
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static final class Counted implements MessageVisitor {

        private long characters;

        @Override
        public void field(String name, String body) {}

        @Override
        public void property(String name, String value) {}

        @Override
        public TextSink text(String place) {
            return new TextSink() {
                @Override
                public void accept(char[] chars, int from, int to) {
                    characters += to - from;
                }

                @Override
                public void end() {}
            };
        }

        @Override
        public void part(PartReport report) {
            if (report.state() != PartState.SCANNED) {
                throw new IllegalStateException("The document was not read: " + report);
            }
        }
    }
}
