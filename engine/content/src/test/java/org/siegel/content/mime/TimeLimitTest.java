package org.siegel.content.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.content.Packed;
import org.siegel.content.RiskClassifier;
import org.siegel.content.Samples;
import org.siegel.policy.PartState;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskReason;

/** When the time is up, what was read counts, the rest is said not to be read, and the mail's class is no lower for it. */
@Timeout(120)
class TimeLimitTest {

    private static final String IBAN = "DE89370400440532013000 ";
    private static final String MUCH = "Lorem ipsum dolor sit amet. ".repeat(100_000);

    /** Every look at it finds it a millisecond later. */
    private final AtomicLong clock = new AtomicLong();

    private Walked walked(byte[] message, int milliseconds) {
        return Walked.through(
                message, WalkLimits.DEFAULT.within(Duration.ofMillis(milliseconds)), () -> clock.addAndGet(1_000_000));
    }

    static Stream<Arguments> carriers() {
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            many.put(i + ".txt", MUCH.substring(0, 100_000).getBytes(StandardCharsets.UTF_8));
        }
        String words = "<w:p><w:r><w:t>" + MUCH + "</w:t></w:r></w:p>";
        return Stream.of(
                Arguments.of("text", part("text/plain", MUCH.getBytes(StandardCharsets.UTF_8))),
                Arguments.of("HTML", part("text/html", ("<p>" + MUCH).getBytes(StandardCharsets.UTF_8))),
                Arguments.of(
                        "calendar",
                        part("text/calendar", ("BEGIN:VCALENDAR\n" + MUCH).getBytes(StandardCharsets.UTF_8))),
                Arguments.of(
                        "message", part("message/rfc822", ("Subject: x\n\n" + MUCH).getBytes(StandardCharsets.UTF_8))),
                Arguments.of("zip", part("x/y", Packed.zip("a.txt", MUCH))),
                Arguments.of("zip of many", part("x/y", Packed.zip(many))),
                Arguments.of("zip of picture", part("x/y", Packed.zip("a.png", "\u0089PNG\r\n" + MUCH))),
                Arguments.of("gzip", part("x/y", Packed.gzip(MUCH.getBytes(StandardCharsets.UTF_8)))),
                Arguments.of("docx", part("x/y", Packed.docx(words))),
                Arguments.of("many parts", "--b\n\nx\n".repeat(1_500)),
                Arguments.of("header", "--b\n" + "X: y\n".repeat(100_000) + "\nx\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("carriers")
    void theRestTimesOut(String _name, String part) {
        String message = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + IBAN + "\n" + part + "--b\n\nlast "
                + IBAN + "\n--b--";
        Walked walked = walked(message.getBytes(StandardCharsets.UTF_8), 3);
        assertThat(walked.states().getFirst()).isEqualTo(PartState.SCANNED);
        assertThat(walked.states()).contains(PartState.TIMEOUT).doesNotContain(PartState.LIMIT);
        assertThat(walked.texts.values()).anyMatch(text -> text.contains(IBAN.strip()));
        assertThat(walked.texts.values()).noneMatch(text -> text.contains("last"));
        // with time enough it is read whole
        assertThat(Walked.through(message.getBytes(StandardCharsets.UTF_8), WalkLimits.DEFAULT)
                        .texts
                        .values())
                .anyMatch(text -> text.contains("last"));
    }

    @Test
    void aMailThatEndsWithTheTimeIsScanned() {
        assertThat(walked("Subject: x\n\nHallo".getBytes(StandardCharsets.UTF_8), 0)
                        .states())
                .containsExactly(PartState.SCANNED);
    }

    /** By the real clock: fifty megabytes take longer than a millisecond on every machine. */
    @Test
    void theClassIsNoLowerForIt() throws IOException {
        RiskClassifier classifier = new RiskClassifier(
                Samples.policy(Samples.allDetectors()),
                WalkLimits.DEFAULT.within(Duration.ofMillis(1)),
                Optional.empty(),
                Optional.empty());
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(("Subject: x\r\n\r\n" + IBAN + "\r\n").getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 15; i++) {
            message.write(MUCH.getBytes(StandardCharsets.UTF_8));
        }
        Risk risk = classifier.classify(Samples.message(message.toByteArray()));
        assertThat(risk.riskClass()).isEqualTo(Samples.HIGH);
        assertThat(risk.reasons())
                .extracting(RiskReason::place)
                .anyMatch(place -> place.endsWith("that took too long to read"));
    }

    private static String part(String type, byte[] content) {
        return "--b\nContent-Type: " + type + "\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(content) + "\n";
    }
}
