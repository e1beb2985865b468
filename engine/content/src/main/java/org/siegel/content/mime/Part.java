package org.siegel.content.mime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.jspecify.annotations.Nullable;

/** One leaf of the MIME tree: its header, where it stands, and how its bytes are decoded. */
final class Part {

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
        byte[] head = Charsets.peek(content, 1024);
        if (isContainerFormat(head)) {
            return PartKind.OPAQUE;
        }
        if (declared != PartKind.UNKNOWN) {
            return declared;
        }
        String fileName = header.fileName();
        return looksLikeText(head) ? PartKind.byFileName(fileName == null ? "" : fileName) : PartKind.OPAQUE;
    }

    /** Formats that begin with readable characters but keep their text in another form. */
    private static boolean isContainerFormat(byte[] head) {
        String start = new String(head, 0, Math.min(head.length, 8), StandardCharsets.ISO_8859_1);
        return start.startsWith("%PDF")
                || start.startsWith("%!PS")
                || start.startsWith("{\\rtf")
                || start.startsWith("PK\003\004");
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
