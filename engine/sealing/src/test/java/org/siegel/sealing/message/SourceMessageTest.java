package org.siegel.sealing.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.sealing.Mails;

class SourceMessageTest {
    @TempDir
    Path directory;

    @Test
    void showsTheHeaderLinesDecodedAndNeverBcc() {
        var message = Mails.read("""
                From: =?utf-8?Q?J=C3=BCrgen_Gro=C3=9F?= <j@x.example>
                To: =?iso-8859-1?B?TfxsbGVy?= <m@x.example>,
                 b@x.example
                Bcc: versteckt@x.example,
                 noch@x.example
                Cc: c@x.example
                Date: Tue, 3 Nov 2026 10:15:00 +0100
                Subject: =?utf-8?B?R3LDvMOf?= =?utf-8?B?ZQ==?=

                Text
                """, directory);
        assertThat(message.headers().from()).isEqualTo("Jürgen Groß <j@x.example>");
        assertThat(message.headers().to()).isEqualTo("Müller <m@x.example>, b@x.example");
        assertThat(message.headers().subject()).isEqualTo("Grüße");
        assertThat(message.headers().sentAt())
                .hasValueSatisfying(at -> assertThat(at).hasToString("2026-11-03T10:15+01:00"));
        assertThat(original(message))
                .doesNotContain("versteckt", "noch@", "Bcc")
                .contains("Cc: c@x.example");
    }

