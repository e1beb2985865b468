package org.siegel.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.policy.AttachmentLayout;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.cover.CoverMail;
import org.siegel.sealing.message.Content;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.sealing.password.Passphrase;
import org.siegel.sealing.password.PasswordId;

/** The original comes out of every kind of container as it went in, even where attachments have its name. */
class UnsealingTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Sealing SEALING = new Sealing(RANDOM, Clock.systemUTC(), 1);
    private static final PasswordId ID = new PasswordId("K7Q2");

    /** Two attachments are named as the original is. */
    private static final String RAW = """
            From: Erika <erika@office.test>
            To: jo@praxis.test
            Subject: Weitergeleitet
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=xx

            --xx
            Content-Type: text/plain

            Geheimer Inhalt
            --xx
            Content-Type: application/octet-stream; name=Original.eml
            Content-Disposition: attachment; filename=Original.eml

            Subject: not this one
            --xx
            Content-Type: application/octet-stream; name=Original.eml
            Content-Disposition: attachment; filename=Original.eml

            Subject: nor that one
            --xx--
            """.replace("\n", "\r\n");

    @TempDir
    Path work;

    private Path in;
    private Passphrase passphrase;

    @BeforeEach
    void make() throws IOException {
        in = Files.createDirectory(work.resolve("in"));
        passphrase = Mails.passphrase();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(in)) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"PDF, EMBED", "PDF, SEPARATE", "PDF, AUTO", "PDF, ZIP", "ZIP, EMBED"})
    void theOriginalComesOutAsItWentIn(ContainerKind kind, AttachmentLayout layout) throws Exception {
        Sealed sealed = seal(kind, layout, true);
        assertThat(open(sealed, sealed.hashes(), passphrase)).isEqualTo(RAW);
    }

    @Test
    void noAttachmentIsTakenForAnOriginalThatIsNotThere() throws Exception {
        Sealed sealed = seal(ContainerKind.PDF, AttachmentLayout.EMBED, false);
        assertThatThrownBy(() -> open(sealed, sealed.hashes(), passphrase))
                .isInstanceOf(SealingException.class)
                .hasMessageContaining("in none of the sealed files");
    }

    @ParameterizedTest
    @CsvSource({"PDF", "ZIP"})
    void anotherPassphraseOpensNothing(ContainerKind kind) throws Exception {
        Sealed sealed = seal(kind, AttachmentLayout.EMBED, true);
        char[] wrong = "hh7x-92qk-a5tm-xxxx-xxxx-xxxx-xxxx-xxxx".toCharArray();
        try (Passphrase other = Passphrase.of(wrong, passphrase.entropy())) {
            assertThatThrownBy(() -> open(sealed, sealed.hashes(), other)).isInstanceOf(SealingException.class);
        }
    }

    @Test
    void filesThatWereChangedExchangedOrTakenAwayAreNotOpened() throws Exception {
        Sealed sealed = seal(ContainerKind.PDF, AttachmentLayout.ZIP, true);
        assertThat(sealed.hashes()).hasSize(2);
        assertThatThrownBy(() -> open(sealed, sealed.hashes().reversed(), passphrase))
                .isInstanceOf(SealingException.class);
        assertThatThrownBy(() -> open(sealed, sealed.hashes().subList(0, 1), passphrase))
                .isInstanceOf(SealingException.class);
    }

    private record Sealed(Content cover, List<String> hashes) {}

    private Sealed seal(ContainerKind kind, AttachmentLayout layout, boolean withOriginal) throws Exception {
        try (var message = SourceMessage.read(new ByteArrayInputStream(RAW.getBytes(StandardCharsets.UTF_8)), work)) {
            var request = SealingRequest.of(kind, passphrase, ID, work)
                    .laidOut(layout, true)
                    .withOriginal(withOriginal);
            SealedContainer container = SEALING.seal(message, request);
            Path cover = new CoverMail(RANDOM, Clock.systemUTC())
                    .write(message, container, ID, new CoverMail.Frame("", "office.test"), work);
            Content bytes = Content.of(Files.readAllBytes(cover));
            container.delete();
            Files.delete(cover);
            return new Sealed(
                    bytes,
                    container.files().stream().map(SealedContainer::sha256).toList());
        }
    }

    private String open(Sealed sealed, List<String> hashes, Passphrase with) throws Exception {
        try (var cover = SourceMessage.read(sealed.cover().open(), in);
                var original = Unsealing.original(cover, hashes, with, in);
                var bytes = original.original().open()) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
