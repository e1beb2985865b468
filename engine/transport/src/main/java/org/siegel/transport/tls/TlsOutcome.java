package org.siegel.transport.tls;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;

/** What came of a handshake. */
public sealed interface TlsOutcome {

    /**
     * TLS stands; nothing is judged yet.
     *
     * @param closer says goodbye and closes what lies below
     */
    record Established(InputStream in, OutputStream out, TlsObservation observation, Closeable closer)
            implements TlsOutcome {}

    /**
     * Both sides found nothing in common, or one called the other's message wrong.
     *
     * @param reason          which alert, for people
     * @param isHelloAnswered whether a ServerHello had come before
     */
    record Refused(String reason, boolean isHelloAnswered) implements TlsOutcome {}

    /**
     * The connection broke or timed out during the handshake.
     *
     * @param isHelloAnswered whether a ServerHello had come before
     */
    record Broken(String reason, boolean isHelloAnswered) implements TlsOutcome {}
}
