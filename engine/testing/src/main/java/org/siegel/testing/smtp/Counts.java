package org.siegel.testing.smtp;

/**
 * How much a server has seen since it started or was told to forget.
 *
 * @param connections accepted
 * @param handshakes completed
 * @param messages accepted
 * @param bytes in the bodies of these messages
 */
public record Counts(long connections, long handshakes, long messages, long bytes) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts plus(long moreConnections, long moreHandshakes, long moreMessages, long moreBytes) {
        return new Counts(
                connections + moreConnections, handshakes + moreHandshakes, messages + moreMessages, bytes + moreBytes);
    }
}
