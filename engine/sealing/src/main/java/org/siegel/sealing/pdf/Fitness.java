package org.siegel.sealing.pdf;

import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.io.RandomAccessStreamCache.StreamCacheCreateFunction;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.siegel.sealing.message.Content;

/** What may be done with somebody's PDF without making it something else. */
final class Fitness {

    private Fitness() {}

    /** Signed documents lose their signature when anything about them changes, and XFA forms are no pages. */
    static boolean isSignedOrXfa(PDDocument document) throws IOException {
        var form = document.getDocumentCatalog().getAcroForm(null);
        boolean permissions = document.getDocumentCatalog().getCOSObject().containsKey(COSName.PERMS);
        return permissions
                || (form != null && (form.isSignaturesExist() || form.hasXFA()))
                || !document.getSignatureDictionaries().isEmpty();
    }

    /** Whether it can be read, has pages, and is neither encrypted nor signed. */
    static boolean canBeEncrypted(Content content, StreamCacheCreateFunction cache) {
        try (PDDocument document = open(content, cache)) {
            return !document.isEncrypted() && document.getNumberOfPages() > 0 && !isSignedOrXfa(document);
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            // strangers' files are broken in all sorts of ways; such a one goes as it came
            return false;
        }
    }

    /** @throws IOException if it needs a password or is broken */
    static PDDocument open(Content content, StreamCacheCreateFunction cache) throws IOException {
        return Loader.loadPDF(source(content), null, null, null, cache);
    }

    private static RandomAccessRead source(Content content) throws IOException {
        return switch (content) {
            case Content.InFile(var file, long _size) -> new RandomAccessReadBufferedFile(file.toFile());
            case Content.InMemory memory -> {
                try (var in = memory.open()) {
                    yield new RandomAccessReadBuffer(in.readAllBytes());
                }
            }
        };
    }
}
