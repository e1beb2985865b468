package org.siegel.content.mime;

import java.util.Locale;
import java.util.Set;

/** What is done with a part, decided from its MIME header alone. */
enum PartKind {
    /** Encrypted for the recipients. */
    ENCRYPTED,
    MESSAGE,
    HTML,
    TEXT,
    /** Known to carry content that no scan of characters finds. */
    OPAQUE,
    /** The header does not tell: the first bytes decide between text and anything else. */
    UNKNOWN;

    private static final Set<String> TEXT_TYPES = Set.of(
            "application/json",
            "application/xml",
            "application/yaml",
            "application/x-yaml",
            "application/csv",
            "application/sql",
            "application/javascript",
            "application/ics",
            "application/pgp-signature",
            "application/pgp-keys",
            // a signature is data in BER; names in its certificates are readable, and there is nothing else to read
            "application/pkcs7-signature",
            "application/x-pkcs7-signature",
            "message/delivery-status",
            "message/disposition-notification",
            "message/feedback-report",
            "message/global-delivery-status",
            "message/global-disposition-notification",
            "message/global-headers");

    /** RFC 8551 §3.2.2: only these values of smime-type are confidential; signed and compressed data are not. */
    private static final Set<String> ENVELOPED = Set.of("enveloped-data", "authenveloped-data");

    static PartKind of(String type, PartHeader header) {
        return switch (type) {
            case "application/pkcs7-mime", "application/x-pkcs7-mime" -> smime(header);
            case "application/pgp-encrypted" -> ENCRYPTED;
            // RFC 6532 §3.7: message/global is the internationalised message/rfc822
            case "message/rfc822", "message/global" -> MESSAGE;
            case "text/html", "application/xhtml+xml" -> HTML;
            case "text/rtf", "application/rtf" -> OPAQUE;
            default -> byFamily(type);
        };
    }

    private static PartKind byFamily(String type) {
        if (type.startsWith("text/") || TEXT_TYPES.contains(type) || type.endsWith("+xml") || type.endsWith("+json")) {
            return TEXT;
        }
        return type.startsWith("message/") ? OPAQUE : UNKNOWN;
    }

    private static PartKind smime(PartHeader header) {
        String smimeType = header.parameter("smime-type");
        return smimeType != null && ENVELOPED.contains(smimeType.toLowerCase(Locale.ROOT)) ? ENCRYPTED : OPAQUE;
    }

    /** For a part of no telling type that turned out to be text. */
    static PartKind byFileName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.endsWith(".eml")) {
            return MESSAGE;
        }
        return name.endsWith(".htm") || name.endsWith(".html") ? HTML : TEXT;
    }
}
