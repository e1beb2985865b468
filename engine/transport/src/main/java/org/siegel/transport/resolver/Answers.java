package org.siegel.transport.resolver;

import java.io.IOException;
import java.util.Objects;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** Tells the answer to a question from whatever else comes (RFC 5452 §9.1). */
final class Answers {

    private Answers() {}

    /** Whether it has the identifier and the question of that query, but not whether its source is the right one. */
    static boolean fits(Message query, Message answer) {
        return answer.getHeader().getFlag(Flags.QR)
                && answer.getHeader().getID() == query.getHeader().getID()
                && answer.getSection(Section.QUESTION).size() == 1
                && Objects.equals(query.getQuestion(), answer.getQuestion());
    }

    static Message checked(Message query, Message answer) throws IOException {
        if (!fits(query, answer)) {
            throw new IOException("it answered another question");
        }
        return answer;
    }
}
