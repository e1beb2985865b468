package org.siegel.transport.smtp;

import java.util.regex.Pattern;

/**
 * The recipient that the sender named first, for the notices that come back (RFC 3461 §4, ORCPT).
 *
 * @param addressType such as {@code rfc822}, or {@code utf-8} for an address that is not ASCII
 * @param address as the sender wrote it, not encoded; at most 500 octets when encoded
 */
public record OriginalRecipient(String addressType, String address) {

    private static final String UTF_8 = "utf-8";
    private static final Pattern ATOM = Pattern.compile("[A-Za-z0-9-]{1,40}");
    private static final int LONGEST = 500;

    public OriginalRecipient {
        if (!ATOM.matcher(addressType).matches()) {
            throw new IllegalArgumentException(
                    "ORCPT needs an address type such as rfc822, not " + MailboxSyntax.quoted(addressType));
        }
        if (!addressType.equalsIgnoreCase(UTF_8) && address.chars().anyMatch(c -> c > 0x7F)) {
            throw new IllegalArgumentException("ORCPT of type " + addressType
                    + " must be ASCII; use the type utf-8 for " + MailboxSyntax.quoted(address));
        }
        if (address.isEmpty() || encode(addressType, address).length() > LONGEST) {
            throw new IllegalArgumentException(
                    "ORCPT must have 1 to " + LONGEST + " octets: " + MailboxSyntax.quoted(address));
        }
    }

    /** The value of the parameter. */
    String encoded() {
        return encode(addressType, address);
    }

    private static String encode(String addressType, String address) {
        boolean utf8 = addressType.equalsIgnoreCase(UTF_8);
        return addressType + ";" + (utf8 ? XText.encodeUtf8Address(address) : XText.encode(address));
    }
}
