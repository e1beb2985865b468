package org.siegel.transport.smtp;

/** What became of a mail for one recipient. */
public sealed interface Outcome permits Accepted, Rejected, Failed {

    /** What happened and at which step, in sentences that a sender of mail understands; plain text, one line. */
    String describe();
}
