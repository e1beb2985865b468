package org.siegel.content.mime;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The header fields of one entity that say what it is; the first of a name counts. */
final class PartHeader {

    private @Nullable StructuredField contentType;
    private @Nullable StructuredField disposition;
    private @Nullable String transferEncoding;
    private @Nullable String subject;
    private @Nullable String entryName;

    /** Of a file in an archive or a document, about which nothing is known but its name. */
    static PartHeader ofEntry(String name) {
        PartHeader header = new PartHeader();
        header.entryName = name;
        return header;
    }

    void add(String name, String body) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "content-type" -> contentType = contentType == null ? StructuredField.parse(body) : contentType;
            case "content-disposition" -> disposition = disposition == null ? StructuredField.parse(body) : disposition;
            case "content-transfer-encoding" ->
                transferEncoding =
                        transferEncoding == null ? StructuredField.parse(body).value() : transferEncoding;
            // Several subjects are a fault, but a recipient may see any of them.
            case "subject" -> subject = subject == null ? body : subject + "\n" + body;
            default -> {}
        }
    }

    /** The declared media type, or that which its container implies. */
    String type(String implied) {
        return contentType == null || contentType.value().indexOf('/') < 1 ? implied : contentType.value();
    }

    @Nullable
    String parameter(String name) {
        return contentType == null ? null : contentType.parameter(name);
    }

    String transferEncoding() {
        return transferEncoding == null ? "7bit" : transferEncoding;
    }

    @Nullable
    String subject() {
        return subject == null ? null : EncodedWords.decode(subject);
    }

    @Nullable
    String fileName() {
        if (entryName != null) {
            return entryName;
        }
        String name = disposition == null ? null : disposition.parameter("filename");
        return name == null ? parameter("name") : name;
    }

    boolean isAttachment() {
        return fileName() != null || (disposition != null && disposition.value().equals("attachment"));
    }
}
