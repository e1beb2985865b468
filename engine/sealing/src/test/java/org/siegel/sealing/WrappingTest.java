package org.siegel.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappingTest {
    private static final byte[] ENVELOPED = HexFormat.of().parseHex("3082012006092a864886f70d010703a0820111");
    private static final byte[] SIGNED = HexFormat.of().parseHex("3082012006092a864886f70d010702a0820111");

    @TempDir
    Path directory;

    @Test
    void anOrdinaryMessageMayBeWrapped() throws IOException {
        assertThat(judge(Mails.mixed())).isEqualTo(Wrapping.ALLOWED);
        assertThat(judge(Mails.HEADER + "Auto-Submitted: no\n\nx")).isEqualTo(Wrapping.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: auto-generated (vacation)",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
                "Precedence: bulk",
                "List-Id: <liste.example.org>"
            })
    void whatProgramsWriteIsNotWrapped(String field) throws IOException {
        assertThat(judge(Mails.HEADER + field + "\n\nx")).isEqualTo(Wrapping.AUTOMATIC);
    }

    @Test
    void sMimeCountsAsEncryptedOnlyIfItIsEnveloped() throws IOException {
        String type = "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m";
        assertThat(judge(Mails.HEADER + Mails.attachment(type, "filename=smime.p7m", ENVELOPED)))
                .isEqualTo(Wrapping.ALREADY_ENCRYPTED);
        assertThat(judge(Mails.HEADER + Mails.attachment(type, "filename=smime.p7m", SIGNED)))
                .isEqualTo(Wrapping.ALLOWED);
        assertThat(judge(Mails.HEADER
                        + Mails.attachment(
                                type, "filename=smime.p7m", "klar".getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .isEqualTo(Wrapping.ALLOWED);
    }

    @Test
    void openPgpCountsAsEncryptedOnlyIfItIsArmoured() throws IOException {
        String frame = Mails.HEADER
                + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\n\n"
                + "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\n%s\n--b--\n";
        assertThat(judge(frame.formatted("-----BEGIN PGP MESSAGE-----\n\nx\n-----END PGP MESSAGE-----")))
                .isEqualTo(Wrapping.ALREADY_ENCRYPTED);
        assertThat(judge(frame.formatted("klarer Text"))).isEqualTo(Wrapping.ALLOWED);
        assertThat(judge(Mails.HEADER + "\n-----BEGIN PGP MESSAGE-----\n\nx\n-----END PGP MESSAGE-----\n"))
                .isEqualTo(Wrapping.ALREADY_ENCRYPTED);
        assertThat(judge(Mails.HEADER + "\nKlar:\n-----BEGIN PGP MESSAGE-----\n\nx\n-----END PGP MESSAGE-----\n"))
                .isEqualTo(Wrapping.ALLOWED);
    }

    @Test
    void anInvitationIsToldByItsContent() throws IOException {
        String request = calendar("METHOD:REQUEST\n");
        assertThat(judge(invitation(request, ""))).isEqualTo(Wrapping.MEETING_REQUEST);
        assertThat(judge(invitation(request, "--b\nContent-Type: application/ics; name=invite.ics\n\n" + request)))
                .as("Google and others attach it once more")
                .isEqualTo(Wrapping.MEETING_REQUEST);
        assertThat(judge(invitation(calendar("METHOD:CANCEL\n"), ""))).isEqualTo(Wrapping.ALLOWED);
        assertThat(judge(invitation("METHOD:REQUEST\n", "")))
                .as("no appointment")
                .isEqualTo(Wrapping.ALLOWED);
    }

    @Test
    void whatCarriesAFileIsNoMereInvitation() throws IOException {
        String request = calendar("METHOD:REQUEST\n");
        String file =
                "--b\nContent-Type: application/pdf; name=befund.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n";
        assertThat(judge(invitation(request, file))).isEqualTo(Wrapping.ALLOWED);
        String withFile = request.replace("SUMMARY", "ATTACH;ENCODING=BASE64;VALUE=BINARY:JVBERi0=\nSUMMARY");
        assertThat(judge(invitation(withFile, ""))).isEqualTo(Wrapping.ALLOWED);
        String long_ = request + "X-FILL:" + "x".repeat(600 * 1024) + "\n";
        assertThat(judge(invitation(long_, ""))).as("too long to be read").isEqualTo(Wrapping.ALLOWED);
    }

    private static String calendar(String method) {
        return "BEGIN:VCALENDAR\n" + method
                + "BEGIN:VEVENT\nSUMMARY:Besprechung\nDTSTART:20261103T101500Z\nEND:VEVENT\n" + "END:VCALENDAR\n";
    }

    private static String invitation(String calendar, String more) {
        return Mails.HEADER + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative;"
                + " boundary=a\n\n--a\nContent-Type: text/plain\n\nKommen Sie?\n--a\n"
                + "Content-Type: text/calendar; method=REQUEST\n\n" + calendar + "--a--\n" + more + "--b--\n";
    }

    @Test
    void ourOwnMarkAloneIsNoPassport() throws IOException {
        assertThat(judge(Mails.HEADER + "X-Siegel-Sealed: pdf\n\nklarer Text")).isEqualTo(Wrapping.ALLOWED);
    }

    private Wrapping judge(String raw) throws IOException {
        try (var message = Mails.read(raw, directory)) {
            return Wrapping.of(message);
        }
    }
}
