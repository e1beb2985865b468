package org.siegel.sealing.zip;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.siegel.sealing.container.Aside;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.Enclosure;
import org.siegel.sealing.container.Enclosures;
import org.siegel.sealing.container.FileDigest;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.Note;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.html.BodySheet;
import org.siegel.sealing.html.Pictures;
import org.siegel.sealing.message.Content;
import org.siegel.sealing.message.PrivateFiles;
import org.siegel.sealing.message.SourceMessage;

/**
 * A message as a ZIP in a ZIP. The outer one is encrypted, but its list of names is not, so it has one entry with a neutral
 * name; the inner one holds message, attachments and original under their own names. Nothing clear is written to disk.
 */
public final class ZipSealer {

    /** In bytes, to see whether a file can be compressed. */
    private static final int SAMPLE = 32 * 1024;

    private final SecureRandom random;

    public ZipSealer(SecureRandom random) {
        this.random = random;
    }

    /**
     * Writes the container and opens it again.
     *
     * @throws SealingException if it could not be made or did not stand the test; nothing is left behind
     */
    public SealedContainer seal(SourceMessage message, SealingRequest request) throws SealingException {
        try {
            String inner = request.language().fileStem() + ".zip";
            return write(contents(message, request), inner, request.fileName(), request);
        } catch (IOException failed) {
            throw new SealingException("The ZIP could not be written", failed);
        }
    }

    private SealedContainer write(Contents contents, String inner, String fileName, SealingRequest request)
            throws SealingException {
        byte[] name = new byte[12];
        random.nextBytes(name);
        Path file = request.workDirectory().resolve("sealed-" + HexFormat.of().formatHex(name) + ".zip");
        boolean done = false;
        try {
            write(contents.files(), inner, request, file);
            try (var hash = Aside.begin(() -> FileDigest.sha256(file))) {
                ZipProof.verify(file, request.passphrase(), contents.files());
                var container = new SealedContainer(
                        file,
                        fileName,
                        ContainerKind.ZIP,
                        Files.size(file),
                        hash.await(),
                        contents.attachments(),
                        contents.notes());
                done = true;
                return container;
            }
        } catch (IOException failed) {
            throw new SealingException("The ZIP could not be written", failed);
        } finally {
            if (!done) {
                PrivateFiles.deleteQuietly(file);
            }
        }
    }

    /**
     * The same for several recipients: one file for each.
     *
     * @throws SealingException if one could not be made; nothing is left behind
     */
    public List<SealedContainer> seal(SourceMessage message, SealingRequest request, List<SealingRequest> others)
            throws SealingException {
        List<SealedContainer> containers = new ArrayList<>();
        boolean done = false;
        try {
            containers.add(seal(message, request));
            for (SealingRequest other : others) {
                containers.add(seal(message, other));
            }
            done = true;
            return containers;
        } finally {
            if (!done) {
                containers.forEach(container -> PrivateFiles.deleteQuietly(container.file()));
            }
        }
    }

    /**
     * A ZIP that goes with a PDF, with those files in it.
     *
     * @throws SealingException if it could not be made or did not stand the test; nothing is left behind
     */
    public SealedContainer archive(List<Enclosure> enclosures, SealingRequest request) throws SealingException {
        var files = new LinkedHashMap<String, Content>();
        enclosures.forEach(one -> files.put(one.name().value(), one.content()));
        int attachments =
                (int) enclosures.stream().filter(Enclosure::isAttachment).count();
        String inner = request.language().archiveStem() + ".zip";
        return write(new Contents(files, attachments, Set.of()), inner, request.archiveName(), request);
    }

    private record Contents(Map<String, Content> files, int attachments, Set<Note> notes) {}

    private static Contents contents(SourceMessage message, SealingRequest request) throws IOException {
        var enclosures = new Enclosures();
        enclosures.addAll(message.attachments());
        var pictures = new Pictures(message.images(), request.limits());
        var body = BodySheet.laidOut(message, pictures, request.language());
        enclosures.addAll(pictures.notShown());
        var files = new LinkedHashMap<String, Content>();
        String html = BodySheet.standalone(message, request, enclosures.files());
        files.put(request.language().fileStem() + ".html", Content.of(html.getBytes(StandardCharsets.UTF_8)));
        for (Enclosure enclosure : enclosures.files()) {
            files.put(folder(request.language()) + enclosure.name().value(), enclosure.content());
        }
        if (request.withOriginal() || message.isSigned() || !message.remarks().isEmpty()) {
            files.put("Original.eml", message.original());
        }
        var notes = EnumSet.noneOf(Note.class);
        notes.addAll(body.notes());
        return new Contents(files, enclosures.attachments(), notes);
    }

    private static String folder(Language language) {
        return switch (language) {
            case GERMAN -> "Anlagen/";
            case ENGLISH -> "Attachments/";
        };
    }

    private void write(Map<String, Content> files, String inner, SealingRequest request, Path file) throws IOException {
        char[] password = request.passphrase().copy();
        try {
            Ae2Writer.write(file, inner, password, random, outer -> writeInner(files, outer));
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static void writeInner(Map<String, Content> files, OutputStream outer) throws IOException {
        var inner = new ZipOutputStream(new KeptOpen(outer), StandardCharsets.UTF_8);
        byte[] buffer = new byte[Ae2Stream.CHUNK];
        try (inner) {
            for (var file : files.entrySet()) {
                inner.setLevel(isCompressible(file.getValue()) ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION);
                inner.putNextEntry(new ZipEntry(file.getKey()));
                try (var in = file.getValue().open()) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        inner.write(buffer, 0, read);
                    }
                }
                inner.closeEntry();
            }
        }
    }

    /** Pictures, PDF and office files are compressed already; a look at the beginning tells. */
    private static boolean isCompressible(Content content) throws IOException {
        byte[] head = content.head(SAMPLE);
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(head);
            deflater.finish();
            int packed = deflater.deflate(new byte[head.length + 64]);
            return packed < head.length * 0.9;
        } finally {
            deflater.end();
        }
    }

    /** Ends the inner ZIP without ending the outer one. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
