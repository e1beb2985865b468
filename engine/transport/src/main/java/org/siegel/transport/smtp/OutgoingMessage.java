package org.siegel.transport.smtp;

import java.io.IOException;
import java.io.InputStream;
import org.siegel.transport.mime.SevenBit;

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

    /** The message without 8-bit content, or why there is none. */
    sealed interface Narrowed {

        /** It is encoded anew each time it is read. */
        record To(OutgoingMessage message) implements Narrowed {}

        /**
         * Something in it must not be changed.
         *
         * @param why the end of a sentence that begins with "because"
         */
        record Not(String why) implements Narrowed {}
    }

    /**
     * For servers without 8BITMIME (RFC 6152 §3). Reads the message twice.
     *
     * @throws IOException if the source cannot be read
     */
    Narrowed narrowed() throws IOException {
        SevenBit sevenBit;
        try (InputStream message = source.open()) {
            sevenBit = SevenBit.of(message);
        }
        return switch (sevenBit) {
            case SevenBit.Possible possible -> new Narrowed.To(examine(() -> possible.encode(source.open())));
            case SevenBit.Impossible(var why) -> new Narrowed.Not(why);
        };
    }
}
