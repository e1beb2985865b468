package org.siegel.transport.smtp;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The grammar of RFC 5321 §4.1.2, with the non-ASCII characters of RFC 6531 §3.3. */
final class MailboxSyntax {

    private static final int LONGEST = 320;
    private static final int LONGEST_DOMAIN = 255;
    private static final int LONGEST_SHOWN = 80;

    // Letters, marks, digits, symbols and punctuation beyond ASCII; no separators, controls or invisible characters.
    private static final String BEYOND_ASCII = "[^\\x00-\\x7F]&&[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}]";

    private static final Pattern DOT_STRING =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\\-[" + BEYOND_ASCII + "]]++");
    private static final Pattern QUOTED_STRING =
            Pattern.compile("\"(?:[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E[" + BEYOND_ASCII + "]]|\\\\[\\x20-\\x7E])*+\"");
    private static final Pattern DOMAIN = Pattern.compile("LABEL(?:\\.LABEL)*+"
            .replace("LABEL", "[A-Za-z0-9_[" + BEYOND_ASCII + "]][A-Za-z0-9_\\-[" + BEYOND_ASCII + "]]*+"));
    private static final Pattern ADDRESS_LITERAL = Pattern.compile("\\[[A-Za-z0-9.:\\-]++\\]");

    private MailboxSyntax() {}

    static boolean isMailbox(String text) {
        // The domain cannot contain "@", a quoted local part can.
        int at = text.lastIndexOf('@');
        return at > 0
                && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST
                && isLocalPart(text.substring(0, at))
                && isDomain(text.substring(at + 1));
    }

    static boolean isDomain(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_DOMAIN
                && (DOMAIN.matcher(text).matches()
                        || ADDRESS_LITERAL.matcher(text).matches());
    }

    /** For messages to people: printable, and short. */
    static String quoted(String text) {
        String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
        return "'" + shown.replaceAll("\\p{C}", "?") + "'";
    }

    private static boolean isLocalPart(String text) {
        return DOT_STRING.matcher(text).matches() || QUOTED_STRING.matcher(text).matches();
    }
}
