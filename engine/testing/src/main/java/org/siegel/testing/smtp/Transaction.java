package org.siegel.testing.smtp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One mail under way: what MAIL, RCPT and BDAT said so far. */
final class Transaction {
    private final Command.Path sender;
    private final List<Recipient> recipients = new ArrayList<>();
    private @Nullable BodySpool chunks;

    Transaction(Command.Path sender) {
        this.sender = sender;
    }

    Command.Path sender() {
        return sender;
    }

    void add(Recipient recipient) {
        recipients.add(recipient);
    }

    List<Recipient> recipients() {
        return recipients;
    }

    /** Where the chunks of BDAT go, one after the other (RFC 3030 §2). */
    BodySpool chunks(SinkState state) {
        if (chunks == null) {
            chunks = new BodySpool(state.spool);
        }
        return chunks;
    }

    boolean hasChunks() {
        return chunks != null;
    }
}
