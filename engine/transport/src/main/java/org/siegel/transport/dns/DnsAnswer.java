package org.siegel.transport.dns;

import java.time.Instant;
import java.util.List;
import org.siegel.policy.DomainName;
import org.xbill.DNS.Record;

/** The outcome of one validated look-up. Bogus and indeterminate (RFC 4033 §5) are failures, insecure is not. */
public sealed interface DnsAnswer {

    /**
     * Records of the type asked for.
     *
     * @param records   at least one, all at {@code canonical}
     * @param canonical the name after all aliases; the name asked for if there were none
     * @param security  of the weakest link of the alias chain and the records
     * @param validUntil when the answer must be asked again
     */
    record Found(List<Record> records, DomainName canonical, Security security, Instant validUntil)
            implements DnsAnswer {

        public Found {
            records = List.copyOf(records);
            if (records.isEmpty()) {
                throw new IllegalArgumentException("Found needs records; use Absent");
            }
        }
    }

    /**
     * There is no such record, or no such name.
     *
     * @param nameExists whether the name has records of other types
     */
    record Absent(boolean nameExists, Security security, Instant validUntil) implements DnsAnswer {}

    /**
     * Nothing is known. An attacker can cause this, so it must never lower a demand.
     *
     * @param isBogus whether an answer came and its proof was wrong; otherwise no usable answer came
     * @param reason  for people, from unauthenticated sources too (RFC 8914)
     */
    record Failed(boolean isBogus, String reason) implements DnsAnswer {}

    /** What validation proved of an answer that may be used. */
    enum Security {
        /** Signed, and the chain of trust is complete. */
        SECURE,
        /** Proven to lie in a zone that is not signed. */
        INSECURE;

        /** The weaker of the two. */
        public Security and(Security other) {
            return this == SECURE ? other : INSECURE;
        }
    }

    /** For evidence: {@code secure}, {@code insecure}, {@code bogus} or {@code indeterminate}. */
    default String securityLabel() {
        return switch (this) {
            case Found(var _r, var _c, var security, var _v) -> label(security);
            case Absent(var _n, var security, var _v) -> label(security);
            case Failed(var isBogus, var _r) -> isBogus ? "bogus" : "indeterminate";
        };
    }

    private static String label(Security security) {
        return security == Security.SECURE ? "secure" : "insecure";
    }
}
