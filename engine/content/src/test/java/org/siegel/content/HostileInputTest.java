package org.siegel.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.content.Samples.classify;
import static org.siegel.content.Samples.message;
import static org.siegel.content.Samples.withBody;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.policy.ContentRules.WordRule;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskReason;

/** Whatever comes, there is a risk, soon, and in little memory. */
@Timeout(20)
class HostileInputTest {

    private static final String IBAN = "DE89370400440532013000";

    private final RiskClassifier classifier = new RiskClassifier(Samples.policy(Samples.rules(
            List.of(new WordRule("words", Set.of("a b c d e f", "a-b*", "e-mail", "diagnose*"), 1, Samples.HIGH)),
            RiskClassifier.knownDetectors().toArray(String[]::new))));

    static Stream<MessageSource> longRuns() {
        return Stream.of(
                        "1",
                        "4",
                        "<",
                        "a ",
                        "A 1 ",
                        "DE89 ",
                        "4111 ",
                        "4111 1111 1111 1112 ",
                        "1.",
                        "a-",
                        "<b ",
                        "<!--",
                        "&",
                        "&#",
                        "=",
                        "\u200B",
                        "\u0308",
                        "\uD83D",
                        "(",
                        "[",
                        "\n",
                        ">",
                        "\n> ",
                        "PZN ",
                        "-----BEGIN ",
                        "<a b='",
                        "</",
                        "e-",
                        "\t",
                        "\0")
                .flatMap(piece -> Stream.of("plain", "html").map(subtype -> {
                    byte[] body = piece.getBytes(StandardCharsets.UTF_8);
                    byte[] header = ("Content-Type: text/" + subtype + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
                    return repeated(header, body, 2_000_000 / body.length);
                }));
    }

    @ParameterizedTest
    @MethodSource("longRuns")
    void megabytesOfOneThing(MessageSource source) {
        assertThat(classify(classifier, source)).isNotNull();
    }

    @Test
    void tenMegabytesOfDigits() {
        byte[] digits = "1234567890".getBytes(StandardCharsets.US_ASCII);
        assertThat(classify(classifier, repeated(new byte[] {'\n'}, digits, 1_000_000))
                        .reasons())
                .isEmpty();
    }

    @Test
    void aMillionAnglesHideNothing() {
        assertFound(message("Content-Type: text/html\n\n" + "<".repeat(1_000_000) + " " + IBAN));
    }

    @Test
    void twoHundredNestedMultiparts() {
        StringBuilder message = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            message.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        Risk risk = classify(classifier, message(message + "\n" + IBAN));
        assertThat(risk.reasons()).extracting(RiskReason::kind).contains("not-scanned");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200, 10_000})
    void manyNestedMessages(int depth) {
        Risk risk = classify(classifier, message("Content-Type: message/rfc822\n\n".repeat(depth) + "\n" + IBAN));
        assertThat(risk.reasons()).extracting(RiskReason::kind).containsExactly("not-scanned");
        assertFound(message("Content-Type: message/rfc822\n\n".repeat(30) + "\n" + IBAN));
    }

    @Test
    void aHeaderOfAMegabyteHidesNothing() {
        assertFound(message("X-Long: " + "=".repeat(1_000_000) + "\nSubject: x\n\n" + IBAN));
        assertFound(message("Subject: " + "[x] ".repeat(250_000) + "\n\n" + IBAN));
        assertFound(message("Subject: " + "=?utf-8?q?".repeat(100_000) + "\n\n" + IBAN));
        assertFound(message("Subject: " + "=?utf-8?q?a?= ".repeat(100_000) + "\n\n" + IBAN));
        assertFound(message("Sensitivity: " + "(".repeat(1_000_000) + "\n\n" + IBAN));
        assertFound(message("Content-Type: text/plain" + "; a*0*=b".repeat(100_000) + "\n\n" + IBAN));
        assertFound(message("X: y\n".repeat(200_000) + "\n\n" + IBAN));
        assertFound(message("X: y\n" + " folded\n".repeat(100_000) + "\n\n" + IBAN));
    }

