package org.siegel.sealing.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.encryption.PDEncryption;
import org.siegel.sealing.container.FileDigest;
import org.siegel.sealing.container.ReadAhead;
import org.siegel.sealing.container.SameBytes;
import org.siegel.sealing.container.SealingException;

/**
 * Opens a finished PDF with the password and compares what is inside with what should be. It reads with PDFBox's own handler,
 * which shares no code with ours that wrote it.
 */
final class PdfProof {

    private PdfProof() {}

    /**
     * Reads everything once and counts the characters on the pages.
     *
     * @param password as the recipient will type it; PDFBox wants a String
     * @param own how many of the pages, from the first, show the message; their characters are counted
     * @param pages how many there must be
     * @param enclosed in the order in which they were enclosed
     * @throws SealingException if anything differs
     */
    static long verify(
            Path file,
            String password,
            StreamCacheCreateFunction cache,
            int own,
            int pages,
            List<EnclosedStream> enclosed)
            throws SealingException {
        try (var document = Loader.loadPDF(file.toFile(), password, null, null, cache)) {
            requireRevision6(document.getEncryption());
            if (document.getNumberOfPages() != pages || pages < 1) {
                throw new SealingException("The sealed PDF lost pages");
            }
            requireReadable(document, own);
            requireEnclosed(document, file, enclosed);
            return InkCount.of(document, own);
        } catch (IOException unreadable) {
            throw new SealingException("The sealed PDF cannot be opened again", unreadable);
        }
    }

    /**
     * The same for a PDF that was there already.
     *
     * @param pages what {@link #pages} said of it before
     */
    static void verify(
            Path file,
            String password,
            StreamCacheCreateFunction cache,
            List<byte[]> pages,
            List<EnclosedStream> enclosed)
            throws SealingException {
        try (var document = Loader.loadPDF(file.toFile(), password, null, null, cache)) {
            requireRevision6(document.getEncryption());
            if (!Arrays.deepEquals(pages(document).toArray(byte[][]::new), pages.toArray(byte[][]::new))) {
                throw new SealingException("The sealed PDF lost pages or something on them");
            }
            requireEnclosed(document, file, enclosed);
        } catch (IOException unreadable) {
            throw new SealingException("The sealed PDF cannot be opened again", unreadable);
        }
    }

    /** A hash of what is drawn on each page. */
    static List<byte[]> pages(PDDocument document) throws IOException {
        List<byte[]> hashes = new ArrayList<>();
        for (PDPage page : document.getPages()) {
            var digest = FileDigest.newSha256();
            try (InputStream contents = page.getContents()) {
                new DigestInputStream(contents, digest).transferTo(OutputStream.nullOutputStream());
            }
            hashes.add(digest.digest());
        }
        return hashes;
    }

    private static void requireEnclosed(PDDocument document, Path file, List<EnclosedStream> enclosed)
            throws IOException, SealingException {
        var names = document.getDocumentCatalog().getNames();
        var files = names == null || names.getEmbeddedFiles() == null
                ? List.<PDComplexFileSpecification>of()
                : List.copyOf(names.getEmbeddedFiles().getNames().values());
        if (files.size() != enclosed.size()) {
            throw new SealingException("The sealed PDF lost enclosed files");
        }
        for (int i = 0; i < files.size(); i++) {
            requireEqual(document, file, files.get(i), enclosed.get(i), i + 1);
        }
    }

    private static void requireRevision6(PDEncryption encryption) throws SealingException {
        var filter = encryption.getStdCryptFilterDictionary();
        boolean right = encryption.getRevision() == 6
                && encryption.getVersion() == 5
                && encryption.isEncryptMetaData()
                && COSName.STD_CF.equals(encryption.getStreamFilterName())
                && COSName.STD_CF.equals(encryption.getStringFilterName())
                && filter != null
                && COSName.AESV3.equals(filter.getCryptFilterMethod());
        if (!right) {
            throw new SealingException("The sealed PDF is not encrypted with revision 6 throughout");
        }
    }

    private static void requireReadable(PDDocument document, int own) throws IOException, SealingException {
        for (int number = 0; number < own; number++) {
            try (InputStream contents = document.getPage(number).getContents()) {
                if (contents == null || contents.transferTo(OutputStream.nullOutputStream()) == 0) {
                    throw new SealingException("The sealed PDF has a page without content");
                }
            }
        }
    }

    /** Reads the stream from its place in the file, because PDFBox would hold it in memory; the key is the one PDFBox found. */
    private static void requireEqual(
            PDDocument document, Path file, PDComplexFileSpecification found, EnclosedStream enclosed, int number)
            throws IOException, SealingException {
        var place = placeOf(document, found);
        byte[] key = document.getEncryption().getSecurityHandler().getEncryptionKey();
        long length = enclosed.getLength();
        try (var in = ReadAhead.of(EnclosedReader.open(file, place, length, key), length);
                var source = enclosed.openClear()) {
            if (!SameBytes.in(in, source)) {
                throw new SealingException("Enclosed file " + number + " of the sealed PDF differs from what went in");
            }
        }
    }

    static long placeOf(PDDocument document, PDComplexFileSpecification found) throws IOException {
        COSDictionary files = found.getCOSObject().getCOSDictionary(COSName.EF);
        if (files == null || !(files.getItem(COSName.UF) instanceof COSObject stream)) {
            throw new IOException("An enclosed file has no stream of its own");
        }
        Long place = document.getDocument().getXrefTable().get(stream.getKey());
        if (place == null || place <= 0) {
            throw new IOException("An enclosed file is not in the table of objects");
        }
        return place;
    }
}
