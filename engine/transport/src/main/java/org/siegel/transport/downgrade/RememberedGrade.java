package org.siegel.transport.downgrade;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;

/**
 * What is remembered of one domain: the best grade that was seen of it, or the last that was confirmed.
 *
 * @param since    when that grade was first seen or confirmed
 * @param lastSeen when it was seen last, to a day
 * @param basis    what it was judged by: profile with edition, and what secures MX names
 * @param drop     the lower grade that was seen since, if nobody confirmed it
 * @param confirmation who confirmed a lower grade last, if anybody did
 */
public record RememberedGrade(
        DomainName domain,
        TransportGrade grade,
        Instant since,
        Instant lastSeen,
        String basis,
        Optional<Drop> drop,
        Optional<Confirmation> confirmation) {

    /** So exactly {@code lastSeen} is kept, so that not every look writes. */
    private static final Duration GRAIN = Duration.ofDays(1);

    /**
     * It was seen worse.
     *
     * @param to    the grade that it has now
     * @param since when that was first seen
     * @param why   what it lacks; plain text, one line
     */
    public record Drop(TransportGrade to, Instant since, String why) {}

    /**
     * Somebody took a lower grade for right.
     *
     * @param by   who, as the command had it
     * @param from the grade that was remembered before
     */
    public record Confirmation(String by, Instant at, TransportGrade from) {}

    /**
     * One look at a domain.
     *
     * @param isComplete whether nothing was left out that could have made it worse: a mail server that did not answer may
     *                   be a weaker one
     * @param why        what keeps it from a better grade; plain text, one line
     */
    public record Look(DomainName domain, TransportGrade grade, boolean isComplete, String why, String basis) {}

    /** After the first look; nothing is remembered of a look that was not complete. */
    static Optional<RememberedGrade> first(Look look, Instant now) {
        Instant at = exact(now);
        return look.isComplete()
                ? Optional.of(new RememberedGrade(
                        look.domain(), look.grade(), at, at, look.basis(), Optional.empty(), Optional.empty()))
                : Optional.empty();
    }

    /** After another look. */
    RememberedGrade after(Look look, Instant now) {
        Instant at = exact(now);
        if (look.grade().atLeast(grade)) {
            if (!look.isComplete()) {
                return this;
            }
            return look.grade() == grade ? seenAgain(look.basis(), at) : fresh(look, at);
        }
        // Judged by other rules it may be worse without having changed; but an alarm is not ended by new rules.
        boolean isOtherMeasure = !look.basis().equals(basis) && drop.isEmpty();
        if (isOtherMeasure) {
            return look.isComplete() ? fresh(look, at) : this;
        }
        Instant droppedSince = drop.map(Drop::since).orElse(at);
        return drop.filter(known -> known.to() == look.grade()).isPresent()
                ? this
                : new RememberedGrade(
                        domain,
                        grade,
                        since,
                        lastSeen,
                        basis,
                        Optional.of(new Drop(look.grade(), droppedSince, look.why())),
                        confirmation);
    }

    private RememberedGrade fresh(Look look, Instant at) {
        return new RememberedGrade(domain, look.grade(), at, at, look.basis(), Optional.empty(), confirmation);
    }

    private RememberedGrade seenAgain(String measure, Instant at) {
        Instant seen = lastSeen.plus(GRAIN).isAfter(at) ? lastSeen : at;
        return new RememberedGrade(domain, grade, since, seen, measure, Optional.empty(), confirmation);
    }

    /** After somebody confirmed that {@code lower} is right; empty if that is not the grade that it dropped to. */
    Optional<RememberedGrade> confirmed(TransportGrade lower, String by, Instant now) {
        Instant at = exact(now);
        return drop.filter(known -> known.to() == lower)
                .map(known -> new RememberedGrade(
                        domain, lower, at, at, basis, Optional.empty(), Optional.of(new Confirmation(by, at, grade))));
    }

    /** What happened, as part of a sentence; empty if it did not drop. */
    public Optional<String> words() {
        return drop.map(known -> domain + " was reached at '" + grade.configName() + "' since "
                + since.truncatedTo(ChronoUnit.SECONDS) + ", and since "
                + known.since().truncatedTo(ChronoUnit.SECONDS)
                + " it reaches only '" + known.to().configName() + "': " + known.why());
    }

    /** As exact as a database. */
    private static Instant exact(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
