package org.siegel.transport.smtp;

/** The extensions of SMTP that we make use of or look at, by their EHLO keyword. */
public enum Extension {
    /** RFC 1870. */
    SIZE("SIZE"),
    /** RFC 6152. */
    EIGHT_BIT_MIME("8BITMIME"),
    /** RFC 2920. */
    PIPELINING("PIPELINING"),
    /** RFC 3207 §3. */
    STARTTLS("STARTTLS"),
    /** RFC 6531 §3.1. */
    SMTPUTF8("SMTPUTF8"),
    /** RFC 3030 §2: BDAT. */
    CHUNKING("CHUNKING"),
    /** RFC 3461 §3. */
    DSN("DSN"),
    /** RFC 2034. */
    ENHANCED_STATUS_CODES("ENHANCEDSTATUSCODES"),
    /** RFC 8689 §2. */
    REQUIRETLS("REQUIRETLS"),
    /** RFC 4954 §3. */
    AUTH("AUTH");

    private final String keyword;

    Extension(String keyword) {
        this.keyword = keyword;
    }

    /** In capitals, as EHLO lists it. */
    public String keyword() {
        return keyword;
    }
}
