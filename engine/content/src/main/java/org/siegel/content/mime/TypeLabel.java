package org.siegel.content.mime;

/** A media type fit for evidence: as the message says it, unless it could carry text of the message. */
final class TypeLabel {

    private static final int LONGEST = 100;
    private static final int MOST_DIGITS_IN_A_ROW = 4;

    private TypeLabel() {}

    static String of(String type) {
        int digits = 0;
        for (int i = 0; i < type.length(); i++) {
            char c = type.charAt(i);
            digits = c >= '0' && c <= '9' ? digits + 1 : 0;
            boolean letter = c >= 'a' && c <= 'z';
            if ((!letter && digits == 0 && "/.+-_".indexOf(c) < 0) || digits > MOST_DIGITS_IN_A_ROW) {
                return "unknown type";
            }
        }
        return type.isEmpty() || type.length() > LONGEST ? "unknown type" : type;
    }
}
