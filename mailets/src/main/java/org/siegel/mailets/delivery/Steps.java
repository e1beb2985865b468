package org.siegel.mailets.delivery;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.siegel.matchers.Failures;
import org.siegel.matchers.Failures.Failure;
import org.siegel.matchers.MailDecisions;
import org.siegel.matchers.RecipientDomain;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.store.Outcome;
import org.siegel.transport.delivery.ConnectionFacts;
import org.siegel.transport.delivery.DeliveryReport;
import org.siegel.transport.delivery.Fate;
import org.siegel.transport.delivery.StrictDelivery;
import org.siegel.transport.smtp.SmtpReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects what becomes of each recipient of one mail in one attempt, and what follows from it. */
final class Steps implements OutgoingMail.Attempted {
    private static final String ENCRYPTION_NEEDED = "5.7.10";
    private static final String TOO_LONG = "5.4.7";
    private static final String GRADE_NOT_NOW = "4.7.10";

    /** So soon a mail goes that was held back because of a downgrade, once that is over. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

    private static final Logger LOGGER = LoggerFactory.getLogger(Steps.class);

    private final DeliveryRules rules;
    private final Mail mail;
    private final AttemptState state;
    private final List<MailAddress> delivered = new ArrayList<>();
    private final List<MailAddress> relayed = new ArrayList<>();
    private final Map<MailAddress, Failure> waiting = new LinkedHashMap<>();
    private final List<MailAddress> fallback = new ArrayList<>();
    private final Map<MailAddress, Failure> refused = new LinkedHashMap<>();
    private Optional<String> refusal = Optional.empty();
    private final Map<MailAddress, Failure> failed = new LinkedHashMap<>();
    private final List<AttemptLog.Entry> entries = new ArrayList<>();
    private final Map<TransportGrade, Optional<DowngradeGuard.Course>> misses = new EnumMap<>(TransportGrade.class);
    private boolean isHeld;

    Steps(DeliveryRules rules, Mail mail, AttemptState state) {
        this.rules = rules;
        this.mail = mail;
        this.state = state;
    }

    void fail(MailAddress recipient, Failure failure) {
        failed.put(recipient, failure);
        entries.add(entry(recipient, Outcome.BOUNCED, failure.words()));
    }

    void decide(MailAddress recipient, TransportGrade demand, DeliveryReport.Result result, DeliveryReport report) {
        Fate fate = result.fate();
        Outcome outcome = switch (fate) {
            case Fate.Delivered _done -> {
                delivered.add(recipient);
                if (!report.isDsnPassedOn() && new DsnWishes(mail).wantsSuccess(recipient)) {
                    relayed.add(recipient);
                }
                yield Outcome.DELIVERED;
            }
            case Fate.Refused no -> refuse(recipient, no, result.reply());
            case Fate.Postponed(var status, var words) -> postpone(recipient, status.toString(), words);
            case Fate.GradeMissed(var words) -> missGrade(recipient, demand, words, report.facts());
        };
        if (rules.parameters().isTalkative()) {
            LOGGER.info("Mail {} to {}: {}: {}", mail.getName(), recipient.asString(), outcome, fate.words());
        }
        String words = outcome == Outcome.HELD
                ? Objects.requireNonNull(waiting.get(recipient)).words()
                : fate.words();
        entries.add(entry(recipient, outcome, words, report.isEncoded(), result.reply(), report.facts()));
    }

    /** Behind a gateway it is not the recipient's server that says no. */
    private Outcome refuse(MailAddress recipient, Fate.Refused no, Optional<SmtpReply> reply) {
        Optional<SealedMark> mark = SealedMark.of(mail);
        Failure failure = new Failure(no.status().toString(), no.words());
        boolean isContainerMeant = rules.parameters().gateway().isEmpty() && RefusedContainers.isMeant(no, reply, mark);
        if (isContainerMeant) {
            refusal = Optional.of(reply.map(SmtpReply::text).orElse(no.words()));
        }
        boolean isAnotherTried = isContainerMeant
                && rules.parameters().after().refused().isPresent()
                && rules.containers().isAnotherTried(mail, recipient, mark.orElseThrow());
        (isAnotherTried ? refused : failed).put(recipient, failure);
        return isAnotherTried ? Outcome.CONTAINER_REFUSED : Outcome.BOUNCED;
    }

    /** For later mails to the domain. */
    private void learn() {
        Optional<SealedMark> mark = SealedMark.of(mail);
        if (mark.isEmpty() || rules.parameters().gateway().isPresent()) {
            return;
        }
        OutgoingMail.domain(mail).ifPresent(domain -> {
            refusal.ifPresent(words -> rules.containers().remember(domain, mark.get(), words));
            if (!delivered.isEmpty()) {
                rules.containers().forget(domain, mark.get());
            }
        });
    }

    private Outcome postpone(MailAddress recipient, String status, String words) {
        boolean isLastForDns = status.equals(StrictDelivery.DNS_FAILURE.toString())
                && state.attempt() > rules.parameters().maxDnsRetries();
        if (!rules.parameters().schedule().isLast(state.attempt()) && !isLastForDns) {
            waiting.put(recipient, new Failure(status, words));
            return Outcome.DEFERRED;
        }
        failed.put(
                recipient,
                new Failure(TOO_LONG, "After " + state.attempt() + " attempts it was given up. The last: " + words));
        return Outcome.BOUNCED;
    }