    @Test
    void aHeaderBeyondAllBoundsIsReportedAndWhatFollowsIsReadAllTheSame() {
        Risk risk = classify(classifier, message("X: " + "x".repeat(10_000_000) + "\n\n" + IBAN));
        assertThat(risk.reasons()).extracting(RiskReason::kind).containsExactly("iban", "not-scanned");
    }

    @Test
    void anUnknownCharsetAndAnEndlessWordHideNothing() {
        assertFound(message("Subject: =?utf-8?q?never ends\nContent-Type: text/plain; charset=x-unknown\n\n" + IBAN));
    }

    @Test
    void hundredThousandPartsAreNotAllLookedAt() {
        String parts = "--b\n\nx\n".repeat(100_000);
        Risk risk = classify(classifier, message("Content-Type: multipart/mixed; boundary=b\n\n" + parts));
        assertThat(risk.reasons()).extracting(RiskReason::kind).containsExactly("not-scanned");
    }

    @Test
    void manyDistinctValuesAreCountedUpToABound() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            String bban = "%018d".formatted(i);
            int check = 98
                    - new BigInteger(bban + "131400")
                            .mod(BigInteger.valueOf(97))
                            .intValue();
            body.append("DE%02d%s\n".formatted(check, bban));
        }
        assertThat(classify(classifier, withBody(body.toString())).reasons())
                .extracting(RiskReason::count)
                .containsExactly(10_000);
    }

    /** Fifty megabytes pass through a heap that has no room for them. */
    @Test
    void aLargeAttachmentIsNotHeldInMemory() {
        long room = Runtime.getRuntime().maxMemory();
        assertThat(room).describedAs("heap of the tests").isLessThan(300_000_000L);
        byte[] line = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3ODk=\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        for (String type : List.of("application/zip", "text/csv", "text/html", "message/rfc822")) {
            byte[] header = ("Content-Type: " + type + "; name=x\r\nContent-Transfer-Encoding: base64\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            MessageSource source = repeated(header, line, 600_000);
            assertThat(classify(classifier, source)).isNotNull();
        }
    }

    @Test
    void noiseHasARiskToo() {
        SplittableRandom random = new SplittableRandom(5322);
        String alphabet =
                "\r\n\r\n:;=?\"-- <>()/\\ bB0aé\0Content-Type: multipart/mixed; boundary=b\r\n--b\r\n=?utf-8?q?";
        for (int i = 0; i < 3_000; i++) {
            StringBuilder noise = new StringBuilder();
            for (int k = random.nextInt(400); k > 0; k--) {
                int from = random.nextInt(alphabet.length());
                noise.append(alphabet, from, Math.min(alphabet.length(), from + random.nextInt(1, 20)));
            }
            byte[] bytes = noise.toString().getBytes(i % 2 == 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
            assertThat(classify(classifier, message(bytes))).isNotNull();
        }
    }

    private void assertFound(MessageSource source) {
        assertThat(classify(classifier, source).reasons())
                .extracting(RiskReason::kind)
                .containsExactly("iban");
    }

    /** A stream that is made while it is read. */
    private static MessageSource repeated(byte[] header, byte[] piece, int times) {
        int batch = Math.max(1, 8192 / piece.length);
        byte[] batched = new byte[batch * piece.length];
        for (int i = 0; i < batch; i++) {
            System.arraycopy(piece, 0, batched, i * piece.length, piece.length);
        }
        return () -> new SequenceInputStream(Collections.enumeration(
                List.of(new ByteArrayInputStream(header), new RepeatingStream(batched, times / batch))));
    }

    private static final class RepeatingStream extends InputStream {
        private final byte[] piece;
        private long left;

        RepeatingStream(byte[] piece, int times) {
            this.piece = piece;
            this.left = (long) piece.length * times;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int from = (int) ((piece.length - left % piece.length) % piece.length);
            int n = (int) Math.min(Math.min(length, left), piece.length - from);
            System.arraycopy(piece, from, target, offset, n);
            left -= n;
            return n;
        }
    }
}