    @Test
    void readsRawEightBitHeadersInUtf8OrWindows1252() {
        assertThat(Mails.read("Subject: Grüße\n\nx", UTF_8, directory).headers().subject())
                .isEqualTo("Grüße");
        assertThat(Mails.read("Subject: Grüße\n\nx", ISO_8859_1, directory)
                        .headers()
                        .subject())
                .isEqualTo("Grüße");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?utf-8?Q?unfertig",
                "=?x-gibtsnicht?B?R3LDvMOfZQ==?=",
                "=?utf-8?B?!!!kein base64???=",
                "=?utf-8?Q?=ZZ=?=",
                "=??B??=",
                "=?utf-8?B?Rw?="
            })
    void brokenEncodedWordsDoNoHarm(String subject) {
        assertThatCode(() -> Mails.read("Subject: " + subject + "\n\nx", directory))
                .doesNotThrowAnyException();
    }

    @Test
    void joinsCharactersThatWereCutBetweenEncodedWords() {
        assertThat(Mails.read("Subject: =?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=\n\nx", directory)
                        .headers()
                        .subject())
                .isEqualTo("Grüße");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "; charset=iso-8859-1", "; charset=x-unknown", "; charset=\"\"", "; charset=us-ascii"})
    void fallsBackToWindows1252(String charset) {
        var message = Mails.read("Content-Type: text/plain" + charset + "\n\nGrüße", ISO_8859_1, directory);
        assertThat(message.body().pieces()).containsExactly(new Body.Plain("Grüße"));
    }

    @Test
    void honoursTheCharsetOfAnHtmlMetaElement() {
        var message = Mails.read(
                "Content-Type: text/html\n\n<meta charset='iso-8859-2'>\u0105".replace('\u0105', '±'),
                ISO_8859_1,
                directory);
        assertThat(message.body().pieces().get(0).text()).endsWith("ą");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Subject: x\n", "Subject: x\n\n", "\n", "kein Header und kein Feld"})
    void anEmptyMessageHasAnEmptyBody(String raw) {
        var message = Mails.read(raw, directory);
        assertThat(message.body().isEmpty()).isTrue();
        assertThat(message.attachments()).isEmpty();
    }

    @Test
    void takesTheHtmlOfAnAlternativeAndKeepsItsText() {
        var message = Mails.read(Mails.HEADER + """
                        Content-Type: multipart/alternative; boundary=b

                        --b
                        Content-Type: text/plain

                        nur Text
                        --b
                        Content-Type: text/html

                        <p>mit Gestalt</p>
                        --b
                        Content-Type: text/calendar; method=REQUEST

                        BEGIN:VCALENDAR
                        --b--
                        """, directory);
        assertThat(message.body().pieces()).hasSize(1);
        assertThat(message.body().pieces().get(0))
                .isInstanceOfSatisfying(
                        Body.Html.class, html -> assertThat(html.alternative()).isEqualTo("nur Text"));
        assertThat(message.attachments()).extracting(a -> a.name().value()).containsExactly("invite.ics");
    }

    @Test
    void joinsSeveralInlineTextsInOrder() {
        var message = Mails.read(
                Mails.mixed(
                        Mails.attachment("image/png", "filename=a.png", new byte[] {1}),
                        "Content-Type: text/html\n\n<p>zwei</p>",
                        "Content-Type: text/plain\n\ndrei"),
                directory);
        assertThat(message.body().pieces()).hasSize(3);
        assertThat(message.attachments()).hasSize(1);
    }

    @Test
    void picturesAreInlineOnlyWhereTheHtmlShowsThem() {
        var message = Mails.read(Mails.HEADER + """
                        Content-Type: multipart/related; boundary=b; start="<wurzel@x>"

                        --b
                        Content-Type: image/png
                        Content-ID: <eins@x>

                        a
                        --b
                        Content-Type: text/html
                        Content-ID: <wurzel@x>

                        <img src="CID:eins%40x">
                        --b
                        Content-Type: image/png; name=zwei.png
                        Content-ID: <zwei@x>

                        b
                        --b--
                        """, directory);
        assertThat(message.images()).extracting(InlineImage::contentId).containsExactly("eins@x");
        assertThat(message.attachments()).extracting(a -> a.name().value()).containsExactly("zwei.png");
    }

    @Test
    void readsNamesInAllTheWaysTheyAreWritten() {
        var message = Mails.read(
                Mails.mixed(
                        Mails.attachment("application/pdf", "filename*=utf-8''%C3%84nderung.pdf", new byte[1]),
                        Mails.attachment(
                                "application/pdf", "filename*0*=utf-8''%C3%84n;\n filename*1=\"de.pdf\"", new byte[1]),
                        Mails.attachment("application/pdf", "filename=\"=?utf-8?Q?=C3=84.pdf?=\"", new byte[1]),
                        Mails.attachment("application/pdf", "filename=Mit Leerzeichen.pdf", new byte[1]),
                        Mails.attachment("application/pdf", "filename=\"C:\\\\Temp\\\\x.pdf\"", new byte[1]),
                        Mails.attachment("application/pdf", "filename=\"../../etc/passwd\"", new byte[1]),
                        Mails.attachment("application/pdf", "filename*=utf-8''rechnung%E2%80%AEfdp.exe", new byte[1]),
                        Mails.attachment("application/pdf", "filename=Ärger.pdf", new byte[1]),
                        Mails.attachment("application/pdf", "filename=ärger.pdf", new byte[1]),
                        Mails.attachment("application/ms-tnef", "x=y", new byte[1]),
                        Mails.attachment("application/pdf", "x=y", new byte[1])),
                directory);
        assertThat(message.attachments())
                .extracting(a -> a.name().value())
                .containsExactly(
                        "Änderung.pdf",
                        "Ände.pdf",
                        "Ä.pdf",
                        "Mit Leerzeichen.pdf",
                        "x.pdf",
                        "passwd",
                        "rechnungfdp.exe",
                        "Ärger.pdf",
                        "ärger (2).pdf",
                        "winmail.dat",
                        "attachment-1.pdf");
    }

    @Test
    void anEnclosedMessageIsAFileNamedByItsSubject() throws IOException {
        String inner = "From: x@example.org\nSubject: =?utf-8?Q?Anfrage_4/7_=C3=BC?=\n\nHallo\n";
        var message = Mails.read(Mails.mixed("Content-Type: message/rfc822\n\n" + inner), directory);
        var attachment = message.attachments().get(0);
        assertThat(attachment.name().value()).isEqualTo("Anfrage 4_7 ü.eml");
        assertThat(new String(attachment.content().head(1000), UTF_8)).contains("Hallo");
    }

    @Test
    void joinsFlowedText() {
        var message = Mails.read(
                "Content-Type: text/plain; format=flowed; delsp=yes\n\nein langer \nSatz\n> zitiert \n> weiter\n-- \nAnna\n",
                directory);
        assertThat(message.body().pieces().get(0).text()).isEqualTo("ein langerSatz\n> zitiertweiter\n-- \nAnna\n");
    }

    @Test
    void damagedBase64YieldsWhatIsLegible() throws IOException {
        var message = Mails.read(
                Mails.mixed("Content-Type: application/x\nContent-Transfer-Encoding: base64\n\nSGFs!!bG8*\n=Z\n"),
                directory);
        assertThat(new String(message.attachments().get(0).content().head(10), US_ASCII))
                .startsWith("Hal");
    }

    @Test
    void anUnterminatedMultipartIsReadToItsEnd() throws IOException {
        var message = Mails.read(
                Mails.mixed(Mails.attachment("application/pdf", "filename=a.pdf", "ganz".getBytes(US_ASCII)))
                        .replace("--grenze--\n", ""),
                directory);
        assertThat(message.attachments().get(0).content().head(10)).startsWith("ganz".getBytes(US_ASCII));
        assertThat(message.body().isEmpty()).isFalse();
    }

    @Test
    void aMultipartWithoutItsBoundaryIsShownAsText() {
        var message = Mails.read(
                Mails.HEADER + "Content-Type: multipart/mixed; boundary=fehlt\n\n--andere\n\nLesbar bleibt es.\n",
                directory);
        assertThat(message.body().pieces().get(0).text()).contains("Lesbar bleibt es.");
        assertThat(message.remarks()).contains(Remark.STRUCTURE_UNREADABLE);
    }

    @Test
    void aMultipartThatNamesNoBoundaryIsMarked() {
        var message = Mails.read(Mails.HEADER + "Content-Type: multipart/mixed\n\nirgendwas\n", directory);
        assertThat(message.remarks()).contains(Remark.STRUCTURE_UNREADABLE);
    }

    @Test
    void nestingAndNumberOfPartsAreBounded() {
        var deep = new StringBuilder(Mails.HEADER);
        for (int i = 0; i < 500; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        assertThat(Mails.read(deep.append("\nx").toString(), directory).remarks())
                .contains(Remark.STRUCTURE_TOO_DEEP);
        String many = Mails.mixed("\nx\n--grenze".repeat(3000));
        assertThat(Mails.read(many, directory).remarks()).contains(Remark.TOO_MANY_PARTS);
    }

    @Test
    void textBeyondAMegabyteComesAsAFileToo() {
        var message = Mails.read("Subject: x\n\n" + "Zeile\n".repeat(400_000), directory);
        assertThat(message.body().pieces().get(0).text().length()).isLessThanOrEqualTo(1 << 20);
        assertThat(message.attachments()).hasSize(1);
        assertThat(message.remarks()).containsExactly(Remark.TEXT_SHORTENED);
    }

    @Test
    void aLongHeaderLineIsNoReasonToFail() {
        assertThatCode(() -> Mails.read("X-Long: " + "x".repeat(3_000_000) + "\nSubject: a\n\nb", directory))
                .doesNotThrowAnyException();
    }

    @Test
    void filesArePrivateAndGoneAfterClosing() throws IOException {
        var message = Mails.read(Mails.mixed(Mails.attachment("a/b", "filename=x", new byte[100_000])), directory);
        try (var files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        message.close();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void mutilatedMessagesNeverMakeReadingFail() {
        byte[] intact = Mails.mixed(
                        Mails.attachment("application/pdf", "filename*=utf-8''%C3%84.pdf", new byte[200]),
                        "Content-Type: multipart/alternative; boundary=i\n\n--i\n\nx\n--i\nContent-Type: text/html\n\n<p>\n--i--")
                .getBytes(UTF_8);
        for (int seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            byte[] raw = Arrays.copyOf(intact, random.nextInt(intact.length) + 1);
            for (int i = 0; i < 8; i++) {
                raw[random.nextInt(raw.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> Mails.read(raw, directory).close())
                    .as("seed %d", seed)
                    .doesNotThrowAnyException();
        }
    }

    private static String original(SourceMessage message) {
        try {
            return new String(message.original().head(100_000), UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
