package org.siegel.sealing.pdf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.PDEncryption;
import org.siegel.sealing.container.Aside;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.Enclosure;
import org.siegel.sealing.container.Placement;
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
    static final long IN_MEMORY = 12L << 20;

    private final PageComposer composer;
    private final Companions companions;
    private final SecureRandom random;

    /** Loads the fonts. */
    public PdfSealer(SecureRandom random, Clock clock) {
        this.random = random;
        this.companions = new Companions(random);
        this.composer = new PageComposer(new Fonts(), clock);
    }

    /**
     * Writes the container and opens it again.
     *
     * @throws SealingException if it could not be made or did not stand the test; nothing is left behind
     */
    public SealedContainer seal(SourceMessage message, SealingRequest request) throws SealingException {
        return seal(message, request, List.of()).getFirst();
    }

    /**
     * The same for several recipients with passphrases of their own: encrypted once, the key wrapped for each.
     *
     * @param others like the request but for passphrase and id
     * @return in their order, the request's own first; all share one file
     * @throws SealingException if one could not be made; nothing is left behind
     */
    public List<SealedContainer> seal(SourceMessage message, SealingRequest request, List<SealingRequest> others)
            throws SealingException {
        Path scratch;
        try {
            scratch = PrivateFiles.directory(request.workDirectory(), "scratch-");
        } catch (IOException unwritable) {
            throw new SealingException("The work directory for containers cannot be written", unwritable);
        }
        try {
            var memory = MemoryUsageSetting.setupMixed(IN_MEMORY).setTempDir(scratch.toFile());
            return seal(message, request, others, memory.streamCache);
        } catch (IOException failed) {
            throw new SealingException("The PDF could not be written", failed);
        } finally {
            PrivateFiles.deleteQuietly(scratch);
        }
    }

    private List<SealedContainer> seal(
            SourceMessage message, SealingRequest request, List<SealingRequest> others, StreamCacheCreateFunction cache)
            throws IOException, SealingException {
        try (var wrappings = Wrappings.begin(request, others, random)) {
            Placement placement = placement(message, request, others, cache);
            for (Version version : Version.values()) {
                try (var pages = composer.compose(version, message, placement, request, cache)) {
                    return write(pages, message, request, others, wrappings, cache);
                } catch (CannotShow tooMuch) {
                    // the next version asks for less
                }
            }
        }
        throw new SealingException("The pages could not be laid out, not even header and list of attachments");
    }

    private List<SealedContainer> write(
            ComposedPages pages,
            SourceMessage message,
            SealingRequest request,
            List<SealingRequest> others,
            Wrappings wrappings,
            StreamCacheCreateFunction cache)
            throws IOException, SealingException, CannotShow {
        byte[] name = new byte[12];
        random.nextBytes(name);
        Path file = request.workDirectory().resolve("sealed-" + HexFormat.of().formatHex(name) + ".pdf");
        boolean done = false;
        int own = pages.document().getNumberOfPages();
        try {
            List<Enclosure> files = pages.enclosures().files();
            new AttachmentPages(pages.document(), request.limits(), cache).append(files);
            var finish = new PdfFinish(pages.document());
            finish.enclose(pages.enclosures().inside(), request.language(), message.headers());
            finish.describe(pages.title(), request.language());
            finish.mark(random);
            int number = pages.document().getNumberOfPages();
            save(pages.document(), wrappings, file);
            List<SealedContainer> containers = new ArrayList<>();
            try (var reading = Aside.begin(() -> new Rewrapping(file, wrappings.first()))) {
                long ink = PdfProof.verify(file, password(request), cache, own, number, finish.enclosed());
                pages.requireShown(ink, own);
                var rewrapping = reading.await();
                var container = new SealedContainer(
                        file,
                        request.fileName(),
                        ContainerKind.PDF,
                        Files.size(file),
                        rewrapping.sha256(),
                        pages.enclosures().attachments(),
                        pages.notes());
                containers.add(container);
                List<Wrappings.Wrapped> wrapped = wrappings.others();
                for (int i = 0; i < others.size(); i++) {
                    containers.add(rewrapping.copyFor(
                            container, wrapped.get(i), others.get(i).fileName()));
                }
            }
            List<SealedContainer> complete = companions.addTo(containers, files, request, others, cache);
            done = true;
            return complete;
        } finally {
            if (!done) {
                PrivateFiles.deleteQuietly(file);
            }
        }
    }

    private static Placement placement(
            SourceMessage message,
            SealingRequest request,
            List<SealingRequest> others,
            StreamCacheCreateFunction cache) {
        boolean zip = request.allowsZip()
                && Stream.concat(Stream.of(request), others.stream()).allMatch(SealingRequest::sufficesForZip);
        return Placement.of(
                message.attachments(),
                request.attachments(),
                zip,
                attachment -> Fitness.canBeEncrypted(attachment.content(), cache));
    }

    private void save(PDDocument document, Wrappings wrappings, Path file) throws IOException {
        try (var out = PrivateFiles.create(file)) {
            var encryption = new PDEncryption();
            encryption.setSecurityHandler(
                    new Revision6Handler(() -> wrappings.first().keys(), random));
            document.setEncryptionDictionary(encryption);
            document.save(out, new CompressParameters());
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
