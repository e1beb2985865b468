package org.siegel.mailets.delivery;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
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
import org.siegel.mailets.reporting.TlsReportMark;
import org.siegel.matchers.Failures;
import org.siegel.matchers.Failures.Failure;
import org.siegel.matchers.MailDecisions;
import org.siegel.matchers.MessageCopy;
import org.siegel.matchers.RecipientDomain;
import org.siegel.matchers.RequireTls;
import org.siegel.matchers.WorkFolder;
import org.siegel.policy.DomainName;
import org.siegel.policy.Policy;
import org.siegel.policy.TransportGrade;
import org.siegel.store.Outcome;
import org.siegel.transport.delivery.ConnectionFacts;
import org.siegel.transport.delivery.DeliveryReport;
import org.siegel.transport.delivery.Destination;
import org.siegel.transport.delivery.Fate;
import org.siegel.transport.delivery.Predictions;
import org.siegel.transport.delivery.SenderSettings;
import org.siegel.transport.delivery.StrictDelivery;
import org.siegel.transport.delivery.Transport;
import org.siegel.transport.smtp.Envelope;
import org.siegel.transport.smtp.OutgoingMessage;
import org.siegel.transport.smtp.Recipient;
import org.siegel.transport.smtp.SmtpReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt for one mail from the outgoing queue, and what follows from it for each recipient. */
final class OutgoingMail {

    private static final String ENCRYPTION_NEEDED = "5.7.10";
    private static final String TOO_LONG = "5.4.7";
    private static final String BAD_ADDRESS = "5.1.3";
    private static final String GRADE_NOT_NOW = "4.7.10";
    private static final String LOOP = "5.4.6";

    /** So soon a mail goes that was held back because of a downgrade, once that is over. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

    /** A hundred servers on the way are a loop (RFC 5321 §6.3). */
    private static final int MOST_HOPS = 100;

    private static final Logger LOGGER = LoggerFactory.getLogger(OutgoingMail.class);

    private final DeliveryParameters parameters;
    private final Policy policy;
    private final Demands demands;
    private final Predictions predictions;
    private final DowngradeGuard downgrades;
    private final StrictDelivery delivery;
    private final AttemptLog log;
    private final RefusedContainers containers;
    private final WorkFolder folder;
    private final Clock clock;

