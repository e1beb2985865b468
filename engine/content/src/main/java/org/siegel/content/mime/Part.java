package org.siegel.content.mime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.jspecify.annotations.Nullable;
import org.siegel.content.attachment.Format;

/** One leaf of the MIME tree: its header, where it stands, and how its bytes are decoded. */
final class Part {

    /** So many first bytes tell what something is. */
    static final int HEAD = 1024;

    private final PartHeader header;
    private final String type;
    private final String place;
    private @Nullable LenientBase64Stream base64;

    Part(PartHeader header, String type, String place) {
        this.header = header;
        this.type = type;
        this.place = place;
    }

    String place() {
        return place;
    }

    String type() {
        return type;
    }

    /** What the message says; what the bytes say where it says nothing. */
    String typeOr(Format format) {
        return type.equals(Format.UNKNOWN.mediaType()) ? format.mediaType() : type;
    }

    /** Empty if it has none. */
    String fileName() {
        String name = header.fileName();
        return name == null ? "" : name;
    }

    @Nullable
    String charset() {
        return header.parameter("charset");
    }

    InputStream decoded(InputStream raw) {
        return switch (header.transferEncoding()) {
            case "base64" -> {
                base64 = new LenientBase64Stream(raw);
                yield base64;
            }
            case "quoted-printable" -> new QuotedPrintableInputStream(raw, DecodeMonitor.SILENT);
            // What is no known encoding is most often a misspelt "8bit"
            default -> raw;
        };
    }

    /** Encodings from before MIME, which hide text as base64 does. */
    boolean hasUnknownEncoding() {
        String encoding = header.transferEncoding();
        return encoding.contains("uu") || encoding.contains("yenc") || encoding.contains("binhex");
    }

    /** Known once the content was read. */
    boolean hasBrokenEncoding() {
        return base64 != null && base64.isBroken();
    }

    /** Decided from the header, and from the first bytes where the header does not tell. */
    PartKind kindOf(BufferedInputStream content) throws IOException {
        PartKind declared = PartKind.of(type, header);
        if (declared == PartKind.ENCRYPTED || declared == PartKind.MESSAGE || declared == PartKind.OPAQUE) {
            return declared;
        }
        byte[] head = Charsets.peek(content, HEAD);
        if (Format.of(head) != Format.UNKNOWN) {
            return PartKind.OPAQUE;
        }
        if (declared != PartKind.UNKNOWN) {
            return declared;
        }
        return looksLikeText(head) ? PartKind.byFileName(fileName()) : PartKind.OPAQUE;
    }

    private static boolean looksLikeText(byte[] head) {
        boolean utf16 = head.length >= 2 && (head[0] & head[1] & 0xFE) == 0xFE && head[0] != head[1];
        for (byte b : head) {
            boolean control = b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1B;
            if (control && !utf16) {
                return false;
            }
        }
        return true;
    }
}
