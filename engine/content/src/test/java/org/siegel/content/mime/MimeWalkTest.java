package org.siegel.content.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.policy.PartState.ENCRYPTED_E2E;
import static org.siegel.policy.PartState.ERROR;
import static org.siegel.policy.PartState.LIMIT;
import static org.siegel.policy.PartState.SCANNED;
import static org.siegel.policy.PartState.UNSUPPORTED;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.content.part.PartReport;
import org.siegel.policy.PartState;

class MimeWalkTest {

    @Test
    void everyTextIsReadAndSaysWhereItStands() {
        Walked walked = Walked.through("""
                Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
                Content-Type: multipart/mixed; boundary="a b"

                vorweg
                --a b
                Content-Type: multipart/alternative; boundary=in

                --in
                Content-Type: text/plain; charset=utf-8

                klar
                --in
                Content-Type: text/html

                <p>bunt</p>
                --in--
                --a b
                Content-Type: text/csv; name*=utf-8''l%C3%B6hne.csv
                Content-Transfer-Encoding: base64

                YTtiCg==
                --a b
                Content-Type: message/rfc822

                Subject: innen

                tief
                --a b--
                danach
                """);
        assertThat(walked.texts.keySet())
                .containsExactly(
                        "subject",
                        "preamble",
                        "text",
                        "html",
                        "file name of attachment 1",
                        "attachment 1 (text/csv)",
                        "attachment 2 (message/rfc822), subject",
                        "attachment 2 (message/rfc822), text",
                        "epilogue");
        assertThat(walked.texts)
                .containsEntry("subject", "Grüße")
                .containsEntry("file name of attachment 1", "löhne.csv")
                .containsEntry("attachment 1 (text/csv)", "a;b\n")
                .containsEntry("attachment 2 (message/rfc822), subject", "innen");
        assertThat(walked.texts.get("html").strip()).isEqualTo("bunt");
        assertThat(walked.states()).containsOnly(SCANNED).hasSize(4);
        assertThat(walked.fields).hasSize(2).first().asString().startsWith("Subject=");
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8, utf-8",
        "iso-8859-1, iso-8859-1",
        "windows-1252, windows-1252",
        "iso-8859-15, iso-8859-15",
        "utf-16, utf-16",
        "utf-8, us-ascii",
        "utf-8, iso-8859-1",
        "windows-1252, utf-8",
        "windows-1252, x-unknown",
        "utf-8, x-unknown",
        "utf-8, '  '",
        "utf-16be, utf-8",
        "utf-16le, x-unknown",
        "utf-8, '(((illegal name'"
    })
    void textIsReadWhateverItsCharsetIsCalled(String charset, String declared) {
        byte[] body = "Überweisung läuft, äöüß".getBytes(Charset.forName(charset));
        Walked walked = Walked.through(
                "Content-Type: text/plain; charset=\"" + declared + "\"\nContent-Transfer-Encoding: base64\n\n"
                        + Base64.getEncoder().encodeToString(body));
        assertThat(walked.texts.get("text")).endsWith("Überweisung läuft, äöüß");
        assertThat(walked.states()).containsExactly(SCANNED);
    }

    @Test
    void anHtmlMetaDecidesWhereNothingIsDeclared() {
        byte[] html =
                "<meta http-equiv=x content='text/html; charset=koi8-r'>Привет".getBytes(Charset.forName("koi8-r"));
        Walked walked = Walked.through("Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getEncoder().encodeToString(html));
        assertThat(walked.texts.get("html")).contains("Привет");
    }

    @Test
    void headersInEightBits() {
        byte[] latin = "Subject: Kündigung\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Walked.through(latin, WalkLimits.DEFAULT).texts).containsEntry("subject", "Kündigung");
        byte[] utf8 = "Subject: Kündigung\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        assertThat(Walked.through(utf8, WalkLimits.DEFAULT).texts).containsEntry("subject", "Kündigung");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/pkcs7-mime; smime-type=enveloped-data",
                "Content-Type: application/x-pkcs7-mime; name=smime.p7m; smime-type=\"authEnveloped-data\"",
                "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"",
                "Content-Type: application/pgp-encrypted",
                "Content-Type: text/plain"
            })
    void whatIsEncryptedForTheRecipientIsCalledSo(String header) {
        Walked walked =
                Walked.through(header + "\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n");
        assertThat(walked.states()).containsExactly(ENCRYPTED_E2E);
    }

    @Test
    void anEncryptedMultipartIsOnePart() {
        Walked walked = Walked.through("""
                Content-Type: multipart/encrypted; boundary=b; protocol="application/pgp-encrypted"

                --b
                Content-Type: application/pgp-encrypted

                Version: 1
                --b
                Content-Type: application/octet-stream; name=encrypted.asc

                -----BEGIN PGP MESSAGE-----
                --b--
                """);
        assertThat(walked.parts).containsExactly(new PartReport("multipart/encrypted", ENCRYPTED_E2E));
    }

    @Test
    void signedDataIsNotEncryptedButNotReadEither() {
        Walked walked = Walked.through("Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nxx");
        assertThat(walked.states()).containsExactly(UNSUPPORTED);
    }

    @ParameterizedTest
    @CsvSource({
        "application/octet-stream, liste.csv, 'a;b', SCANNED",
        "application/vnd.ms-excel, liste.csv, 'a;b', SCANNED",
        "application/json, a.json, '{}', SCANNED",
        "text/calendar, a.ics, BEGIN:VCALENDAR, SCANNED",
        "text/vcard, a.vcf, BEGIN:VCARD, SCANNED",
        "application/octet-stream, a.pdf, %PDF-1.7 text, UNSUPPORTED",
        "text/plain, a.txt, %PDF-1.7 text, UNSUPPORTED",
        "text/plain, a.txt, PK\u0003\u0004 text, ERROR",
        "application/octet-stream, a.bin, a\u0000b, UNSUPPORTED",
        "application/rtf, a.rtf, {\\rtf1, UNSUPPORTED",
        "message/partial, a, x, UNSUPPORTED",
        "text/plain; charset=utf-7, a.txt, +AEQ-, UNSUPPORTED"
    })
    void anAttachmentIsJudgedByWhatItIs(String type, String name, String content, PartState state) {
        Walked walked = Walked.through("Content-Type: " + type + "\nContent-Disposition: attachment; filename=\"" + name
                + "\"\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)));
        assertThat(walked.states()).containsExactly(state);
    }

    @ParameterizedTest
    @ValueSource(strings = {"message/rfc822", "application/octet-stream"})
    void anAttachedMessageIsWalkedEvenInBase64(String type) {
        String inner = "Subject: innen\r\nContent-Type: text/html\r\n\r\n<b>tief</b>";
        Walked walked = Walked.through("Content-Type: " + type + "; name=x.eml\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(inner.getBytes(StandardCharsets.UTF_8)));
        assertThat(walked.texts)
                .containsEntry("attachment 1 (" + type + "), subject", "innen")
                .containsEntry("attachment 1 (" + type + "), html", "tief");
    }

    @Test
    void brokenBase64IsReadAsFarAsItGoesAndCalledBroken() {
        String text = Base64.getEncoder().encodeToString("vorher ".getBytes(StandardCharsets.UTF_8));
        Walked walked = Walked.through("Content-Transfer-Encoding: base64\n\n" + text + "\n" + text + "\n!!\n" + text);
        assertThat(walked.texts).containsEntry("text", "vorher vorher vorher ");
        assertThat(walked.states()).containsExactly(ERROR);
    }

    @Test
    void textBehindThePaddingOfBase64IsRead() {
        String one = Base64.getEncoder().encodeToString("eins".getBytes(StandardCharsets.UTF_8));
        Walked walked = Walked.through("Content-Transfer-Encoding: base64\n\n" + one + "\n" + one);
        assertThat(walked.texts).containsEntry("text", "einseins");
    }

    @Test
    void brokenQuotedPrintableIsRead() {
        Walked walked =
                Walked.through("Content-Transfer-Encoding: quoted-printable\n\n=DE89=3D =ZZ DE89 3704=\n 0044=");
        assertThat(walked.texts.get("text")).contains("=ZZ").contains("DE89 3704 0044");
    }

    @Test
    void aMultipartThatNeverEndsIsReadToTheEnd() {
        Walked walked = Walked.through("Content-Type: multipart/mixed; boundary=b\n\n--b\n\neins\n--b\n\nzwei");
        assertThat(walked.texts.get("text")).contains("eins").contains("zwei");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "; boundary", "; boundary=\"\"", "; boundary=other"})
    void aMultipartWithoutItsBoundaryIsReadAsItStands(String parameter) {
        Walked walked = Walked.through("Content-Type: multipart/mixed" + parameter + "\n\n--b\n\neins\n--b--");
        assertThat(String.join("", walked.texts.values())).contains("eins");
        assertThat(walked.states()).doesNotContain(SCANNED).isNotEmpty();
    }

    @Test
    void linesInTheHeaderThatAreNoFieldsAreReported() {
        Walked walked = Walked.through("Subject: x\nthis is no field DE89370400440532013000\n\ntext");
        assertThat(walked.parts).contains(new PartReport("header", ERROR), new PartReport("text/plain", SCANNED));
    }

    @Test
    void limitsAreKeptAndReported() {
        String part = "--b\n\n0123456789\n";
        byte[] message = ("Content-Type: multipart/mixed; boundary=b\n\n" + part.repeat(5) + "--b--")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Walked.through(message, limits(9, 3, 99, 99)).states())
                .containsExactly(SCANNED, SCANNED, SCANNED, LIMIT);
        assertThat(Walked.through(message, limits(9, 9, 4, 99)).states())
                .hasSize(5)
                .containsOnly(LIMIT);
        assertThat(Walked.through(message, limits(9, 9, 99, 25)).states())
                .containsExactly(SCANNED, SCANNED, LIMIT, LIMIT, LIMIT);
        assertThat(Walked.through(message, limits(1, 9, 99, 99)).states())
                .hasSize(5)
                .containsOnly(SCANNED);
    }

    @Test
    void whatIsNestedTooDeeplyIsReported() {
        String message = "Content-Type: message/rfc822\n\n".repeat(9) + "\ntief";
        Walked walked = Walked.through(message.getBytes(StandardCharsets.UTF_8), limits(5, 99, 999, 999));
        assertThat(walked.states()).containsExactly(LIMIT);
    }

    @Test
    void aTypeThatCarriesTextIsNotRepeated() {
        Walked walked = Walked.through("Content-Type: application/DE89370400440532013000\n\n\u0000");
        assertThat(walked.parts).containsExactly(new PartReport("unknown type", UNSUPPORTED));
    }

    @Test
    void anEmptyInputIsAMessageToo() {
        assertThat(Walked.through("").states()).doesNotContain(ERROR);
    }

    private static WalkLimits limits(int depth, int parts, long charactersPerPart, long characters) {
        WalkLimits standard = WalkLimits.DEFAULT;
        return new WalkLimits(
                depth, parts, charactersPerPart, characters, standard.unpackedBytes(), standard.entries());
    }
}