    private Outcome missGrade(
            MailAddress recipient, TransportGrade demand, String words, Optional<ConnectionFacts> facts) {
        return misses.computeIfAbsent(demand, _demand -> miss(recipient, demand, words, facts))
                .map(course -> outcome(recipient, course))
                .orElseGet(() -> missOwnGrade(recipient, demand, words));
    }

    /** Empty if it is a matter of the mail's class alone. */
    private Optional<DowngradeGuard.Course> miss(
            MailAddress recipient, TransportGrade demand, String words, Optional<ConnectionFacts> facts) {
        Optional<DomainName> domain =
                rules.parameters().gateway().isPresent() ? Optional.empty() : RecipientDomain.of(recipient);
        domain.ifPresent(rules.predictions()::forget);
        Optional<TransportGrade> seen = facts.map(one -> one.judgement().grade());
        return domain.flatMap(name -> rules.downgrades().afterMiss(mail, name, demand, seen, words));
    }

    private Outcome missOwnGrade(MailAddress recipient, TransportGrade demand, String words) {
        boolean isPatienceOver = state.isOlderThan(
                        rules.policy().transport().patience(), rules.clock().instant())
                || rules.parameters().schedule().isLast(state.attempt());
        if (!isPatienceOver) {
            waiting.put(recipient, new Failure(GRADE_NOT_NOW, words));
            return Outcome.DEFERRED;
        }
        boolean hasProcedureLeft = rules.parameters().gateway().isEmpty()
                && !MailDecisions.isExhausted(mail)
                && MailDecisions.sealed(mail).isEmpty();
        if (hasProcedureLeft) {
            fallback.add(recipient);
            return Outcome.HANDED_TO_PROCEDURE;
        }
        failed.put(
                recipient,
                new Failure(
                        ENCRYPTION_NEEDED,
                        "The mail needs a transfer of grade '" + demand.configName() + "', and none was to be had: "
                                + words));
        return Outcome.BOUNCED;
    }

    /** It is not on the way any longer that it was held back on. */
    void release(String words) {
        mail.getRecipients().forEach(recipient -> entries.add(entry(recipient, Outcome.RELEASED, words)));
    }

    void follow(MailAddress recipient, DowngradeGuard.Course course) {
        Outcome outcome = outcome(recipient, course);
        entries.add(entry(recipient, outcome, course.words()));
    }

    private Outcome outcome(MailAddress recipient, DowngradeGuard.Course course) {
        return switch (course) {
            case DowngradeGuard.Course.Hold(var words) -> {
                isHeld = true;
                waiting.put(recipient, new Failure(GRADE_NOT_NOW, words));
                yield Outcome.HELD;
            }
            case DowngradeGuard.Course.GiveUp(var words) -> {
                failed.put(recipient, new Failure(ENCRYPTION_NEEDED, words));
                yield Outcome.BOUNCED;
            }
            case DowngradeGuard.Course.Retry(var words) -> postpone(recipient, GRADE_NOT_NOW, words);
            // It has waited long enough, and tries again at what it demands by itself.
            case DowngradeGuard.Course.Go(var _least, var words) -> postpone(recipient, GRADE_NOT_NOW, words);
        };
    }

    /** Without a connection. */
    private AttemptLog.Entry entry(MailAddress recipient, Outcome outcome, String words) {
        return entry(recipient, outcome, words, false, Optional.empty(), Optional.empty());
    }

    private AttemptLog.Entry entry(
            MailAddress recipient,
            Outcome outcome,
            String words,
            boolean isEncoded,
            Optional<SmtpReply> reply,
            Optional<ConnectionFacts> facts) {
        return new AttemptLog.Entry(
                recipient,
                state.attempt(),
                rules.demands().risk(mail),
                rules.demands().decision(mail, recipient),
                outcome,
                words,
                isEncoded,
                reply,
                facts);
    }

    @Override
    public NextSteps next() throws MessagingException {
        new PatientRecord(rules.log()).write(mail, entries);
        learn();
        List<MailAddress> delayed = delayed();
        Map<MailAddress, Failure> told = new LinkedHashMap<>(failed);
        told.putAll(refused);
        delayed.forEach(recipient -> told.put(recipient, Objects.requireNonNull(waiting.get(recipient))));
        if (!told.isEmpty()) {
            Failures.note(mail, told);
        }
        Duration delay = delay();
        Instant patienceEnds = state.since().plus(rules.policy().transport().patience());
        Duration untilThen = Duration.between(rules.clock().instant(), patienceEnds);
        boolean endsBefore = untilThen.isPositive() && untilThen.compareTo(delay) < 0;
        (isHeld ? state.uncounted() : state).note(mail);
        return new NextSteps(
                delivered,
                relayed,
                List.copyOf(waiting.keySet()),
                endsBefore ? untilThen : delay,
                delayed,
                fallback,
                List.copyOf(refused.keySet()),
                List.copyOf(failed.keySet()),
                refusal.isPresent());
    }

    private Duration delay() {
        Duration usual = rules.parameters().schedule().after(state.attempt());
        return isHeld && usual.compareTo(LOOK_AGAIN) > 0 ? LOOK_AGAIN : usual;
    }

    /** Once in the life of a mail, and never of a mail that nobody sent. */
    private List<MailAddress> delayed() {
        boolean isDue = rules.parameters().after().delayed().isPresent()
                && mail.hasSender()
                && !AttemptState.isDelayTold(mail)
                && state.isOlderThan(
                        rules.parameters().after().delayedAfter(), rules.clock().instant());
        if (!isDue || waiting.isEmpty()) {
            return List.of();
        }
        AttemptState.noteDelayTold(mail);
        return List.copyOf(waiting.keySet());
    }
}
