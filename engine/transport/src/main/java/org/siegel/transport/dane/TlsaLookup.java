package org.siegel.transport.dane;

import java.util.List;
import org.siegel.policy.DomainName;

/** What is known about the TLSA records of one MX host and port. */
public sealed interface TlsaLookup {

    /**
     * A DNSSEC-secure record set.
     *
     * @param base    the TLSA base domain (RFC 7672 §2.2.2): sent as SNI, and first reference identifier
     * @param records at least one, usable or not
     */
    record Secure(DomainName base, List<TlsaRecord> records) implements TlsaLookup {
        public Secure {
            records = List.copyOf(records);
        }
    }

    /** None, or none that is secure: DANE does not apply. */
    record None() implements TlsaLookup {}

    /**
     * The look-up failed: the host must not be used (RFC 7672 §2.1.2).
     *
     * @param isBogus whether an answer came and its proof was wrong
     */
    record Failed(boolean isBogus, String reason) implements TlsaLookup {}
}
