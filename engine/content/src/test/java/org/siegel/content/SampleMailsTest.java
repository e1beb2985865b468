package org.siegel.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.siegel.content.Samples.classify;
import static org.siegel.content.Samples.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.siegel.policy.ContentRules.WordRule;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskReason;

/**
 * False alarms and speed on real mails, which are no part of this project: mails of CodEAlltag in one file, parted by
 * form feeds. Set the environment variable SIEGEL_SAMPLE_MAILS to that file; without it this is skipped.
 */
class SampleMailsTest {

    private static final String WHERE = "SIEGEL_SAMPLE_MAILS";

    private final List<byte[]> mails = new ArrayList<>();

    @BeforeEach
    void readMails() throws IOException {
        String file = System.getenv(WHERE);
        assumeTrue(file != null, "skipped: " + WHERE + " names no file with sample mails");
        String all = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        for (String mail : all.split("\f", -1)) {
            String whole = "Subject: x\r\nContent-Type: text/plain\r\n\r\n" + mail;
            mails.add(whole.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void ordinaryMailsRaiseHardlyAnyAlarm(TestReporter report) {
        Map<String, Integer> alarms = new TreeMap<>();
        RiskClassifier classifier = Samples.everything();
        for (byte[] mail : mails) {
            for (RiskReason reason : classify(classifier, message(mail)).reasons()) {
                alarms.merge(reason.kind(), 1, Integer::sum);
            }
        }
        report.publishEntry("mails with an alarm, of " + mails.size(), alarms.toString());
        // These only count in numbers, or lead to nothing on their own.
        alarms.keySet()
                .removeAll(Set.of(
                        "phone",
                        "e-mail-address",
                        "named-person",
                        "postal-address",
                        "aktenzeichen",
                        "birth-date",
                        "bic"));
        assertThat(alarms.values()).allMatch(count -> count * 1000 <= mails.size());
    }

    @Test
    void speed(TestReporter report) {
        var words = IntStream.range(0, 2_000)
                .mapToObj(i -> "wort" + Integer.toString(i * 7919, 36))
                .collect(Collectors.toSet());
        var content = Samples.rules(
                List.of(new WordRule("words", words, 1, Samples.HIGH)),
                RiskClassifier.knownDetectors().toArray(String[]::new));
        RiskClassifier classifier = new RiskClassifier(Samples.policy(content));
        long bytes = mails.stream().mapToLong(mail -> mail.length).sum();
        for (int round = 0; round < 6; round++) {
            long start = System.nanoTime();
            int reasons = 0;
            for (byte[] mail : mails) {
                Risk risk = classify(classifier, message(mail));
                reasons += risk.reasons().size();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            report.publishEntry("round " + round, "%.1f MB/s, %d reasons".formatted(bytes / 1e6 / seconds, reasons));
        }
        assertThat(bytes).isPositive();
    }
}
