package org.siegel.sealing.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.password.Passphrase;

/** The original message in a PDF of our own making. */
public final class PdfOriginal {

    private PdfOriginal() {}

    /**
     * Finds and decrypts it while it is read.
     *
     * @param scratch private to us, for what does not fit into memory
     * @return its bytes; empty if the PDF was made without it, or is an attachment that became a file of its own
     * @throws SealingException if the PDF cannot be opened
     */
    public static Optional<InputStream> open(Path file, Passphrase passphrase, Path scratch) throws SealingException {
        var memory = MemoryUsageSetting.setupMixed(PdfSealer.IN_MEMORY).setTempDir(scratch.toFile());
        char[] password = passphrase.copy();
        try (var document = Loader.loadPDF(file.toFile(), new String(password), null, null, memory.streamCache)) {
            Optional<PDComplexFileSpecification> original = original(document);
            if (original.isEmpty()) {
                return Optional.empty();
            }
            byte[] key = document.getEncryption().getSecurityHandler().getEncryptionKey();
            return Optional.of(EnclosedReader.open(file, PdfProof.placeOf(document, original.get()), key));
        } catch (IOException unreadable) {
            throw new SealingException("The sealed PDF cannot be opened again", unreadable);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** Ours is the last one, and no attachment of the message: two attachments may have its name. */
    private static Optional<PDComplexFileSpecification> original(PDDocument document) throws IOException {
        var names = document.getDocumentCatalog().getNames();
        if (names == null || names.getEmbeddedFiles() == null) {
            return Optional.empty();
        }
        List<PDComplexFileSpecification> files =
                List.copyOf(names.getEmbeddedFiles().getNames().values());
        return files.isEmpty() ? Optional.empty() : Optional.of(files.getLast()).filter(PdfFinish::isOriginal);
    }
}
