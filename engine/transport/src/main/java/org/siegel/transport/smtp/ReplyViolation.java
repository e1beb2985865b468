package org.siegel.transport.smtp;

import java.io.IOException;

/** The server said something that is no SMTP reply. The message completes the sentence "it ...". */
final class ReplyViolation extends IOException {

    ReplyViolation(String whatItDid) {
        super(whatItDid);
    }
}
