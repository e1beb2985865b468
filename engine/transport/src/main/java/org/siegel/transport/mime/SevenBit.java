package org.siegel.transport.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** How a message becomes one without 8-bit content. */
public sealed interface SevenBit {

    /** The parts that need it are encoded as quoted-printable or base64, and said to be. */
    final class Possible implements SevenBit {

        private final List<Treatment> plan;

        Possible(List<Treatment> plan) {
            this.plan = List.copyOf(plan);
        }

        /**
         * The message, encoded while it is read.
         *
         * @param message the same as was examined; closed with the result
         */
        public InputStream encode(InputStream message) {
            return new EncodedMessage(message, plan);
        }
    }

    /**
     * Something in it must not be changed.
     *
     * @param why the end of a sentence that begins with "because"
     */
    record Impossible(String why) implements SevenBit {}

    /**
     * Reads the message once.
     *
     * @throws IOException if it cannot be read
     */
    static SevenBit of(InputStream message) throws IOException {
        return Survey.of(message);
    }
}
