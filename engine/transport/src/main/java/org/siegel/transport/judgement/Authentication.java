package org.siegel.transport.judgement;

import org.siegel.policy.DomainName;
import org.siegel.policy.KeyPin;
import org.siegel.transport.dane.TlsaRecord;
import org.siegel.transport.revocation.RevocationStanding;

/** Who the server at the other end proved to be. */
public sealed interface Authentication {

    /** Its chain matches a TLSA record of the MX host (RFC 7672 §2.2). */
    record Dane(TlsaRecord record) implements Authentication {}

    /**
     * Its chain leads to a trusted root, for the name of the MX host.
     *
     * @param revocation what is known of that; no proof that it was revoked
     */
    record Pkix(DomainName name, RevocationStanding revocation) implements Authentication {}

    /** Its chain would prove who it is, but for a proof that a certificate in it was revoked. */
    record Revoked(String reason) implements Authentication {}

    /** It showed a key that the recipient confirmed out of band. */
    record PinnedKey(KeyPin pin) implements Authentication {}

    /** It proved nothing, and nothing obliges it to. */
    record None(String reason) implements Authentication {}

    /** DANE, MTA-STS or a pinned key binds it and it does not comply: nothing may be delivered to it, whatever the mail demands. */
    record Violated(String reason) implements Authentication {}
}
