package org.siegel.sealing.message;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A picture that the HTML body shows by {@code cid:} (RFC 2392).
 *
 * @param contentId without angle brackets
 * @param file the picture, also to be handed over as a file where it cannot be shown
 */
public record InlineImage(String contentId, Attachment file) {

    public InlineImage {
        Objects.requireNonNull(contentId, "contentId");
        Objects.requireNonNull(file, "file");
    }

    /** What a {@code cid:} address names, without its scheme: percent-decoded (RFC 2392 §2) as far as it can be. */
    public static String contentIdOf(String address) {
        try {
            String unescaped = address.replace("+", "%2B").replace("&amp;", "&");
            return URLDecoder.decode(unescaped, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return address;
        }
    }

    @Override
    public String toString() {
        return "InlineImage(" + file + ")";
    }
}
