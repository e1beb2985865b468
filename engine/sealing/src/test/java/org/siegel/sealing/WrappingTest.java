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
    void ourOwnMarkAloneIsNoPassport() throws IOException {
        assertThat(judge(Mails.HEADER + "X-Siegel-Sealed: pdf\n\nklarer Text")).isEqualTo(Wrapping.ALLOWED);
    }

    private Wrapping judge(String raw) throws IOException {
        try (var message = Mails.read(raw, directory)) {
            return Wrapping.of(message);
        }
    }
}
