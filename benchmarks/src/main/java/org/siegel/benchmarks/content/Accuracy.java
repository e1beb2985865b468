package org.siegel.benchmarks.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.siegel.content.RiskClassifier;
import org.siegel.content.mime.WalkLimits;
import org.siegel.content.worker.Workers;
import org.siegel.james.policy.PolicyReader;
import org.siegel.policy.Policy;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskReason;

/**
 * How often the look into mails is right, with the shipped policy: generated mails with numbers in every spelling and place,
 * mails without anything in them, and 500 composed mails of known class. All drawn from a fixed seed.
 */
@AtTheEdge
public final class Accuracy {

    private static final long SEED = 20_261_126;
    private static final int FOR_EACH = 4;

    /** Kinds that are expected in ordinary mails, or only count in numbers. */
    private static final Set<String> NO_ALARM = Set.of(
            "phone",
            "e-mail-address",
            "named-person",
            "postal-address",
            "aktenzeichen",
            "birth-date",
            "kfz-kennzeichen");

    private final Policy policy;
    private final RiskClassifier classifier;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final GermanText text = new GermanText(random);
    private final Numbers numbers = new Numbers(random);

    private Accuracy(Policy policy, Workers workers, Path folder) {
        this.policy = policy;
        this.classifier = new RiskClassifier(policy, WalkLimits.DEFAULT, Optional.of(folder), Optional.of(workers));
    }

