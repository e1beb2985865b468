package org.siegel.transport.smtp;

import java.io.IOException;

/**
 * A message that was looked at before it is sent. The look costs one reading, and is worth one for all servers that
 * the message goes to: what a server cannot take is known before the first command instead of in the middle.
 *
 * @param source must give the same octets each time
 * @param facts of exactly these octets
 */
public record OutgoingMessage(MessageSource source, MessageFacts facts) {

    /**
     * Reads the message once.
     *
     * @throws IOException if the source cannot be read
     */
    public static OutgoingMessage examine(MessageSource source) throws IOException {
        return new OutgoingMessage(source, MessageScan.of(source));
    }
}
