package org.siegel.sealing.cover;

import java.nio.charset.StandardCharsets;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.dom.address.Address;
import org.apache.james.mime4j.dom.address.AddressList;
import org.apache.james.mime4j.field.address.AddressFormatter;
import org.apache.james.mime4j.field.address.LenientAddressParser;

/** Writes header fields: ASCII only, folded (RFC 5322 §2.2.3), no line break that the value could smuggle in. */
final class MailFields {

    private static final int LINE = 76;

    private final StringBuilder text = new StringBuilder();

    /** A value that is known to be ASCII; empty ones are left out. */
    MailFields add(String name, String value) {
        String clean = value.replaceAll("[^ -~]+", " ").strip();
        if (!clean.isEmpty()) {
            text.append(fold(name + ": " + clean)).append("\r\n");
        }
        return this;
    }

    /** Text that may hold any letters, as encoded words (RFC 2047). */
    MailFields addText(String name, String value) {
        return add(name, EncoderUtil.encodeIfNecessary(value, EncoderUtil.Usage.TEXT_TOKEN, name.length() + 2));
    }

    /**
     * Addresses as another message had them. Raw 8-bit names (RFC 6532) become encoded words, because the next server may not
     * know SMTPUTF8.
     */
    MailFields addAddresses(String name, String raw) {
        if (isAscii(raw)) {
            return add(name, raw);
        }
        AddressList addresses = LenientAddressParser.DEFAULT.parseAddressList(raw);
        var encoded = new StringBuilder();
        for (Address address : addresses) {
            encoded.append(encoded.isEmpty() ? "" : ", ");
            AddressFormatter.DEFAULT.encode(encoded, address);
        }
        return add(name, encoded.toString());
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isAscii(String value) {
        return value.chars().allMatch(c -> c < 0x80);
    }

    private static String fold(String field) {
        var out = new StringBuilder();
        String rest = field;
        while (rest.length() > LINE) {
            int space = rest.lastIndexOf(' ', LINE);
            // not after the name alone, and not where nothing but blanks would stand on a line
            int from = out.isEmpty() ? rest.indexOf(' ') + 1 : 1;
            int at = space >= from && space > 0 ? space : rest.indexOf(' ', Math.max(LINE, from));
            if (at < 0) {
                break;
            }
            out.append(rest, 0, at).append("\r\n");
            rest = rest.substring(at);
        }
        return out.append(rest).toString();
    }
}
