package org.siegel.content.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.content.MessageSource;
import org.siegel.content.RiskClassifier;
import org.siegel.content.Samples;
import org.siegel.content.part.TextSink;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskReason;

/** Calendars and cards are read as they are meant (RFC 5545 §3.1), and as they are written. */
@Timeout(60)
class ContentLinesTest {

    private static final String NUMBER = "DE89370400440532013000";
    private static final String EVENT =
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:%s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    private static final String CARD = "BEGIN:VCARD\r\nVERSION:4.0\r\nNOTE:%s\r\nEND:VCARD\r\n";

    private final RiskClassifier classifier = Samples.everything();

    @ParameterizedTest
    @ValueSource(strings = {"\r\n ", "\r\n\t", "\n ", "\r ", "\r\r\n "})
    void aNumberThatFoldingCutsIsFoundWhereverItIsCut(String fold) {
        for (int cut = 1; cut < NUMBER.length(); cut++) {
            String folded = NUMBER.substring(0, cut) + fold + NUMBER.substring(cut);
            assertThat(kinds("text/calendar", EVENT.formatted("Konto " + folded)))
                    .contains("iban");
            assertThat(kinds("text/vcard", CARD.formatted("Konto " + folded))).contains("iban");
        }
    }

    @Test
    void foldsInEveryPlaceHideNothing() {
        assertThat(kinds("text/calendar", EVENT.formatted(String.join("\r\n ", NUMBER.split("", -1)))))
                .containsExactly("iban");
    }

    @ParameterizedTest
    @CsvSource({
        "text/calendar, utf-8",
        "text/x-vcalendar, utf-8",
        "application/ics, utf-8",
        "application/octet-stream, utf-8",
        "text/plain, utf-8",
        "application/x-anything, utf-16",
        "text/plain, utf-16le"
    })
    void whatItIsCalledDoesNotCount(String type, String charset) {
        String folded = EVENT.formatted(String.join("\r\n ", NUMBER.split("", -1)));
        assertThat(kinds(type, folded, Charset.forName(charset))).containsExactly("iban");
        assertThat(kinds(type, folded.toLowerCase(Locale.ROOT), Charset.forName(charset)))
                .containsExactly("iban");
    }

    @Test
    void ordinaryTextIsReadAsItIsWritten() {
        assertThat(read("text/plain", "Konto\r\n 12\\n\\,\\;34")).isEqualTo("Konto\r\n 12\\n\\,\\;34");
    }

    @Test
    void escapesMeanWhatTheyStandFor() {
        assertThat(read("text/vcard", "a\\nb\\Nc\\,d\\;e\\\\nf\\:g\\x\\"))
                .isEqualTo("a\\nb\\Nc\\,d\\;e\\\\nf\\:g\\x\\" + "\n" + "a\nb\nc,d;e\\nf:g\\x\\");
        assertThat(kinds("text/vcard", CARD.formatted("Konto\\n" + NUMBER + "\\nDanke")))
                .containsExactly("iban");
    }

    @Test
    void whatHasNeitherFoldsNorEscapesIsReadOnce() {
        String plain = CARD.formatted("nichts");
        assertThat(read("text/vcard", plain)).isEqualTo(plain);
    }

    /** A program that breaks lines without knowing of folding leaves a blank that belongs to the text. */
    @Test
    void aNumberThatJoiningWouldGlueToAWordIsFoundAllTheSame() {
        assertThat(kinds("text/calendar", EVENT.formatted("Konto\r\n " + NUMBER)))
                .containsExactly("iban");
    }

    @Test
    void aNumberInTwoPlacesOfOneReadingCountsOnce() {
        Risk risk = classify("text/calendar", EVENT.formatted("Konto " + NUMBER + "\\, danke"), StandardCharsets.UTF_8);
        assertThat(risk.reasons()).extracting(RiskReason::count).containsExactly(1);
    }

    /** Around the end of each piece that is held, too. */
    @Test
    void whereAPieceEndsNothingIsMissed() {
        String folded = String.join("\r\n ", NUMBER.split("", -1));
        for (int at = ContentLines.PIECE - 150; at <= ContentLines.PIECE + 10; at += 7) {
            String text = "BEGIN:VCARD\r\nNOTE:" + "a ".repeat(at / 2) + folded + " b".repeat(50_000);
            assertThat(kinds("text/vcard", text)).containsExactly("iban");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\r\n ", "\\", "\\n", "\n", "\r", " ", "a\r\n b", "BEGIN:VCARD\r\n", "1\r\n 2", "\t", "\uD83D"})
    void megabytesOfOneThingHideNothing(String piece) {
        String text = "BEGIN:VCALENDAR\r\n" + piece.repeat(2_000_000 / piece.length())
                + "\r\nNOTE:x DE8937040044\r\n 0532013000 y";
        assertThat(kinds("text/calendar", text)).contains("iban");
    }

    /** What comes out is bounded by what goes in, however it comes in. */
    @Test
    void noiseInAnyPiecesGivesTheSameTextAndNotMuchMore() {
        SplittableRandom random = new SplittableRandom(5545);
        for (int i = 0; i < 300; i++) {
            char[] noise = new char[random.nextInt(i % 10 == 0 ? 200_000 : 500)];
            for (int k = 0; k < noise.length; k++) {
                noise[k] = "\r\n \t\\nN,;ab1".charAt(random.nextInt(12));
            }
            String whole = through(noise, Integer.MAX_VALUE, random);
            assertThat(through(noise, 1 + random.nextInt(10_000), random)).isEqualTo(whole);
            assertThat(whole.length()).isLessThanOrEqualTo(noise.length * 2 + noise.length / 10 + 1);
            assertThat(whole).startsWith(new String(noise, 0, Math.min(noise.length, ContentLines.PIECE)));
        }
    }

    private static String through(char[] text, int most, SplittableRandom random) {
        StringBuilder passed = new StringBuilder();
        ContentLines lines = new ContentLines(new TextSink() {
            @Override
            public void accept(char[] chars, int from, int to) {
                passed.append(chars, from, to - from);
            }

            @Override
            public void end() {
                passed.append('\0');
            }
        });
        int from = 0;
        while (from < text.length) {
            int to = from + Math.min(text.length - from, 1 + random.nextInt(most));
            lines.accept(text, from, to);
            from = to;
        }
        lines.end();
        assertThat(passed).endsWith("\0");
        return passed.substring(0, passed.length() - 1);
    }

    private static String read(String type, String text) {
        Walked walked = Walked.through(mail(type, text, StandardCharsets.UTF_8), WalkLimits.DEFAULT);
        return walked.texts.entrySet().stream()
                .filter(each -> each.getKey().startsWith("attachment"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private List<String> kinds(String type, String text) {
        return kinds(type, text, StandardCharsets.UTF_8);
    }

    private List<String> kinds(String type, String text, Charset charset) {
        return classify(type, text, charset).reasons().stream()
                .map(RiskReason::kind)
                .toList();
    }

    private Risk classify(String type, String text, Charset charset) {
        MessageSource source = Samples.message(mail(type, text, charset));
        return Samples.classify(classifier, source);
    }

    private static byte[] mail(String type, String text, Charset charset) {
        return ("Content-Type: " + type + "\r\nContent-Disposition: attachment; filename=a\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(text.getBytes(charset)))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
