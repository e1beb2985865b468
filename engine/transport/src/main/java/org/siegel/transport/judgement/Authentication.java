package org.siegel.transport.judgement;

import org.siegel.policy.DomainName;
import org.siegel.policy.KeyPin;
import org.siegel.transport.dane.TlsaRecord;

/** Who the server at the other end proved to be. */
public sealed interface Authentication {

    /** Its chain matches a TLSA record of the MX host (RFC 7672 §2.2). */
    record Dane(TlsaRecord record) implements Authentication {}

    /** Its chain leads to a trusted root, for the name of the MX host. */
    record Pkix(DomainName name) implements Authentication {}

    /** It showed a key that the recipient confirmed out of band. */
    record PinnedKey(KeyPin pin) implements Authentication {}

    /** It proved nothing, and nothing obliges it to. */
    record None(String reason) implements Authentication {}

    /** DANE, MTA-STS or a pinned key binds it and it does not comply: nothing may be delivered to it, whatever the mail demands. */
    record Violated(String reason) implements Authentication {}
}
