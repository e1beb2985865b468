package org.siegel.mailets.asking;

import java.util.Optional;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * On a mail that is let go: which question was decided, and which of perhaps several copies this is. A crash may make a
 * second copy; one of them is allowed to go on.
 */
record ReleaseMark(String questionId, String releaseId) {

    private static final AttributeName NAME = AttributeName.of("siegel.released");

    void put(Mail mail) {
        mail.setAttribute(new Attribute(NAME, AttributeValue.of(questionId + " " + releaseId)));
    }

    static Optional<ReleaseMark> of(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, NAME, String.class)
                .map(text -> text.split(" ", 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> new ReleaseMark(parts[0], parts[1]));
    }

    static void remove(Mail mail) {
        mail.removeAttribute(NAME);
    }
}
