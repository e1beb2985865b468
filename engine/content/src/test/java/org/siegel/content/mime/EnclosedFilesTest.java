package org.siegel.content.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.content.Examination;
import org.siegel.content.MessageSource;
import org.siegel.content.Packed;
import org.siegel.content.RiskClassifier;
import org.siegel.content.Samples;
import org.siegel.content.part.PartReport;
import org.siegel.policy.PartState;
import org.siegel.policy.RiskReason;

/** Files that stand within calendars, cards and HTML are parts of their own (RFC 5545 §3.1.3, §3.8.1.1). */
@Timeout(60)
class EnclosedFilesTest {

    private static final String IBAN = "Bitte auf DE89 3704 0044 0532 0130 00 überweisen";
    private static final String TEXT = base64(IBAN.getBytes(StandardCharsets.UTF_8));
    private static final String DOCX = base64(Packed.docx(Packed.paragraph(IBAN)));
    private static final String ZIP = base64(Packed.zip("a.txt", IBAN));
    private static final String PICTURE = base64("\u0089PNG\r\n\u001A\n0000".getBytes(StandardCharsets.ISO_8859_1));

    private final RiskClassifier classifier = Samples.everything();

    static Stream<Arguments> carriers() {
        return Stream.of(
                        "ATTACH;ENCODING=BASE64;VALUE=BINARY:%s",
                        "ATTACH;FMTTYPE=application/octet-stream;ENCODING=BASE64;VALUE=BINARY;X-FILENAME=\"a:b;c.docx\":%s",
                        "ATTACH;VALUE=BINARY:%s",
                        "attach;encoding=base64;value=binary:%s",
                        "PHOTO;ENCODING=b;TYPE=JPEG:%s",
                        "PHOTO;JPEG;BASE64:%s",
                        "item1.LOGO;ENCODING=\"B\":%s",
                        "PHOTO:data:image/jpeg;base64,%s",
                        "PHOTO;VALUE=URI:DATA:;base64,%s",
                        "PHOTO:data:image/jpeg\\;base64\\,%s",
                        "DESCRIPTION;ALTREP=\"data:application/x-y;base64,%s\":Sitzung",
                        "X-ALT-DESC;FMTTYPE=text/html:<img src='data:x/y;base64,%s'>",
                        "X-ALT-DESC:<a style=\"background:url(data:x/y;base64,%s)\">")
                .flatMap(property -> Stream.of(TEXT, DOCX, ZIP).map(file -> Arguments.of(property, file)));
    }

    @ParameterizedTest
    @MethodSource("carriers")
    void whatTheyHoldIsFound(String property, String file) {
        for (String container : List.of("VCALENDAR", "VCARD")) {
            String line = property.replace("%s", file);
            assertThat(kinds(inside(container, line))).contains("iban");
            assertThat(kinds(inside(container, folded(line)))).contains("iban");
            assertThat(kinds(inside(container, line.replace("%s", file) + "\r\nNOTE:Nachwort")))
                    .contains("iban");
        }
    }

    @ParameterizedTest
    @MethodSource("carriers")
    void inAnyCharset(String property, String file) {
        String calendar = inside("VCALENDAR", folded(property.replace("%s", file)));
        Examination examination = examine(mail("text/calendar; charset=utf-16le", calendar, StandardCharsets.UTF_16LE));
        assertThat(examination.risk().reasons()).extracting(RiskReason::kind).contains("iban");
    }

    @Test
    void aCardOfVersion21NeedNotFold() {
        String card = "VERSION:2.1\r\nPHOTO;ENCODING=BASE64;TYPE=X:\r\n" + TEXT.replaceAll("(.{20})", "$1\r\n")
                + "\r\n\r\nNOTE:Nachwort";
        assertThat(kinds(inside("VCARD", card))).containsExactly("iban");
    }

