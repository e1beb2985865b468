package org.siegel.testing.dns;

/** What is wrong with a zone that its parent vouches for with a DS record. All but {@link UnknownAlgorithm} are bogus. */
public sealed interface ZoneFlaw {
    /** Every signature in the zone fails, that of the DNSKEY included. */
    record EverySignatureCorrupt() implements ZoneFlaw {}

    /**
     * Only the signature over one record set fails.
     *
     * @param owner relative to the zone, {@code @} for its apex, or absolute with a final dot
     * @param type a constant of {@link org.xbill.DNS.Type}
     */
    record SignatureCorrupt(String owner, int type) implements ZoneFlaw {}

    /** Every signature ended 30 days before the clock's time. */
    record SignaturesExpired() implements ZoneFlaw {}

    /** Every signature begins 30 days after the clock's time. */
    record SignaturesNotYetValid() implements ZoneFlaw {}

    /** The answers carry no signatures and no denial, as if somebody on the way had stripped them. */
    record SignaturesStripped() implements ZoneFlaw {}

    /** The DS record belongs to another key. */
    record ForeignDs() implements ZoneFlaw {}

    /** The DS record names an algorithm that nobody knows: the zone counts as insecure, not bogus (RFC 4035 §5.2). */
    record UnknownAlgorithm() implements ZoneFlaw {}
}
