package org.siegel.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.james.core.MailAddress;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueName;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.jspecify.annotations.Nullable;
import org.siegel.mailets.delivery.DeliveryParameters;
import org.siegel.mailets.delivery.OutgoingDeliveries;
import org.siegel.mailets.delivery.OutgoingQueue;
import org.siegel.matchers.FullDisk;

/**
 * Delivers mail to other servers over connections that reach the grade decided for each recipient, enforced before MAIL
 * FROM. Takes the place of James's {@code RemoteDelivery} and is configured like it; see {@link DeliveryParameters}.
 *
 * <pre>{@code
 * <mailet match="All" class="org.siegel.mailets.StrictTlsRemoteDelivery">
 *   <outgoing>outgoing</outgoing>
 *   <delayTime>5 min, 15 min, 3*1 h</delayTime>
 *   <maxRetries>20</maxRetries>
 *   <bounceProcessor>bounces</bounceProcessor>
 *   <fallbackProcessor>fallback</fallbackProcessor>
 * </mailet>
 * }</pre>
 */
public final class StrictTlsRemoteDelivery extends GenericMailet {

    private final MailQueueFactory<?> queues;
    private final OutgoingDeliveries deliveries;
    private @Nullable MailQueue queue;
    private @Nullable OutgoingQueue worker;

    @Inject
    public StrictTlsRemoteDelivery(MailQueueFactory<?> queues, OutgoingDeliveries deliveries) {
        this.queues = queues;
        this.deliveries = deliveries;
    }

    @Override
    public void init() throws MessagingException {
        DeliveryParameters parameters = DeliveryParameters.of(getMailetConfig());
        MailQueue outgoing = queues.createQueue(MailQueueName.of(parameters.outgoing()));
        queue = outgoing;
        worker = deliveries.work(parameters, outgoing, getMailetContext());
        worker.start();
    }

    /** Puts a copy for each recipient domain into the outgoing queue. */
    @Override
    public void service(Mail mail) throws MessagingException {
        MailQueue outgoing = queue;
        if (outgoing == null) {
            throw new MessagingException("StrictTlsRemoteDelivery was not initialised");
        }
        String name = mail.getName();
        List<MailAddress> all = List.copyOf(mail.getRecipients());
        for (Map.Entry<String, List<MailAddress>> group : byDomain(mail).entrySet()) {
            // The mail itself: a queue keeps a copy of its own, and James's copy of a copy loses what is beyond ASCII
            // in the header.
            try {
                mail.setName(name + "-to-" + group.getKey());
                mail.setRecipients(group.getValue());
                FullDisk.outlast(mail.getName(), () -> outgoing.enQueue(mail));
            } finally {
                mail.setName(name);
                mail.setRecipients(all);
            }
        }
        mail.setState(Mail.GHOST);
    }

    private static Map<String, List<MailAddress>> byDomain(Mail mail) {
        Map<String, List<MailAddress>> groups = new LinkedHashMap<>();
        for (MailAddress recipient : mail.getRecipients()) {
            groups.computeIfAbsent(
                            recipient.getDomain().asString().toLowerCase(Locale.ROOT), _domain -> new ArrayList<>())
                    .add(recipient);
        }
        return groups;
    }

    @Override
    public void destroy() {
        if (worker != null) {
            worker.close();
        }
    }

    @Override
    public String getMailetInfo() {
        return "Delivers over connections that reach the grade demanded, or not at all";
    }
}
