package org.siegel.sealing.cover;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import org.apache.james.mime4j.codec.EncoderUtil;

/** Writes header fields: encoded, folded (RFC 5322 §2.2.3), no line break that a value could smuggle in. */
final class MailFields {

    private static final int LINE = 76;

    private final StringBuilder text = new StringBuilder();

    /** A value that is known to be ASCII; empty ones are left out. */
    MailFields add(String name, String value) {
        return put(name, value.replaceAll("[^ -~]+", " "));
    }

    /** Text that may hold any letters, as encoded words (RFC 2047). */
    MailFields addText(String name, String value) {
        return add(name, EncoderUtil.encodeIfNecessary(value, EncoderUtil.Usage.TEXT_TOKEN, name.length() + 2));
    }

    /**
     * Addresses as another message had them. Raw 8-bit names become encoded words and domains become A-labels, because the next
     * server may not know SMTPUTF8 (RFC 6531); a mailbox name in other letters has no other form and stays as it is.
     */
    MailFields addAddresses(String name, String raw) {
        return put(name, isAscii(raw) ? raw : encodedAddresses(raw));
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private MailFields put(String name, String value) {
        String clean = value.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
        if (!clean.isEmpty()) {
            text.append(fold(name + ": " + clean)).append("\r\n");
        }
        return this;
    }

    private static String encodedAddresses(String raw) {
        var out = new StringBuilder();
        var phrase = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (quoted && c == '\\' && i + 1 < raw.length()) {
                phrase.append(c).append(raw.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
                phrase.append(c);
            } else if (!quoted && c == '<') {
                int end = raw.indexOf('>', i);
                int close = end < 0 ? raw.length() : end;
                out.append(encodedPhrase(phrase))
                        .append('<')
                        .append(address(raw.substring(i + 1, close)))
                        .append('>');
                phrase.setLength(0);
                i = close;
            } else if (!quoted && (c == ',' || c == ';' || c == ':')) {
                out.append(encodedPhrase(phrase)).append(c).append(' ');
                phrase.setLength(0);
            } else {
                phrase.append(c);
            }
        }
        return out.append(encodedPhrase(phrase)).toString().replaceAll(" +([,;])", "$1");
    }

    private static String encodedPhrase(StringBuilder raw) {
        String phrase = raw.toString().strip();
        if (phrase.isEmpty() || isAscii(phrase)) {
            return phrase.isEmpty() ? "" : phrase + " ";
        }
        if (phrase.indexOf('@') > 0 && phrase.indexOf(' ') < 0) {
            return address(phrase);
        }
        String bare = phrase.replaceAll("(?<!\\\\)\"", "").replaceAll("\\\\(.)", "$1");
        return EncoderUtil.encodeEncodedWord(bare, EncoderUtil.Usage.WORD_ENTITY) + " ";
    }

    private static String address(String raw) {
        int at = raw.lastIndexOf('@');
        if (isAscii(raw) || at < 0) {
            return raw;
        }
        try {
            return raw.substring(0, at + 1) + IDN.toASCII(raw.substring(at + 1).strip());
        } catch (IllegalArgumentException noDomain) {
            return raw;
        }
    }

    private static boolean isAscii(String value) {
        return value.chars().allMatch(c -> c < 0x80);
    }

    private static String fold(String field) {
        var out = new StringBuilder();
        String rest = field;
        while (rest.length() > LINE) {
            // not after the name alone, and not where nothing but blanks would stand on a line
            int from = out.isEmpty() ? rest.indexOf(' ') + 1 : 1;
            int space = rest.lastIndexOf(' ', LINE);
            int at = space >= from ? space : rest.indexOf(' ', Math.max(LINE, from));
            if (at < 0) {
                break;
            }
            out.append(rest, 0, at).append("\r\n");
            rest = rest.substring(at);
        }
        return out.append(rest).toString();
    }
}
