package org.siegel.transport.dane;

import java.util.List;

/** What DANE demands of a connection to one MX host (RFC 7672 §2.2). */
public sealed interface TlsDemand {

    /** Nothing. */
    record None() implements TlsDemand {}

    /** TLS, unauthenticated: there are secure records, but none that can be used. Never cleartext. */
    record Encrypted() implements TlsDemand {}

    /** TLS with a chain that matches one of these records. */
    record Authenticated(List<TlsaRecord> records) implements TlsDemand {
        public Authenticated {
            records = List.copyOf(records);
        }
    }

    /** The host counts as unreachable. */
    record SkipHost(String reason) implements TlsDemand {}
}
