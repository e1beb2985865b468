package org.siegel.store;

import java.util.Locale;

/**
 * Strangers' identifiers as index keys: of bounded length, because index entries are (about 2,700 bytes in PostgreSQL,
 * while a header line has up to 998 characters), and of characters that every database takes. Different identifiers
 * have different keys. The identifier itself stands in the record's document.
 */
final class LookupKey {

    static final int LONGEST = 255;
    private static final int PREFIX = 150;
    private static final String MARK = "#sha256:";

    private LookupKey() {}

    /** Of a Message-ID with or without its angle brackets. */
    static String ofMessageId(String messageId) {
        String bare = messageId.strip();
        return of(
                bare.startsWith("<") && bare.endsWith(">") && bare.length() > 2
                        ? bare.substring(1, bare.length() - 1)
                        : bare);
    }

    /** Of an address; people who look one up do not mind its case. */
    static String ofAddress(String address) {
        return of(address.strip().toLowerCase(Locale.ROOT));
    }

    static String of(String text) {
        if (text.length() <= PREFIX && !text.contains(MARK) && text.chars().allMatch(LookupKey::isStorable)) {
            return text;
        }
        StringBuilder prefix = new StringBuilder();
        text.chars().limit(PREFIX).filter(LookupKey::isStorable).forEach(c -> prefix.append((char) c));
        return prefix.append(MARK).append(sha256(text)).toString();
    }

    /** PostgreSQL takes no NUL; halves of surrogate pairs have no UTF-8. So that cutting makes none, no pairs either. */
    private static boolean isStorable(int c) {
        return !Character.isISOControl(c) && !Character.isSurrogate((char) c);
    }

    private static String sha256(String text) {
        // UTF-16, because it keeps even halves of surrogate pairs apart.
        byte[] bytes = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) (text.charAt(i) >> 8);
            bytes[2 * i + 1] = (byte) text.charAt(i);
        }
        return Hash.of(digest -> digest.update(bytes)).hex();
    }
}
