package org.siegel.sealing.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.sealing.Mails;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.FileDigest;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.password.Passphrase;
import org.siegel.sealing.password.PassphraseGenerator;
import org.siegel.sealing.password.PasswordId;

/** One encryption for several recipients, each with a passphrase of his own. */
class RewrappingTest {

    @TempDir
    Path directory;

    private final SecureRandom random = new SecureRandom();

    @Test
    void eachCopyOpensWithItsOwnPassphraseOnly() throws Exception {
        List<Passphrase> passphrases = IntStream.range(0, 4)
                .mapToObj(i -> new PassphraseGenerator(random).generate())
                .toList();
        List<SealedContainer> containers = seal(passphrases);
        assertThat(containers).hasSize(4);
        for (int i = 0; i < 4; i++) {
            Path file = written(containers.get(i), i);
            assertThat(FileDigest.sha256(file)).isEqualTo(containers.get(i).sha256());
            assertThat(Files.size(file)).isEqualTo(containers.get(i).size());
            try (var document =
                    Loader.loadPDF(file.toFile(), new String(passphrases.get(i).copy()))) {
                assertThat(document.getDocumentCatalog()
                                .getNames()
                                .getEmbeddedFiles()
                                .getNames()
                                .values())
                        .anySatisfy(found -> assertThat(
                                        found.getEmbeddedFileUnicode().toByteArray())
                                .isEqualTo("Inhalt".getBytes(StandardCharsets.UTF_8)));
            }
            String foreign = new String(passphrases.get((i + 1) % 4).copy());
            assertThatThrownBy(() -> Loader.loadPDF(file.toFile(), foreign))
                    .isInstanceOf(InvalidPasswordException.class);
        }
    }

    @Test
    void copiesShareTheFileAndDifferInFourStrings() throws Exception {
        List<SealedContainer> containers = seal(List.of(
                new PassphraseGenerator(random).generate(),
                new PassphraseGenerator(random).generate(),
                new PassphraseGenerator(random).generate()));
        assertThat(containers)
                .extracting(SealedContainer::file)
                .containsOnly(containers.getFirst().file());
        byte[] first = Files.readAllBytes(containers.getFirst().file());
        for (SealedContainer copy : containers.subList(1, 3)) {
            assertThat(copy.patches()).hasSize(4);
            byte[] bytes = copy.open().readAllBytes();
            var places = new HashSet<Integer>();
            IntStream.range(0, first.length).filter(i -> bytes[i] != first[i]).forEach(places::add);
            assertThat(places)
                    .allSatisfy(place -> assertThat(copy.patches())
                            .anyMatch(patch -> place >= patch.at() && place < patch.at() + patch.bytes().length));
        }
    }

    private List<SealedContainer> seal(List<Passphrase> passphrases) throws Exception {
        String raw = Mails.mixed(
                Mails.attachment("application/pdf", "filename=a.pdf", "Inhalt".getBytes(StandardCharsets.UTF_8)));
        var id = new PasswordId("K7Q2");
        try (var message = Mails.read(raw, directory)) {
            var request = SealingRequest.of(ContainerKind.PDF, passphrases.getFirst(), id, directory);
            List<SealingRequest> others = passphrases.stream()
                    .skip(1)
                    .map(passphrase -> request.with(passphrase, id))
                    .toList();
            return new PdfSealer(random, Clock.systemUTC()).seal(message, request, others);
        }
    }

    private Path written(SealedContainer container, int number) throws Exception {
        Path file = directory.resolve("copy-" + number + ".pdf");
        try (var in = container.open()) {
            Files.copy(in, file);
        }
        return file;
    }
}
