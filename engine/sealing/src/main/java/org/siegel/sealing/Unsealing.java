package org.siegel.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.siegel.sealing.container.FileDigest;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.message.Attachment;
import org.siegel.sealing.message.PrivateFiles;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.sealing.password.Passphrase;
import org.siegel.sealing.pdf.PdfOriginal;
import org.siegel.sealing.zip.ZipOriginal;

/**
 * Takes the original message out of what was sealed with it, so that it can be sealed in another way. Every container that was
 * made with the original holds it unchanged, so nothing clear has to be kept beside it.
 */
public final class Unsealing {

    private Unsealing() {}

    /**
     * Opens the files on a cover mail.
     *
     * @param hashes SHA-256 of all its files in their order, as the evidence has them
     * @return the original; the caller closes it
     * @throws SealingException if the files are not those, the passphrase does not open them, or the original is not in them
     * @throws IOException if the work directory cannot be written
     */
    public static SourceMessage original(
            SourceMessage cover, List<String> hashes, Passphrase passphrase, Path workDirectory)
            throws SealingException, IOException {
        List<Attachment> files = cover.attachments();
        if (files.size() != hashes.size()) {
            throw new SealingException("The cover mail does not have the files that were made for it");
        }
        Path scratch = PrivateFiles.directory(workDirectory, "scratch-");
        try {
            for (int i = 0; i < files.size(); i++) {
                Path file = copy(files.get(i), hashes.get(i), scratch.resolve(i + ".sealed"));
                Optional<SourceMessage> original = files.get(i).mediaType().equals("application/pdf")
                        ? fromPdf(file, passphrase, scratch, workDirectory)
                        : ZipOriginal.read(file, passphrase, in -> SourceMessage.read(in, workDirectory));
                if (original.isPresent()) {
                    return original.get();
                }
            }
            throw new SealingException("The original message is in none of the sealed files");
        } finally {
            PrivateFiles.deleteQuietly(scratch);
        }
    }

    private static Optional<SourceMessage> fromPdf(Path file, Passphrase passphrase, Path scratch, Path workDirectory)
            throws SealingException, IOException {
        Optional<InputStream> found = PdfOriginal.open(file, passphrase, scratch);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = found.get()) {
            return Optional.of(SourceMessage.read(in, workDirectory));
        }
    }

    /** A PDF tells nobody that it was changed, so the hash does. */
    private static Path copy(Attachment sealed, String hash, Path file) throws SealingException, IOException {
        try (var out = PrivateFiles.create(file)) {
            sealed.content().copyTo(out);
        }
        if (!FileDigest.sha256(file).equals(hash)) {
            throw new SealingException("A sealed file is not the one that was made");
        }
        return file;
    }
}
