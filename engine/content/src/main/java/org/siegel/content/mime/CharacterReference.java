package org.siegel.content.mime;

import org.jsoup.parser.Parser;

/** Resolves one HTML character reference, named or numeric, with or without its semicolon. */
final class CharacterReference {

    private CharacterReference() {}

    /** The characters meant, or the reference as it stands if it means none. */
    static String resolve(String reference) {
        return switch (reference) {
            case "&" -> "&";
            case "&nbsp;" -> "\u00A0";
            case "&amp;" -> "&";
            default -> reference.startsWith("&#") ? numeric(reference) : Parser.unescapeEntities(reference, false);
        };
    }

    private static String numeric(String reference) {
        boolean hex = reference.length() > 2 && Character.toLowerCase(reference.charAt(2)) == 'x';
        int radix = hex ? 16 : 10;
        int code = 0;
        int digits = 0;
        int i = hex ? 3 : 2;
        for (; i < reference.length() && Character.digit(reference.charAt(i), radix) >= 0; i++) {
            code = Math.min(code * radix + Character.digit(reference.charAt(i), radix), Character.MAX_CODE_POINT + 1);
            digits++;
        }
        if (digits == 0) {
            return reference;
        }
        boolean usable = Character.isValidCodePoint(code) && (code < 0xD800 || code > 0xDFFF);
        String rest = reference.substring(i < reference.length() && reference.charAt(i) == ';' ? i + 1 : i);
        return (usable ? Character.toString(code) : "\uFFFD") + rest;
    }
}