    /**
     * Arguments: files of mails with nothing in them (one mail each, or separated by form feeds; or a folder), and files
     * {@code .csv} with lines {@code path,label}, where the label is a class, or a kind that must be found.
     */
    @AtTheEdge
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("siegel-accuracy");
        try (Workers workers = Extract.workers(folder)) {
            measure(arguments, workers, folder);
        }
        Files.delete(folder);
    }

    private static void measure(String[] arguments, Workers workers, Path folder) throws IOException {
        Path policy = Path.of(System.getProperty("siegel.root", "."), "james-conf", "conf", "adaptive-encryption.xml");
        Accuracy accuracy = new Accuracy(PolicyReader.read(policy), workers, folder);
        Share checked = accuracy.recall("checked", Numbers.CHECKED);
        Share context = accuracy.recall("context", Numbers.BY_CONTEXT);
        Matrix matrix = accuracy.composed();
        List<String> negatives = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.endsWith(".csv")) {
                accuracy.labelled(Path.of(argument), matrix);
            } else {
                negatives.addAll(MailFiles.read(Path.of(argument)));
            }
        }
        Share alarms = accuracy.falseAlarms(negatives);
        matrix.print();
        System.out.printf(Locale.ROOT, "RATIO recall-checked %.4f%n", checked.value());
        System.out.printf(Locale.ROOT, "RATIO recall-context %.4f%n", context.value());
        System.out.printf(Locale.ROOT, "RATIO false-per-1000 %.2f%n", 1000 * alarms.value());
        System.out.printf(
                Locale.ROOT,
                "RATIO under-classified %.4f%n",
                matrix.underClassified().value());
    }

    /** Every kind in every spelling and place, some times each. */
    private Share recall(String name, List<Numbers.Kind> kinds) throws IOException {
        int found = 0;
        int all = 0;
        Map<String, Integer> missed = new TreeMap<>();
        Map<Carrier, Integer> unread = new TreeMap<>();
        Map<Carrier, Integer> unwritable = new TreeMap<>();
        for (Numbers.Kind kind : kinds) {
            for (Spelling spelling : Spelling.values()) {
                for (Carrier carrier : Carrier.values()) {
                    for (int i = 0; i < FOR_EACH; i++) {
                        Optional<byte[]> mail = mailWith(kind, spelling, carrier);
                        if (mail.isEmpty()) {
                            unwritable.merge(carrier, 1, Integer::sum);
                            continue;
                        }
                        Risk risk = classify(mail.get());
                        if (risk.reasons().stream()
                                .anyMatch(reason -> reason.kind().equals("not-scanned"))) {
                            unread.merge(carrier, 1, Integer::sum);
                            continue;
                        }
                        all++;
                        if (has(risk, kind.detector())) {
                            found++;
                        } else {
                            missed.merge(kind.detector() + " " + spelling + " " + carrier, 1, Integer::sum);
                        }
                    }
                }
            }
        }
        Share share = new Share(found, all);
        System.out.println("recall, " + name + ": " + share);
        if (!missed.isEmpty()) {
            System.out.println("  missed: " + missed);
        }
        if (!unwritable.isEmpty()) {
            System.out.println("  spellings that the font of this place has no signs for, not counted: " + unwritable);
        }
        if (!unread.isEmpty()) {
            System.out.println(
                    "  places that this version cannot look into, told as not scanned and not counted: " + unread);
        }
        return share;
    }

    private Optional<byte[]> mailWith(Numbers.Kind kind, Spelling spelling, Carrier carrier) {
        String number = spelling.write(numbers.of(kind), kind.groups());
        String word = kind.context().isEmpty()
                ? text.pick("Nummer", "wie besprochen", "Hier die Angabe", "Bitte notieren Sie")
                : text.pick(kind.context().split("\\|", -1));
        String line = text.pick(
                word + ": " + number,
                text.sentence() + "\n" + word + " " + number + "\n",
                "Für die Akte: " + word + " " + number + ", danke.",
                "- " + word + ":\t" + number);
        if (kind.detector().equals("password")) {
            line = word + ": " + number;
        }
        return carrier.messageIfWritable("Unterlagen", text.mail(line, 4), line, number);
    }

    private Share falseAlarms(List<String> given) throws IOException {
        List<String> mails = new ArrayList<>(given);
        for (int i = 0; given.isEmpty() && i < 5_000; i++) {
            mails.add(text.mail("", 2 + random.nextInt(20)));
        }
        Map<String, Integer> kinds = new TreeMap<>();
        int identifiers = 0;
        int words = 0;
        int any = 0;
        int veryHigh = 0;
        for (String mail : mails) {
            Risk risk = classify(("Subject: Nachricht\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + mail)
                    .getBytes(StandardCharsets.UTF_8));
            List<RiskReason> alarms = risk.reasons().stream()
                    .filter(reason -> !NO_ALARM.contains(reason.kind())
                            || reason.riskClass().rank() > 1)
                    .toList();
            alarms.stream().map(RiskReason::kind).distinct().forEach(kind -> kinds.merge(kind, 1, Integer::sum));
            Predicate<RiskReason> isWords = reason ->
                    reason.kind().startsWith("words:") || reason.kind().startsWith("rule:");
            identifiers += alarms.stream().anyMatch(isWords.negate()) ? 1 : 0;
            words += alarms.stream().anyMatch(isWords) ? 1 : 0;
            any += alarms.isEmpty() ? 0 : 1;
            veryHigh += alarms.stream()
                            .anyMatch(isWords.negate()
                                    .and(reason -> reason.riskClass().equals(policy.classNamed("very-high"))))
                    ? 1
                    : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "false alarms in %d %s mails: %s%n",
                mails.size(),
                given.isEmpty() ? "generated" : "given",
                kinds);
        perThousand("identifiers", identifiers, mails.size());
        perThousand("word groups", words, mails.size());
        perThousand("very-high by an identifier alone", veryHigh, mails.size());
        System.out.printf(Locale.ROOT, "RATIO false-identifiers-per-1000 %.2f%n", 1000.0 * identifiers / mails.size());
        System.out.printf(Locale.ROOT, "RATIO false-words-per-1000 %.2f%n", 1000.0 * words / mails.size());
        System.out.printf(Locale.ROOT, "RATIO false-very-high-per-1000 %.2f%n", 1000.0 * veryHigh / mails.size());
        return new Share(any, mails.size());
    }

    private static void perThousand(String what, int count, int all) {
        Share share = new Share(count, all);
        System.out.printf(
                Locale.ROOT,
                "  %s: %.2f per 1,000 (95 %%: %.2f to %.2f)%n",
                what,
                1000 * share.value(),
                1000 * share.low(),
                1000 * share.high());
    }

    private Matrix composed() throws IOException {
        Matrix matrix = new Matrix(policy.classes());
        Compositions compositions = new Compositions(text, numbers, random);
        for (int i = 0; i < 500; i++) {
            Compositions.Composed composed = compositions.next(i);
            Carrier carrier = i % 3 == 0 ? Carrier.HTML : i % 3 == 1 ? Carrier.TEXT : Carrier.QUOTED_PRINTABLE;
            Risk risk = classify(carrier.message(composed.subject(), composed.text(), "", ""));
            matrix.add(policy.classNamed(composed.riskClass()), risk.riskClass());
        }
        return matrix;
    }

    private void labelled(Path csv, Matrix matrix) throws IOException {
        Set<String> classes = policy.classes().stream().map(each -> each.name()).collect(Collectors.toSet());
        int found = 0;
        int all = 0;
        for (String line : MailFiles.text(csv).lines().toList()) {
            int comma = line.lastIndexOf(',');
            String label = comma < 0 ? "" : line.substring(comma + 1).strip().replace("\"", "");
            Path file = csv.resolveSibling(
                    comma < 0 ? "" : line.substring(0, comma).strip().replace("\"", ""));
            if (!Files.isRegularFile(file)) {
                continue;
            }
            Risk risk = classify(message(Files.readAllBytes(file)));
            if (classes.contains(label)) {
                matrix.add(policy.classNamed(label), risk.riskClass());
            } else {
                all++;
                found += has(risk, label) ? 1 : 0;
            }
        }
        if (all > 0) {
            System.out.println("recall, " + csv.getFileName() + ": " + new Share(found, all));
        }
    }

    /** A message as it is; bare text gets a header. */
    private static byte[] message(byte[] file) {
        String start = new String(file, 0, Math.min(file.length, 200), StandardCharsets.ISO_8859_1);
        if (start.matches("(?s)[A-Za-z-]{2,40}:[ \\t].*")) {
            return file;
        }
        byte[] header = "Subject: Nachricht\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(header, header.length + file.length);
        System.arraycopy(file, 0, whole, header.length, file.length);
        return whole;
    }

    private static boolean has(Risk risk, String kind) {
        return risk.reasons().stream().anyMatch(reason -> reason.kind().equals(kind));
    }

    private Risk classify(byte[] message) throws IOException {
        return classifier.classify(() -> new ByteArrayInputStream(message));
    }
}
