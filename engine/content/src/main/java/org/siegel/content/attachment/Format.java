package org.siegel.content.attachment;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.siegel.content.archive.TarEntries;
import org.siegel.content.wire.DocumentKind;
import org.siegel.policy.PartState;

/** What a file is, by its first bytes; what its name or the message says does not count. */
public enum Format {
    ZIP("application/zip", PartState.ERROR),
    GZIP("application/gzip", PartState.ERROR),
    TAR("application/x-tar", PartState.ERROR),
    PDF("application/pdf", PartState.UNSUPPORTED),
    RTF("application/rtf", PartState.UNSUPPORTED),
    /** Word, Excel and PowerPoint before 2007, Outlook messages, and every encrypted Office document. */
    OLE("application/x-ole-storage", PartState.UNSUPPORTED),
    /** {@code winmail.dat}. */
    TNEF("application/ms-tnef", PartState.UNSUPPORTED),
    SEVEN_ZIP("application/x-7z-compressed", PartState.UNSUPPORTED),
    BZIP2("application/x-bzip2", PartState.UNSUPPORTED),
    XZ("application/x-xz", PartState.UNSUPPORTED),
    POSTSCRIPT("application/postscript", PartState.UNSUPPORTED),
    PICTURE("image/any", PartState.IMAGE_ONLY),
    UNKNOWN("application/octet-stream", PartState.UNSUPPORTED);

    private final String mediaType;
    private final PartState unread;

    Format(String mediaType, PartState unread) {
        this.mediaType = mediaType;
        this.unread = unread;
    }

    public String mediaType() {
        return mediaType;
    }

    /** How the look into such a file ends if nobody can read it. */
    PartState unread() {
        return unread;
    }

    /** What the worker process has a reader for; nothing if it is read here, or by nobody. */
    Optional<DocumentKind> forWorker() {
        return switch (this) {
            case PDF -> Optional.of(DocumentKind.PDF);
            case RTF -> Optional.of(DocumentKind.RTF);
            case OLE -> Optional.of(DocumentKind.OLE);
            case TNEF -> Optional.of(DocumentKind.TNEF);
            case SEVEN_ZIP -> Optional.of(DocumentKind.SEVEN_ZIP);
            case BZIP2 -> Optional.of(DocumentKind.BZIP2);
            case XZ -> Optional.of(DocumentKind.XZ);
            case ZIP, GZIP, TAR, POSTSCRIPT, PICTURE, UNKNOWN -> Optional.empty();
        };
    }

    /**
     * The format of what starts so.
     *
     * @param head the first bytes, as many as 1,024 if there are
     */
    public static Format of(byte[] head) {
        String start = new String(head, 0, Math.min(head.length, 12), StandardCharsets.ISO_8859_1);
        if (start.startsWith("PK\003\004") || start.startsWith("PK\005\006") || start.startsWith("PK\007\010")) {
            return ZIP;
        }
        if (start.startsWith("%PDF-")) {
            return PDF;
        }
        if (start.startsWith("{\\rtf")) {
            return RTF;
        }
        if (start.startsWith("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1")) {
            return OLE;
        }
        if (start.startsWith("x\u009F>\"")) {
            return TNEF;
        }
        if (start.startsWith("%!PS")) {
            return POSTSCRIPT;
        }
        return packed(start, head);
    }

    private static Format packed(String start, byte[] head) {
        if (start.startsWith("\u001F\u008B\u0008")) {
            return GZIP;
        }
        if (start.startsWith("7z\u00BC\u00AF'\u001C")) {
            return SEVEN_ZIP;
        }
        if (start.startsWith("BZh") && start.length() > 9 && start.startsWith("1AY&SY", 4)) {
            return BZIP2;
        }
        if (start.startsWith("\u00FD7zXZ\0")) {
            return XZ;
        }
        if (TarEntries.startsAsTar(head)) {
            return TAR;
        }
        if (isPicture(start)) {
            return PICTURE;
        }
        // ISO 32000-1 annex H.3.4.1: readers accept the header anywhere in the first 1,024 bytes
        String whole = new String(head, StandardCharsets.ISO_8859_1);
        return whole.indexOf('\0') >= 0 && whole.contains("%PDF-") ? PDF : UNKNOWN;
    }

    private static boolean isPicture(String start) {
        return start.startsWith("\u0089PNG\r\n")
                || start.startsWith("\u00FF\u00D8\u00FF")
                || start.startsWith("GIF87a")
                || start.startsWith("GIF89a")
                || start.startsWith("II*\0")
                || start.startsWith("MM\0*")
                || (start.startsWith("RIFF") && start.endsWith("WEBP"))
                || (start.startsWith("ftyp", 4) && (start.startsWith("hei", 8) || start.startsWith("mif", 8)))
                || (start.startsWith("BM") && start.startsWith("\0\0\0\0", 6));
    }
}
