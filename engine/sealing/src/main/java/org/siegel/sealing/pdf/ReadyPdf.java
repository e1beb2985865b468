package org.siegel.sealing.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.PDEncryption;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.message.Content;
import org.siegel.sealing.message.PrivateFiles;
import org.siegel.sealing.password.Passphrase;

/**
 * Encrypts a PDF that is there already, with revision 6. Files enclosed in it flow from one file to the other; its pages go
 * through memory one stream at a time. A signature in it does not survive.
 */
public final class ReadyPdf {

    private final SecureRandom random;

    public ReadyPdf(SecureRandom random) {
        this.random = random;
    }

    /**
     * Writes a new file of mode 0600, opens it again and compares the enclosed files.
     *
     * @throws SealingException if it did not stand the test; nothing is left behind
     * @throws IOException if the PDF cannot be read, is encrypted already, or the file cannot be written
     */
    public void encrypt(Path ready, Path target, Passphrase passphrase, Path scratch)
            throws IOException, SealingException {
        var cache = MemoryUsageSetting.setupMixed(PdfSealer.IN_MEMORY).setTempDir(scratch.toFile()).streamCache;
        try (var wrappings = Wrappings.begin(List.of(passphrase), random)) {
            encrypt(Content.of(ready), target, passphrase, wrappings, cache);
        }
    }

    /** The same with keys that serve for copies to others too; the passphrase is their first. */
    void encrypt(
            Content ready, Path target, Passphrase passphrase, Wrappings wrappings, StreamCacheCreateFunction cache)
            throws IOException, SealingException {
        boolean done = false;
        byte[] password = passphrase.ascii();
        try (PDDocument document = Fitness.open(ready, cache)) {
            if (document.isEncrypted()) {
                throw new IOException("The PDF is encrypted already");
            }
            List<byte[]> pages = PdfProof.pages(document);
            List<EnclosedStream> enclosed = letFlow(document);
            var finish = new PdfFinish(document);
            finish.mark(random);
            try (var out = PrivateFiles.create(target)) {
                var encryption = new PDEncryption();
                encryption.setSecurityHandler(
                        new Revision6Handler(() -> wrappings.first().keys(), random));
                document.setEncryptionDictionary(encryption);
                document.save(out, new CompressParameters());
            }
            PdfProof.verify(target, new String(password, StandardCharsets.US_ASCII), cache, pages, enclosed);
            done = true;
        } finally {
            Arrays.fill(password, (byte) 0);
            if (!done) {
                PrivateFiles.deleteQuietly(target);
            }
        }
    }

    /** In the order of the tree of names, which is that in which they are read again. */
    private static List<EnclosedStream> letFlow(PDDocument document) throws IOException {
        var names = document.getDocumentCatalog().getNames();
        if (names == null
                || names.getEmbeddedFiles() == null
                || names.getEmbeddedFiles().getNames() == null) {
            return List.of();
        }
        List<EnclosedStream> streams = new ArrayList<>();
        for (var specification : names.getEmbeddedFiles().getNames().values()) {
            COSDictionary files = specification.getCOSObject().getCOSDictionary(COSName.EF);
            COSStream stored = files == null ? null : files.getCOSStream(COSName.UF);
            if (files != null && stored == null) {
                stored = files.getCOSStream(COSName.F);
            }
            if (files == null || stored == null) {
                throw new IOException("An enclosed file of the PDF has no content");
            }
            var flowing = new Stored(stored);
            files.setItem(COSName.UF, flowing);
            files.setItem(COSName.F, flowing);
            streams.add(flowing);
        }
        return streams;
    }

    /** A stream of another file as it stands there, compressed or not. */
    private static final class Stored extends EnclosedStream {

        private final COSStream stored;

        Stored(COSStream stored) {
            super(stored.getLength());
            this.stored = stored;
            for (Map.Entry<COSName, COSBase> entry : stored.entrySet()) {
                if (!entry.getKey().equals(COSName.LENGTH)) {
                    setItem(entry.getKey(), entry.getValue());
                }
            }
        }

        @Override
        InputStream openClear() throws IOException {
            return stored.createRawInputStream();
        }
    }
}
