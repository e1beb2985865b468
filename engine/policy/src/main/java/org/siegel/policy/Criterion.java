package org.siegel.policy;

import java.util.Locale;

/** The independent dimensions in which a transfer is judged (BSI TR-02102-2, TR-03108; RFC 7672; RFC 8461). */
public enum Criterion {
    /** Whether the recipient's MX names are forgery-proof. */
    MX_SECURITY,
    /** Whether the address of the MX host is forgery-proof. */
    ADDRESS_SECURITY,
    /** Whether the domain's MTA-STS policy fits the mail server. */
    MTA_STS,
    /** Whether several independent resolvers saw the same mail server at the same addresses. */
    CORROBORATION,
    /** Whether the domain is reached as well as it was before. */
    DOWNGRADE,
    /** Whether TLS was offered and established. */
    STARTTLS,
    /** Whether the server proved to be the one meant: DANE, PKIX or a pinned key. */
    AUTHENTICATION,
    VERSION,
    CIPHER_SUITE,
    FORWARD_SECRECY,
    KEY_EXCHANGE_GROUP,
    ENCRYPT_THEN_MAC,
    EXTENDED_MASTER_SECRET,
    HANDSHAKE_SIGNATURE,
    LEAF_KEY,
    CHAIN_SIGNATURE,
    CHAIN_KEYS,
    REVOCATION;

    /** The name in reports, such as {@code cipher-suite}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
