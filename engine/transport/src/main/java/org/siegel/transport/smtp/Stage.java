package org.siegel.transport.smtp;

/** The steps of a conversation, in their order. */
public enum Stage {
    BEFORE_SENDING("before anything was sent"),
    GREETING("when the connection was opened"),
    EHLO("when we introduced ourselves (EHLO)"),
    STARTTLS("when we asked for encryption (STARTTLS)"),
    AUTH("when we proved who we are (AUTH)"),
    RESET("when we asked for a new start (RSET)"),
    MAIL("when we named the sender (MAIL FROM)"),
    RCPT("when we named the recipients (RCPT TO)"),
    DATA("when we announced the message (DATA)"),
    /** From the server's consent to DATA until we begin to write the piece with the final dot. */
    CONTENT("while the message was being sent"),
    /** From there until the server's reply: if the connection ends here, nobody can know whether the mail arrived. */
    END_OF_DATA("after the message had been sent");

    private final String moment;

    Stage(String moment) {
        this.moment = moment;
    }

    /** The end of a sentence for senders that tells when something happened. */
    String moment() {
        return moment;
    }
}
