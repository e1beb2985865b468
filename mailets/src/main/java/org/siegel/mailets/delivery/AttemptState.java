package org.siegel.mailets.delivery;

import java.time.Duration;
import java.time.Instant;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;

/**
 * How far delivery of a mail has come, as attributes of it.
 *
 * @param attempt number of the attempt under way, 1 for the first
 * @param since   when the first began
 */
record AttemptState(int attempt, Instant since) {

    private static final AttributeName ATTEMPTS = AttributeName.of("siegel.attempts");
    private static final AttributeName DELAY_TOLD = AttributeName.of("siegel.delay-told");
    private static final AttributeName SINCE = AttributeName.of("siegel.attempts-since");

    /** A clock that was set back since the first attempt begins to count anew: else the policy's patience would be longer by so much. */
    static AttemptState begin(Mail mail, Instant now) {
        int before = AttributeUtils.getValueAndCastFromMail(mail, ATTEMPTS, Integer.class)
                .orElse(0);
        Instant since = AttributeUtils.getValueAndCastFromMail(mail, SINCE, Long.class)
                .map(Instant::ofEpochMilli)
                .filter(noted -> !noted.isAfter(now))
                .orElse(now);
        return new AttemptState(before + 1, since);
    }

    /** As if this attempt had not been: nothing was tried. */
    AttemptState uncounted() {
        return new AttemptState(attempt - 1, since);
    }

    /** For the mail that waits for the next attempt. */
    void note(Mail mail) {
        mail.setAttribute(new Attribute(ATTEMPTS, AttributeValue.of(attempt)));
        mail.setAttribute(new Attribute(SINCE, AttributeValue.of(since.toEpochMilli())));
    }

    /** Whether the sender was told of the delay. */
    static boolean isDelayTold(Mail mail) {
        return mail.getAttribute(DELAY_TOLD).isPresent();
    }

    static void noteDelayTold(Mail mail) {
        mail.setAttribute(new Attribute(DELAY_TOLD, AttributeValue.of(true)));
    }

    /** For a mail that begins a new way. */
    static void clear(Mail mail) {
        mail.removeAttribute(ATTEMPTS);
        mail.removeAttribute(SINCE);
    }

    boolean isOlderThan(Duration patience, Instant now) {
        return Duration.between(since, now).compareTo(patience) >= 0;
    }
}
