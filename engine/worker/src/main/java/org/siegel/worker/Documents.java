package org.siegel.worker;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.jspecify.annotations.Nullable;
import org.siegel.content.wire.DocumentKind;
import org.siegel.policy.PartState;
import org.xml.sax.SAXException;

/** Reads a document with the reader of its kind, and names how that ended. */
final class Documents {

    private final PdfReader pdf = new PdfReader();
    private final RtfReader rtf = new RtfReader();
    private final OleReader ole = new OleReader();
    private final TnefReader tnef = new TnefReader();
    private final SevenZipReader sevenZip = new SevenZipReader();
    private final PackedReader packed = new PackedReader();

    /** @throws IOException only if nothing can be sent any more */
    PartState read(DocumentKind kind, Path file, Output out) throws IOException {
        PartState state;
        try {
            state = switch (kind) {
                case PDF -> pdf.read(file, out);
                case RTF -> rtf.read(file, out);
                case OLE -> ole.read(file, out);
                case TNEF -> tnef.read(file, out);
                case SEVEN_ZIP -> sevenZip.read(file, out);
                case BZIP2 -> packed.readBzip2(file, out);
                case XZ -> packed.readXz(file, out);
            };
        } catch (IOException | TikaException | SAXException | RuntimeException | StackOverflowError e) {
            state = stateOf(e);
        }
        return out.isEnough() ? PartState.LIMIT : state;
    }

    private static PartState stateOf(Throwable thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            boolean isLocked = cause instanceof EncryptedDocumentException
                    || cause instanceof org.apache.poi.EncryptedDocumentException
                    || cause instanceof InvalidPasswordException
                    || cause instanceof PasswordRequiredException;
            if (isLocked) {
                return PartState.ENCRYPTED_PASSWORD;
            }
            if (cause instanceof MemoryLimitException) {
                return PartState.LIMIT;
            }
        }
        return PartState.ERROR;
    }
}
