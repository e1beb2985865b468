package org.siegel.mailets.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.siegel.policy.DomainName;
import org.siegel.policy.DowngradeRules;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.TransportRules;
import org.siegel.transport.delivery.Predictions;
import org.siegel.transport.downgrade.GradeWatch;
import org.siegel.transport.downgrade.RememberedGrade;

/** Whether a mail to a domain may go, whose transfer may have become worse than it was. */
final class DowngradeGuard {

    private static final AttributeName HELD_SINCE = AttributeName.of("siegel.downgrade-since");
    private static final AttributeName WAITED = AttributeName.of("siegel.downgrade-waited");

    private final GradeWatch watch;
    private final Predictions predictions;
    private final DowngradeRules rules;
    private final Duration patience;
    private final Clock clock;

    DowngradeGuard(GradeWatch watch, Predictions predictions, TransportRules rules, Clock clock) {
        this.watch = watch;
        this.predictions = predictions;
        this.rules = rules.downgrade();
        this.patience = rules.patience();
        this.clock = clock;
    }

    /** What is to be done with the mail. */
    sealed interface Course {

        /** Why, for the evidence and for the sender; empty if nothing is out of the ordinary. */
        String words();

        /**
         * It may go.
         *
         * @param least what the connection must reach, whatever the mail demands: the best that was seen
         * @param words how it came that it need not wait any longer
         */
        record Go(TransportGrade least, String words) implements Course {}

        /** Not now: until the lower grade is confirmed or the old one is back. */
        record Hold(String words) implements Course {}

        /** Not now: this connection was less than usual, and the next may be better. */
        record Retry(String words) implements Course {}

        /** Nobody decided in time. */
        record GiveUp(String words) implements Course {}
    }

    /** Before an attempt. */
    Course before(Mail mail, DomainName domain) {
        if (mail.getAttribute(WAITED).isPresent()) {
            return new Course.Go(TransportGrade.NONE, "");
        }
        if (watch.dropped(domain).isPresent()) {
            predictions.of(domain); // if it is time to look again, it may turn out to be over
        }
        Optional<RememberedGrade> dropped = watch.dropped(domain);
        return dropped.map(before -> hold(mail, before)).orElseGet(() -> go(mail, domain));
    }

    private Course go(Mail mail, DomainName domain) {
        boolean wasHeld = mail.getAttribute(HELD_SINCE).isPresent();
        mail.removeAttribute(HELD_SINCE);
        return new Course.Go(
                watch.floor(domain),
                wasHeld ? watch.of(domain).map(DowngradeGuard::end).orElse("") : "");
    }

    private static String end(RememberedGrade now) {
        return now.confirmation()
                .filter(done -> done.at().equals(now.since()))
                .map(done -> done.by() + " confirmed at " + done.at().truncatedTo(ChronoUnit.SECONDS) + " that "
                        + now.domain() + " is reached at '" + now.grade().configName() + "' now")
                .orElseGet(() -> now.domain() + " is reached at '" + now.grade().configName() + "' again");
    }

    /**
     * After no connection reached what was demanded.
     *
     * @param own  what the mail demands by itself
     * @param seen the grade of the connection that fell short, if there was one
     * @return empty if that has nothing to do with how the domain was reached before
     */
    Optional<Course> afterMiss(
            Mail mail, DomainName domain, TransportGrade own, Optional<TransportGrade> seen, String words) {
        TransportGrade least = watch.floor(domain);
        if (mail.getAttribute(WAITED).isPresent() || least == TransportGrade.NONE) {
            return Optional.empty();
        }
        if (seen.filter(grade -> !grade.atLeast(least)).isPresent()) {
            watch.saw(domain, seen.get(), false, words);
        } else if (seen.isEmpty() && least.atLeast(own)) {
            predictions.forget(domain);
            predictions.of(domain); // finds out what is left where there was no TLS with what was offered
        }
        Optional<Course> held = watch.dropped(domain).map(before -> hold(mail, before));
        boolean isOwnDemand = own.atLeast(least);
        return held.isPresent() || isOwnDemand ? held : Optional.of(new Course.Retry(words));
    }

    private Course hold(Mail mail, RememberedGrade before) {
        Instant now = clock.instant();
        Instant since = AttributeUtils.getValueAndCastFromMail(mail, HELD_SINCE, Long.class)
                .map(Instant::ofEpochMilli)
                .filter(noted -> !noted.isAfter(now)) // the clock was set back
                .orElse(now);
        mail.setAttribute(new Attribute(HELD_SINCE, AttributeValue.of(since.toEpochMilli())));
        Duration waited = Duration.between(since, now);
        String words = before.words().orElse("");
        return switch (rules.response()) {
            case HOLD ->
                waited.compareTo(rules.limit()) >= 0
                        ? new Course.GiveUp(words + ". Nobody confirmed within " + spoken(rules.limit())
                                + " that this is meant, so it was not sent")
                        : new Course.Hold(words);
            case DEFER -> {
                if (waited.compareTo(patience) < 0) {
                    yield new Course.Hold(words);
                }
                mail.setAttribute(new Attribute(WAITED, AttributeValue.of(true)));
                yield new Course.Go(TransportGrade.NONE, "it waited as long as the policy has it: " + words);
            }
        };
    }

    private static String spoken(Duration time) {
        return time.toDays() >= 2
                ? time.toDays() + " days"
                : time.toHours() >= 2 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
    }
}
