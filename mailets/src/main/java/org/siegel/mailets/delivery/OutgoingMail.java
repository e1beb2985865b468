package org.siegel.mailets.delivery;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.siegel.mailets.reporting.TlsReportMark;
import org.siegel.matchers.Failures.Failure;
import org.siegel.matchers.MessageCopy;
import org.siegel.matchers.RecipientDomain;
import org.siegel.matchers.RequireTls;
import org.siegel.matchers.WorkFolder;
import org.siegel.policy.DomainName;
import org.siegel.policy.Policy;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.delivery.DeliveryReport;
import org.siegel.transport.delivery.Destination;
import org.siegel.transport.delivery.Predictions;
import org.siegel.transport.delivery.SenderSettings;
import org.siegel.transport.delivery.StrictDelivery;
import org.siegel.transport.delivery.Transport;
import org.siegel.transport.smtp.Envelope;
import org.siegel.transport.smtp.OutgoingMessage;
import org.siegel.transport.smtp.Recipient;

/** One attempt for one mail from the outgoing queue, and what follows from it for each recipient. */
final class OutgoingMail implements OutgoingQueue.Attempts {

    private static final String BAD_ADDRESS = "5.1.3";
    private static final String LOOP = "5.4.6";

    /** A hundred servers on the way are a loop (RFC 5321 §6.3). */
    private static final int MOST_HOPS = 100;

    private final DeliveryRules rules;
    private final StrictDelivery delivery;
    private final WorkFolder folder;

    OutgoingMail(
            DeliveryParameters parameters,
            Policy policy,
            Transport transport,
            AttemptLog log,
            RefusedContainers containers,
            WorkFolder folder,
            Clock clock) {
        Predictions predictions = transport.predictions();
        this.rules = new DeliveryRules(
                parameters,
                policy,
                new Demands(policy, clock),
                predictions,
                new DowngradeGuard(transport.watch(), predictions, policy.transport(), clock),
                log,
                containers,
                clock);
        this.delivery = parameters.sender().equals(SenderSettings.STANDARD)
                ? transport.delivery()
                : transport.deliveries().apply(parameters.sender());
        this.folder = folder;
    }

    /**
     * Makes one attempt.
     *
     * @return records the attempt when it is asked for the next steps
     * @throws IOException        if the message cannot be read or kept
     * @throws MessagingException if James cannot read it
     */
    @Override
    public Attempted attempt(Mail mail) throws IOException, MessagingException {
        AttemptState state = AttemptState.begin(mail, rules.clock().instant());
        Steps steps = new Steps(rules, mail, state);
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
        Optional<DomainName> domain = rules.parameters().gateway().isPresent() ? Optional.empty() : domain(mail);
        if (domain.isEmpty() || TlsReportMark.isOn(mail)) {
            return Optional.of(TransportGrade.NONE);
        }
        DowngradeGuard.Course course = rules.downgrades().before(mail, domain.get());
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
    static Optional<DomainName> domain(Mail mail) {
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

    @Override
    public void endIdle() {
        delivery.endIdle();
    }

    private TransportGrade demand(Mail mail, MailAddress recipient) {
        TransportGrade least = rules.parameters().requiredGrade();
        return rules.parameters().gateway().isPresent()
                ? least // the administrator's own server, not the recipient's
                : rules.demands().decision(mail, recipient).decision().demand().max(least);
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
        return rules.parameters()
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
}
