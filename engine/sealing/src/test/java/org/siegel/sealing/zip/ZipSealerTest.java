package org.siegel.sealing.zip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import net.lingala.zip4j.ZipFile;
import net.lingala.zip4j.exception.ZipException;
import net.lingala.zip4j.model.enums.AesVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.sealing.Mails;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.message.Content;
import org.siegel.sealing.password.Entropy;
import org.siegel.sealing.password.Passphrase;
import org.siegel.sealing.password.PasswordId;

class ZipSealerTest {
    @TempDir
    Path directory;

    @Test
    void theOuterZipTellsOnlyANeutralNameAndNoChecksum() throws Exception {
        var container = seal();
        try (var zip = new ZipFile(container.file().toFile())) {
            assertThat(zip.getFileHeaders()).hasSize(1);
            var header = zip.getFileHeaders().get(0);
            assertThat(header.getFileName()).isEqualTo("Nachricht.zip");
            assertThat(header.getAesExtraDataRecord().getAesVersion()).isEqualTo(AesVersion.TWO);
            assertThat(header.getCrc()).isZero();
        }
        assertThat(Files.readString(container.file(), ISO_8859_1)).doesNotContain("Gutachten", "Streng", "Anna");
    }

    @Test
    void theInnerZipHoldsMessageAttachmentsAndOriginal() throws Exception {
        Map<String, byte[]> files = open(seal());
        assertThat(files.keySet())
                .containsExactly(
                        "Nachricht.html",
                        "Anlagen/Gutachten Ä.pdf",
                        "Anlagen/gleich.csv",
                        "Anlagen/gleich (2).csv",
                        "Original.eml");
        assertThat(files.get("Anlagen/Gutachten Ä.pdf")).isEqualTo("Inhalt".getBytes(UTF_8));
        assertThat(new String(files.get("Nachricht.html"), UTF_8))
                .contains(
                        "Streng vertraulich", "Sehr geehrte Damen und Herren", "Gutachten Ä.pdf", "default-src 'none'");
    }

    @Test
    void tamperingIsDetectedAndAWrongPasswordRefused() throws Exception {
        var container = seal();
        try (var zip = new ZipFile(container.file().toFile(), "falsch".toCharArray())) {
            assertThatThrownBy(() ->
                            zip.getInputStream(zip.getFileHeaders().get(0)).readAllBytes())
                    .isInstanceOf(ZipException.class);
        }
        byte[] bytes = Files.readAllBytes(container.file());
        bytes[bytes.length / 2] ^= 1;
        Files.write(container.file(), bytes);
        assertThatThrownBy(() -> open(container)).isInstanceOf(IOException.class);
    }

    @Test
    void theProofFindsWhatDiffers() throws Exception {
        var container = seal();
        assertThatThrownBy(() -> ZipProof.verify(
                        container.file(), Mails.passphrase(), Map.of("anders", Content.of(new byte[32]))))
                .isInstanceOf(SealingException.class);
    }

    @Test
    void aZipNeeds120Bits() {
        try (var weak = Passphrase.of("abcd-efgh-jkmn-pqrs-tuvw".toCharArray(), new Entropy(100))) {
            assertThatThrownBy(() -> SealingRequest.of(ContainerKind.ZIP, weak, new PasswordId("K7Q2"), directory))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private SealedContainer seal() throws Exception {
        String raw = Mails.mixed(
                Mails.attachment(
                        "application/pdf", "filename*=utf-8''Gutachten%20%C3%84.pdf", "Inhalt".getBytes(UTF_8)),
                Mails.attachment("text/csv", "filename=gleich.csv", new byte[10]),
                Mails.attachment("text/csv", "filename=gleich.csv", new byte[20]));
        try (var message = Mails.read(raw, directory)) {
            var request = SealingRequest.of(ContainerKind.ZIP, Mails.passphrase(), new PasswordId("K7Q2"), directory);
            return new ZipSealer(new SecureRandom()).seal(message, request);
        }
    }

    private static Map<String, byte[]> open(SealedContainer container) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipFile(container.file().toFile(), Mails.passphrase().copy());
                var outer = zip.getInputStream(zip.getFileHeaders().get(0))) {
            var inner = new ZipInputStream(new ByteArrayInputStream(outer.readAllBytes()));
            for (var entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
                files.put(entry.getName(), inner.readAllBytes());
            }
        }
        return files;
    }
}
