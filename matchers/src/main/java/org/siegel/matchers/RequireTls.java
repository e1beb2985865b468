package org.siegel.matchers;

import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * Whether a mail came with REQUIRETLS (RFC 8689 §2), as an attribute of the mail. The gateway's SMTP server sets it; James's own
 * does not know the parameter. The header field {@code TLS-Required: No} is read nowhere: what protection a mail needs is the
 * officer's decision.
 */
public final class RequireTls {

    /** The gateway sets it too. */
    private static final AttributeName NAME = AttributeName.of("siegel.require-tls");

    private RequireTls() {}

    /** For all recipients. */
    public static boolean isAsked(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, NAME, Boolean.class).orElse(false);
    }

    /** As if it had come with it. */
    public static void ask(Mail mail) {
        mail.setAttribute(new Attribute(NAME, AttributeValue.of(true)));
    }
}
