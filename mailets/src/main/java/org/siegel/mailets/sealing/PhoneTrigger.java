package org.siegel.mailets.sealing;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.siegel.policy.PhoneNumber;

/**
 * A number that a sender writes into the subject, as in {@code [sms:+49 170 1234567]}, for the password of that mail.
 *
 * @param subject without it
 * @param number  empty if what stands there is no number with its country
 */
public record PhoneTrigger(String subject, Optional<PhoneNumber> number) {

    private static final AttributeName ATTRIBUTE = AttributeName.of("siegel.phone");
    private static final Pattern TRIGGER =
            Pattern.compile("\\s*\\[sms:\\s*([^\\]]{1,40})\\]\\s*", Pattern.CASE_INSENSITIVE);

    /** Empty if the subject has none. */
    public static Optional<PhoneTrigger> in(String subject) {
        Matcher matcher = TRIGGER.matcher(subject);
        Optional<String> first = matcher.results().map(MatchResult::group).findFirst();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Optional<PhoneNumber> number = Optional.empty();
        matcher.reset();
        while (matcher.find() && number.isEmpty()) {
            try {
                number = Optional.of(PhoneNumber.parse(matcher.group(1)));
            } catch (IllegalArgumentException _noNumber) {
                number = Optional.empty();
            }
        }
        return Optional.of(new PhoneTrigger(matcher.reset().replaceAll(" ").strip(), number));
    }

    /** Notes the number on the mail. */
    public static void note(Mail mail, PhoneNumber number) {
        mail.setAttribute(new Attribute(ATTRIBUTE, AttributeValue.of(number.digits())));
    }

    /** What {@link #note} noted. */
    static Optional<PhoneNumber> of(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, ATTRIBUTE, String.class)
                .map(PhoneNumber::new);
    }
}