    @Test
    void quotedPrintableHidesNothing() {
        String value =
                "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Konto =44=45=38=39 3704 0044 0532=\r\n =30130 00\r\n";
        assertThat(kinds(inside("VCARD", value))).containsExactly("iban");
        assertThat(states(inside("VCARD", value))).containsExactly(PartState.SCANNED);
        assertThat(kinds(inside("VCARD", value + "ATTACH;ENCODING=BASE64:" + DOCX)))
                .containsExactly("iban");
    }

    @Test
    void aUrlWithoutBase64IsReadToo() {
        String percent = "DE%38%39370400440532013000";
        assertThat(kinds(inside("VCALENDAR", "ATTACH:data:text/plain,Konto%20" + percent)))
                .containsExactly("iban");
        assertThat(kinds(inside(
                        "VCALENDAR", "DESCRIPTION;ALTREP=\"data:text/html,%3Cb%3EDE893704%3C/b%3E00440532013000\":x")))
                .containsExactly("iban");
    }

    @Test
    void eachHasItsState() {
        String calendar = inside(
                "VCALENDAR",
                String.join(
                        "\r\n",
                        "ATTACH;ENCODING=BASE64:" + PICTURE,
                        "ATTACH;ENCODING=BASE64:" + TEXT,
                        "ATTACH;ENCODING=BASE64:" + TEXT.substring(0, 20) + "***" + TEXT.substring(20),
                        "ATTACH;ENCODING=X-GZIP:" + TEXT,
                        "ATTACH:data:image/png;base64," + PICTURE,
                        "ATTACH:https://www.example.invalid/a.pdf",
                        "SUMMARY:Metadata: image/png, data:image und mehr data:dies,jenes"));

        assertThat(states(calendar))
                .containsExactly(
                        PartState.IMAGE_ONLY,
                        PartState.SCANNED,
                        PartState.ERROR,
                        PartState.UNSUPPORTED,
                        PartState.IMAGE_ONLY,
                        PartState.SCANNED);
    }

