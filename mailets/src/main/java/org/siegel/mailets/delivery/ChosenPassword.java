package org.siegel.mailets.delivery;

import java.util.Optional;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.siegel.policy.PasswordMode;

/** Where the password of a mail comes from because its sender said so, as noted on the mail; goes with it into all its copies. */
public final class ChosenPassword {

    private static final AttributeName NAME = AttributeName.of("siegel.chosen-password");

    private ChosenPassword() {}

    /** Notes it in the place of what was noted before; empty: the rules for wrapping decide. */
    public static void note(Mail mail, Optional<PasswordMode> mode) {
        mail.removeAttribute(NAME);
        mode.ifPresent(chosen -> mail.setAttribute(new Attribute(NAME, AttributeValue.of(chosen.configName()))));
    }

    /** What is noted. */
    static Optional<PasswordMode> of(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, NAME, String.class).map(PasswordMode::fromConfigName);
    }
}
