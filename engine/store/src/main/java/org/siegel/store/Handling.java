package org.siegel.store;

import java.util.Optional;

/**
 * What was done with the copy, and how it ended.
 *
 * @param outcome    what became of it
 * @param connection what the connection really was; absent if none was made
 * @param container  what it was sealed into; absent if it was not
 * @param isEncoded  whether 8-bit parts went encoded, because the recipient's server takes no 8-bit text (RFC 6152 §3): what
 *                   arrived has the same content, but other octets than what was sent
 * @param reply      the last answer of the recipient's server; absent if there was none
 * @param reason     why it ended so where no server said it; may be empty, and is tidied as {@link SmtpReply} is
 */
public record Handling(
        Outcome outcome,
        Optional<ObservedConnection> connection,
        Optional<Container> container,
        boolean isEncoded,
        Optional<SmtpReply> reply,
        String reason) {

    public Handling {
        reason = SmtpReply.tidy(reason);
    }

    /** That outcome, with nothing more to tell. */
    public static Handling of(Outcome outcome) {
        return new Handling(outcome, Optional.empty(), Optional.empty(), false, Optional.empty(), "");
    }

    /** This, over that connection. */
    public Handling over(ObservedConnection seen) {
        return new Handling(outcome, Optional.of(seen), container, isEncoded, reply, reason);
    }

    /** This, with the copy in that container. */
    public Handling in(Container sealed) {
        return new Handling(outcome, connection, Optional.of(sealed), isEncoded, reply, reason);
    }

    /** This, with 8-bit parts encoded on the way. */
    public Handling encoded() {
        return new Handling(outcome, connection, container, true, reply, reason);
    }

    /** This, with that last answer of the server. */
    public Handling answered(SmtpReply last) {
        return new Handling(outcome, connection, container, isEncoded, Optional.of(last), reason);
    }

    /** This, for that reason. */
    public Handling because(String why) {
        return new Handling(outcome, connection, container, isEncoded, reply, why);
    }
}