    @Test
    void anEntryHasAPlaceAndANameThatIsRead() {
        String calendar = inside(
                "VCALENDAR",
                "ATTACH;X-FILENAME=DE89370400440532013000.txt;ENCODING=BASE64:" + base64(new byte[] {'x'}));
        Examination examination = examine(mail("text/calendar", calendar, StandardCharsets.UTF_8));
        assertThat(examination.risk().reasons())
                .extracting(RiskReason::place)
                .anyMatch(place -> place.contains("attachment 1 (text/calendar), entry 1, file name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=\"data:application/zip;base64,%s\">",
                "<img src='data:application/zip;base64,\n %s'>",
                "<img src=data:application/zip;base64,%s>",
                "<a style=\"background:url(data:x/y;base64,%s)\">",
                "<!-- data:x/y;base64,%s -->"
            })
    void inHtmlToo(String html) {
        String page = "<html><p>Hallo</p>" + html + "<p>Ende</p></html>";
        for (String file : List.of(DOCX, ZIP, TEXT)) {
            assertThat(kindsOf(examine(mail("text/html", page.replace("%s", file), StandardCharsets.UTF_8))))
                    .containsExactly("iban");
        }
        assertThat(states(examine(mail("image/svg+xml", page.replace("%s", PICTURE), StandardCharsets.UTF_8))))
                .containsExactly(PartState.IMAGE_ONLY, PartState.SCANNED);
    }

    @Test
    void aCalendarInACalendarEndsAtTheLimit() {
        String calendar = IBAN;
        for (int i = 0; i < 6; i++) {
            calendar =
                    inside("VCALENDAR", "ATTACH;ENCODING=BASE64:" + base64(calendar.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(kinds(calendar)).contains("iban");
        Walked walked = Walked.through(
                mailBytes("text/calendar", calendar, StandardCharsets.UTF_8),
                new WalkLimits(4, 100, 1_000_000, 1_000_000, 1_000_000, 100));
        assertThat(walked.states()).contains(PartState.LIMIT);
    }

    @Test
    void manyFilesEndAtTheLimit() {
        String calendar = inside("VCALENDAR", ("ATTACH;ENCODING=BASE64:" + PICTURE + "\r\n").repeat(5_000));
        Examination examination = examine(mail("text/calendar", calendar, StandardCharsets.UTF_8));
        assertThat(examination.risk().reasons())
                .extracting(RiskReason::place)
                .contains("text/calendar beyond the limits");
    }

    @Test
    void aHeadWithoutEndIsSaidToBeTooLong() {
        assertThat(states(inside("VCALENDAR", "ATTACH;X=" + "x".repeat(100_000) + ";ENCODING=BASE64:" + TEXT)))
                .containsExactly(PartState.LIMIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:",
                ";",
                "\"",
                "ATTACH;ENCODING=B:",
                "%",
                "data:,",
                "data:;base64,",
                "=\r\n",
                "\r\n",
                "A;B:\r\n"
            })
    void megabytesOfOneThingHaveAnEnd(String piece) {
        String calendar = inside("VCALENDAR", piece.repeat(1_000_000 / piece.length()));
        assertThat(states(examine(mail("text/calendar", calendar, StandardCharsets.UTF_8))))
                .isNotEmpty();
        assertThat(states(examine(mail("text/html", calendar, StandardCharsets.UTF_8))))
                .isNotEmpty();
    }

    @Test
    void noiseHasAnEndToo() {
        SplittableRandom random = new SplittableRandom(5545);
        List<String> pieces = List.of(
                "BEGIN:VCARD\r\n",
                "PHOTO;ENCODING=b:",
                "data:",
                "x/y",
                ";base64,",
                ",",
                TEXT,
                PICTURE,
                "\r\n",
                "\r\n ",
                "\"",
                "'",
                "(",
                ")",
                "%4",
                "%zz",
                "=",
                "=\r\n",
                ":",
                ";",
                "\\",
                "NOTE;ENCODING=QUOTED-PRINTABLE:",
                "ä",
                "<");
        for (int i = 0; i < 2_000; i++) {
            StringBuilder noise = new StringBuilder(i % 2 == 0 ? "BEGIN:VCARD\r\n" : "");
            for (int k = random.nextInt(30); k > 0; k--) {
                noise.append(pieces.get(random.nextInt(pieces.size())));
            }
            String type = i % 4 < 2 ? "text/vcard" : "text/html";
            assertThat(states(examine(mail(type, noise.toString(), StandardCharsets.UTF_8))))
                    .isNotEmpty();
        }
    }

    private List<String> kinds(String calendar) {
        return kindsOf(examine(mail("text/calendar", calendar, StandardCharsets.UTF_8)));
    }

    private static List<String> kindsOf(Examination examination) {
        return examination.risk().reasons().stream()
                .map(RiskReason::kind)
                .filter(kind -> !kind.equals("not-scanned"))
                .toList();
    }

    private List<PartState> states(String calendar) {
        return states(examine(mail("text/calendar", calendar, StandardCharsets.UTF_8)));
    }

    private static List<PartState> states(Examination examination) {
        return examination.parts().stream().map(PartReport::state).toList();
    }

    private Examination examine(MessageSource source) {
        try {
            return classifier.examine(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String inside(String container, String lines) {
        return "BEGIN:" + container + "\r\n" + lines + "\r\nEND:" + container + "\r\n";
    }

    private static String folded(String line) {
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < line.length(); i += 74) {
            pieces.add(line.substring(i, Math.min(line.length(), i + 74)));
        }
        return String.join("\r\n ", pieces);
    }

    private static MessageSource mail(String type, String text, Charset charset) {
        return Samples.message(mailBytes(type, text, charset));
    }

    private static byte[] mailBytes(String type, String text, Charset charset) {
        return ("Content-Type: " + type + "\r\nContent-Disposition: attachment\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(text.getBytes(charset)))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }
}
