package org.siegel.sealing.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.sealing.Mails;

class ReadyPdfTest {

    private static final byte[] ENCLOSED = new byte[100_000];

    @TempDir
    Path directory;

    @Test
    void pagesAndEnclosedFilesStayAsTheyAre() throws Exception {
        Arrays.fill(ENCLOSED, (byte) 'x');
        Path target = directory.resolve("sealed.pdf");
        new ReadyPdf(new SecureRandom()).encrypt(ready(), target, Mails.passphrase(), directory);
        String password = new String(Mails.passphrase().copy());
        try (var document = Loader.loadPDF(target.toFile(), password)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getEncryption().getRevision()).isEqualTo(6);
            assertThat(document.getDocumentCatalog()
                            .getNames()
                            .getEmbeddedFiles()
                            .getNames()
                            .get("a.bin")
                            .getEmbeddedFile()
                            .toByteArray())
                    .isEqualTo(ENCLOSED);
        }
        assertThatThrownBy(() -> Loader.loadPDF(target.toFile(), "falsch")).isInstanceOf(IOException.class);
    }

    @Test
    void whatIsEncryptedAlreadyIsRefusedAndLeavesNothing() throws Exception {
        Path once = directory.resolve("once.pdf");
        Path twice = directory.resolve("twice.pdf");
        new ReadyPdf(new SecureRandom()).encrypt(ready(), once, Mails.passphrase(), directory);
        assertThatThrownBy(() -> new ReadyPdf(new SecureRandom()).encrypt(once, twice, Mails.passphrase(), directory))
                .isInstanceOf(IOException.class);
        assertThat(twice).doesNotExist();
    }

    private Path ready() throws IOException {
        Path file = Files.createTempFile(directory, "ready", ".pdf");
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            var specification = new PDComplexFileSpecification();
            specification.setFile("a.bin");
            specification.setEmbeddedFile(
                    new PDEmbeddedFile(document, new ByteArrayInputStream(ENCLOSED), COSName.FLATE_DECODE));
            var tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(Map.of("a.bin", specification));
            var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            document.getDocumentCatalog().setNames(names);
            document.save(file.toFile());
        }
        return file;
    }
}
