package org.siegel.transport.tlsrpt;

/** Hears of every session that mail was to be delivered over. */
@FunctionalInterface
public interface TlsSessions {

    /** One more. Neither blocks nor throws. */
    void note(TlsSession session);

    /** Nobody wants to know. */
    static TlsSessions none() {
        return _session -> {};
    }
}
