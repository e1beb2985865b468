package org.siegel.sealing.pdf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.PDEncryption;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.Enclosures;
import org.siegel.sealing.container.FileDigest;
import org.siegel.sealing.container.Note;
import org.siegel.sealing.container.Phrase;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.html.BodySheet;
import org.siegel.sealing.html.MessageSheet;
import org.siegel.sealing.html.Pictures;
import org.siegel.sealing.message.Content;
import org.siegel.sealing.message.PrivateFiles;
import org.siegel.sealing.message.SourceMessage;

/** A message as an encrypted PDF, revision 6 only (AES-256). */
public final class PdfSealer {

    /** More than this of pages and pictures goes to a file in the private directory. */
    private static final long IN_MEMORY = 48L << 20;

    /** In characters: several hundred pages, a dozen, none. */
    private static final int[] TEXT_LENGTHS = {300_000, 30_000, 0};

    private final Fonts fonts = new Fonts();
    private final PageRenderer renderer;
    private final SecureRandom random;

    public PdfSealer(SecureRandom random, Clock clock) {
        this.random = random;
        this.renderer = new PageRenderer(fonts, clock);
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
            return seal(message, request, scratch);
        } finally {
            PrivateFiles.deleteQuietly(scratch);
        }
    }

    private SealedContainer seal(SourceMessage message, SealingRequest request, Path scratch) throws SealingException {
        var memory = MemoryUsageSetting.setupMixed(IN_MEMORY).setTempDir(scratch.toFile());
        var cache = memory.streamCache;
        Path file = request.workDirectory().resolve("sealed-" + HexFormat.of().formatHex(bytes(12)) + ".pdf");
        boolean done = false;
        try (var laidOut = layOut(message, request, cache)) {
            var finish = new PdfFinish(laidOut.document());
            finish.enclose(laidOut.enclosures().files(), request.language(), message.headers());
            finish.describe(laidOut.title(), request.language());
            finish.mark(random);
            int pages = laidOut.document().getNumberOfPages();
            save(laidOut.document(), request, file);
            PdfProof.verify(file, new String(request.passphrase().copy()), cache, pages, finish.enclosed());
            var container = new SealedContainer(
                    file,
                    request.fileName(),
                    ContainerKind.PDF,
                    Files.size(file),
                    FileDigest.sha256(file),
                    laidOut.enclosures().attachments(),
                    laidOut.notes());
            done = true;
            return container;
        } catch (IOException failed) {
            throw new SealingException("The PDF could not be written", failed);
        } finally {
            if (!done) {
                PrivateFiles.deleteQuietly(file);
            }
        }
    }

    private record LaidOut(PDDocument document, Enclosures enclosures, Set<Note> notes, String title)
            implements AutoCloseable {
        @Override
        public void close() throws IOException {
            document.close();
        }
    }

    private LaidOut layOut(SourceMessage message, SealingRequest request, StreamCacheCreateFunction cache)
            throws IOException, SealingException {
        var pictures = new Pictures(message.images(), request.limits());
        try {
            var body = BodySheet.laidOut(message.body(), pictures, request.language());
            var enclosures = new Enclosures();
            enclosures.addAll(message.attachments());
            enclosures.addAll(pictures.notShown());
            return render(message, request, cache, body, pictures, enclosures);
        } catch (PageRenderer.CannotRender tooMuch) {
            return layOutAsText(message, request, cache);
        }
    }

    /** The words always go onto paper, whatever the layout was; if there are too many, the first of them. */
    private LaidOut layOutAsText(SourceMessage message, SealingRequest request, StreamCacheCreateFunction cache)
            throws IOException, SealingException {
        for (int longest : TEXT_LENGTHS) {
            try {
                return layOutAsText(message, request, cache, longest);
            } catch (PageRenderer.CannotRender tooMuch) {
                // a shorter text follows
            }
        }
        throw new SealingException("The pages could not be laid out, not even header and list of attachments");
    }

    private LaidOut layOutAsText(
            SourceMessage message, SealingRequest request, StreamCacheCreateFunction cache, int longest)
            throws IOException, PageRenderer.CannotRender {
        var body = BodySheet.textOnly(message.body(), request.language(), longest);
        var enclosures = new Enclosures();
        enclosures.addAll(message.attachments());
        message.images().forEach(image -> enclosures.addAll(List.of(image.file())));
        String stem = request.language().fileStem();
        if (body.notes().contains(Note.SHOWN_AS_TEXT)) {
            byte[] html = BodySheet.standalone(message, request).getBytes(StandardCharsets.UTF_8);
            enclosures.add(stem + ".html", "text/html", Content.of(html), Phrase.HTML_VERSION);
        }
        if (body.notes().contains(Note.SHORTENED)) {
            byte[] text = BodySheet.fullText(message.body()).getBytes(StandardCharsets.UTF_8);
            enclosures.add(stem + ".txt", "text/plain", Content.of(text), Phrase.TEXT_VERSION);
        }
        var noPictures = new Pictures(List.of(), request.limits());
        return render(message, request, cache, body, noPictures, enclosures);
    }

    private LaidOut render(
            SourceMessage message,
            SealingRequest request,
            StreamCacheCreateFunction cache,
            BodySheet body,
            Pictures pictures,
            Enclosures enclosures)
            throws IOException, PageRenderer.CannotRender {
        var sheet = new MessageSheet(message.headers(), request.language(), request.organisation());
        boolean original = request.withOriginal()
                || !message.remarks().isEmpty()
                || sheet.lacksCharacters(body, fonts);
        if (original) {
            enclosures.add("Original.eml", "message/rfc822", message.original(), Phrase.ORIGINAL);
        }
        var page = sheet.page(body, message.remarks(), enclosures.files(), Phrase.ATTACHMENTS_IN_PDF, fonts);
        var document = renderer.render(page.document(), pictures, request.limits(), cache);
        return new LaidOut(document, enclosures, page.notes(), page.document().title());
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

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
