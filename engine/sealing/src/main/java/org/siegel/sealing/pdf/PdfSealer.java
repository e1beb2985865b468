package org.siegel.sealing.pdf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.PDEncryption;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.FileDigest;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.message.PrivateFiles;
import org.siegel.sealing.message.SourceMessage;

/**
 * A message as an encrypted PDF, revision 6 only (AES-256): with the sender's layout if that can be had, else in plain words.
 */
public final class PdfSealer {

    /** More than this of pages and pictures goes to a file in the private directory. */
    private static final long IN_MEMORY = 48L << 20;

    private final PageComposer composer;
    private final SecureRandom random;

    /** Loads the fonts. */
    public PdfSealer(SecureRandom random, Clock clock) {
        this.random = random;
        this.composer = new PageComposer(new Fonts(), clock);
    }

    /**
     * Writes the container and opens it again.
     *
     * @throws SealingException if it could not be made or did not stand the test; nothing is left behind
     */
    public SealedContainer seal(SourceMessage message, SealingRequest request) throws SealingException {
        Path scratch;
        try {
            scratch = PrivateFiles.directory(request.workDirectory(), "scratch-");
        } catch (IOException unwritable) {
            throw new SealingException("The work directory for containers cannot be written", unwritable);
        }
        try {
            var memory = MemoryUsageSetting.setupMixed(IN_MEMORY).setTempDir(scratch.toFile());
            return seal(message, request, memory.streamCache);
        } catch (IOException failed) {
            throw new SealingException("The PDF could not be written", failed);
        } finally {
            PrivateFiles.deleteQuietly(scratch);
        }
    }

    private SealedContainer seal(SourceMessage message, SealingRequest request, StreamCacheCreateFunction cache)
            throws IOException, SealingException {
        for (Version version : Version.values()) {
            try (var pages = composer.compose(version, message, request, cache)) {
                return write(pages, message, request, cache);
            } catch (CannotShow tooMuch) {
                // the next version asks for less
            }
        }
        throw new SealingException("The pages could not be laid out, not even header and list of attachments");
    }

    private SealedContainer write(
            ComposedPages pages, SourceMessage message, SealingRequest request, StreamCacheCreateFunction cache)
            throws IOException, SealingException, CannotShow {
        byte[] name = new byte[12];
        random.nextBytes(name);
        Path file = request.workDirectory().resolve("sealed-" + HexFormat.of().formatHex(name) + ".pdf");
        boolean done = false;
        try {
            var finish = new PdfFinish(pages.document());
            finish.enclose(pages.enclosures().files(), request.language(), message.headers());
            finish.describe(pages.title(), request.language());
            finish.mark(random);
            int number = pages.document().getNumberOfPages();
            save(pages.document(), request, file);
            long ink = PdfProof.verify(file, password(request), cache, number, finish.enclosed());
            pages.requireShown(ink, number);
            var container = new SealedContainer(
                    file,
                    request.fileName(),
                    ContainerKind.PDF,
                    Files.size(file),
                    FileDigest.sha256(file),
                    pages.enclosures().attachments(),
                    pages.notes());
            done = true;
            return container;
        } finally {
            if (!done) {
                PrivateFiles.deleteQuietly(file);
            }
        }
    }

    private void save(PDDocument document, SealingRequest request, Path file) throws IOException {
        byte[] password = request.passphrase().ascii();
        try (var out = PrivateFiles.create(file)) {
            var encryption = new PDEncryption();
            encryption.setSecurityHandler(new Revision6Handler(password, random));
            document.setEncryptionDictionary(encryption);
            document.save(out, new CompressParameters());
        } finally {
            Arrays.fill(password, (byte) 0);
        }
    }

    /** PDFBox opens files with a String only; it lives as briefly as the garbage collector allows. */
    private static String password(SealingRequest request) {
        char[] password = request.passphrase().copy();
        try {
            return new String(password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