    OutgoingMail(
            DeliveryParameters parameters,
            Policy policy,
            Transport transport,
            AttemptLog log,
            RefusedContainers containers,
            WorkFolder folder,
            Clock clock) {
        this.parameters = parameters;
        this.policy = policy;
        this.demands = new Demands(policy, clock);
        this.predictions = transport.predictions();
        this.downgrades = new DowngradeGuard(transport.watch(), predictions, policy.transport(), clock);
        this.delivery = parameters.sender().equals(SenderSettings.STANDARD)
                ? transport.delivery()
                : transport.deliveries().apply(parameters.sender());
        this.log = log;
        this.containers = containers;
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Makes one attempt.
     *
     * @return records the attempt when it is asked for the next steps
     * @throws IOException        if the message cannot be read or kept
     * @throws MessagingException if James cannot read it
     */
    Attempted attempt(Mail mail) throws IOException, MessagingException {
        AttemptState state = AttemptState.begin(mail, clock.instant());
        Steps steps = new Steps(mail, state);
        Optional<TransportGrade> least = leastNow(mail, steps);
        if (least.isEmpty()) {
            return steps;
        }
        Map<TransportGrade, List<MailAddress>> byDemand = new LinkedHashMap<>();
        boolean isLoop = hops(mail) >= MOST_HOPS;
        for (MailAddress recipient : mail.getRecipients()) {
            if (isLoop) {
                steps.fail(
                        recipient,
                        new Failure(
                                LOOP, "The mail has been through " + hops(mail) + " servers: it goes in a circle."));
            } else if (Addresses.mailbox(recipient).isEmpty()) {
                steps.fail(recipient, new Failure(BAD_ADDRESS, "The address cannot be used in SMTP."));
            } else {
                byDemand.computeIfAbsent(demand(mail, recipient), _grade -> new ArrayList<>())
                        .add(recipient);
            }
        }
        try (MessageCopy copy = MessageCopy.of(mail.getMessage(), folder)) {
            OutgoingMessage message = OutgoingMessage.examine(copy::open);
            for (Map.Entry<TransportGrade, List<MailAddress>> group : byDemand.entrySet()) {
                deliver(mail, group.getKey(), least.get(), group.getValue(), message, steps);
            }
        }
        return steps;
    }

    /** What any connection must reach because it was reached before; empty if the mail waits or is given up. */
    private Optional<TransportGrade> leastNow(Mail mail, Steps steps) {
        Optional<DomainName> domain = parameters.gateway().isPresent() ? Optional.empty() : domain(mail);
        if (domain.isEmpty() || TlsReportMark.isOn(mail)) {
            return Optional.of(TransportGrade.NONE);
        }
        DowngradeGuard.Course course = downgrades.before(mail, domain.get());
        if (course instanceof DowngradeGuard.Course.Go(var least, var words)) {
            if (!words.isEmpty()) {
                steps.release(words);
            }
            return Optional.of(least);
        }
        mail.getRecipients().forEach(recipient -> steps.follow(recipient, course));
        return Optional.empty();
    }

    /** The queue holds a copy for each domain. */
    private static Optional<DomainName> domain(Mail mail) {
        return RecipientDomain.of(mail.getRecipients().iterator().next());
    }

    private static int hops(Mail mail) throws MessagingException {
        String[] received = mail.getMessage().getHeader("Received");
        return received == null ? 0 : received.length;
    }

    /** An attempt that is over, but nowhere recorded. */
    @FunctionalInterface
    interface Attempted {

        /**
         * Records it durably.
         *
         * @return what is to be done with the mail's recipients; each is in exactly one part
         */
        NextSteps next() throws MessagingException;
    }

    /** Ends connections that nobody needs any more. */
    void endIdle() {
        delivery.endIdle();
    }

    private TransportGrade demand(Mail mail, MailAddress recipient) {
        TransportGrade least = parameters.requiredGrade();
        return parameters.gateway().isPresent()
                ? least // the administrator's own server, not the recipient's
                : demands.decision(mail, recipient).decision().demand().max(least);
    }

    private void deliver(
            Mail mail,
            TransportGrade demand,
            TransportGrade least,
            List<MailAddress> recipients,
            OutgoingMessage message,
            Steps steps)
            throws IOException {
        Optional<Destination> destination = destination(recipients.getFirst());
        if (destination.isEmpty()) {
            recipients.forEach(recipient -> steps.fail(
                    recipient, new Failure(BAD_ADDRESS, "Mail to an address without a domain name is not sent.")));
            return;
        }
        Envelope envelope = envelope(mail, recipients);
        DeliveryReport report = TlsReportMark.isOn(mail) && destination.get() instanceof Destination.Domain domain
                ? delivery.deliverReport(domain, envelope, message)
                : delivery.deliver(destination.get(), demand.max(least), envelope, message);
        for (int i = 0; i < recipients.size(); i++) {
            steps.decide(recipients.get(i), demand, report.results().get(i), report);
        }
    }

    private Optional<Destination> destination(MailAddress recipient) {
        return parameters
                .gateway()
                .<Destination>map(gateway -> gateway)
                .or(() -> RecipientDomain.of(recipient).map(Destination.Domain::new));
    }

    private static Envelope envelope(Mail mail, List<MailAddress> recipients) {
        DsnWishes wishes = new DsnWishes(mail);
        List<Recipient> to = recipients.stream()
                .flatMap(recipient ->
                        Addresses.mailbox(recipient).stream().map(mailbox -> wishes.of(recipient, mailbox)))
                .toList();
        return new Envelope(
                Addresses.sender(mail), to, wishes.returnContent(), wishes.envelopeId(), RequireTls.isAsked(mail));
    }

    /** Collects what becomes of each recipient. */
    private final class Steps implements Attempted {
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

        Steps(Mail mail, AttemptState state) {
            this.mail = mail;
            this.state = state;
        }

        void fail(MailAddress recipient, Failure failure) {
            failed.put(recipient, failure);
            entries.add(entry(recipient, Outcome.BOUNCED, failure.words(), Optional.empty(), Optional.empty()));
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
            if (parameters.isTalkative()) {
                LOGGER.info("Mail {} to {}: {}: {}", mail.getName(), recipient.asString(), outcome, fate.words());
            }
            String words = outcome == Outcome.HELD
                    ? Objects.requireNonNull(waiting.get(recipient)).words()
                    : fate.words();
            entries.add(entry(recipient, outcome, words, result.reply(), report.facts()));
        }

        /** Behind a gateway it is not the recipient's server that says no. */
        private Outcome refuse(MailAddress recipient, Fate.Refused no, Optional<SmtpReply> reply) {
            Optional<SealedMark> mark = SealedMark.of(mail);
            Failure failure = new Failure(no.status().toString(), no.words());
            boolean isContainerMeant = parameters.gateway().isEmpty() && RefusedContainers.isMeant(no, mark);
            if (isContainerMeant) {
                refusal = Optional.of(reply.map(SmtpReply::text).orElse(no.words()));
            }
            boolean isAnotherTried = isContainerMeant
                    && parameters.after().refused().isPresent()
                    && containers.isAnotherTried(mail, recipient, mark.orElseThrow());
            (isAnotherTried ? refused : failed).put(recipient, failure);
            return isAnotherTried ? Outcome.CONTAINER_REFUSED : Outcome.BOUNCED;
        }

        /** For later mails to the domain. */
        private void learn() {
            Optional<SealedMark> mark = SealedMark.of(mail);
            if (mark.isEmpty() || parameters.gateway().isPresent()) {
                return;
            }
            domain(mail).ifPresent(domain -> {
                refusal.ifPresent(words -> containers.remember(domain, mark.get(), words));
                if (!delivered.isEmpty()) {
                    containers.forget(domain, mark.get());
                }
            });
        }

        private Outcome postpone(MailAddress recipient, String status, String words) {
            boolean isLastForDns = status.equals(StrictDelivery.DNS_FAILURE.toString())
                    && state.attempt() > parameters.maxDnsRetries();
            if (!parameters.schedule().isLast(state.attempt()) && !isLastForDns) {
                waiting.put(recipient, new Failure(status, words));
                return Outcome.DEFERRED;
            }
            failed.put(
                    recipient,
                    new Failure(
                            TOO_LONG, "After " + state.attempt() + " attempts it was given up. The last: " + words));
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
                    parameters.gateway().isPresent() ? Optional.empty() : RecipientDomain.of(recipient);
            domain.ifPresent(predictions::forget);
            Optional<TransportGrade> seen = facts.map(one -> one.judgement().grade());
            return domain.flatMap(name -> downgrades.afterMiss(mail, name, demand, seen, words));
        }

        private Outcome missOwnGrade(MailAddress recipient, TransportGrade demand, String words) {
            boolean isPatienceOver = state.isOlderThan(policy.transport().patience(), clock.instant())
                    || parameters.schedule().isLast(state.attempt());
            if (!isPatienceOver) {
                waiting.put(recipient, new Failure(GRADE_NOT_NOW, words));
                return Outcome.DEFERRED;
            }
            boolean hasProcedureLeft = parameters.gateway().isEmpty()
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
            mail.getRecipients()
                    .forEach(recipient ->
                            entries.add(entry(recipient, Outcome.RELEASED, words, Optional.empty(), Optional.empty())));
        }

        void follow(MailAddress recipient, DowngradeGuard.Course course) {
            Outcome outcome = outcome(recipient, course);
            entries.add(entry(recipient, outcome, course.words(), Optional.empty(), Optional.empty()));
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

        private AttemptLog.Entry entry(
                MailAddress recipient,
                Outcome outcome,
                String words,
                Optional<SmtpReply> reply,
                Optional<ConnectionFacts> facts) {
            return new AttemptLog.Entry(
                    recipient,
                    state.attempt(),
                    demands.risk(mail),
                    demands.decision(mail, recipient),
                    outcome,
                    words,
                    reply,
                    facts);
        }

        @Override
        public NextSteps next() throws MessagingException {
            log.append(mail, entries);
            learn();
            List<MailAddress> delayed = delayed();
            Map<MailAddress, Failure> told = new LinkedHashMap<>(failed);
            told.putAll(refused);
            delayed.forEach(recipient -> told.put(recipient, Objects.requireNonNull(waiting.get(recipient))));
            if (!told.isEmpty()) {
                Failures.note(mail, told);
            }
            Duration delay = delay();
            Instant patienceEnds = state.since().plus(policy.transport().patience());
            Duration untilThen = Duration.between(clock.instant(), patienceEnds);
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
            Duration usual = parameters.schedule().after(state.attempt());
            return isHeld && usual.compareTo(LOOK_AGAIN) > 0 ? LOOK_AGAIN : usual;
        }

        /** Once in the life of a mail, and never of a mail that nobody sent. */
        private List<MailAddress> delayed() {
            boolean isDue = parameters.after().delayed().isPresent()
                    && mail.hasSender()
                    && !AttemptState.isDelayTold(mail)
                    && state.isOlderThan(parameters.after().delayedAfter(), clock.instant());
            if (!isDue || waiting.isEmpty()) {
                return List.of();
            }
            AttemptState.noteDelayTold(mail);
            return List.copyOf(waiting.keySet());
        }
    }
}
