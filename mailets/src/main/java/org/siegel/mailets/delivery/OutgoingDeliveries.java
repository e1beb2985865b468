package org.siegel.mailets.delivery;

import java.security.SecureRandom;
import java.time.Clock;
import org.apache.james.queue.api.MailQueue;
import org.apache.mailet.MailetContext;
import org.siegel.matchers.WorkFolder;
import org.siegel.policy.Policy;
import org.siegel.transport.delivery.Transport;

/** Makes the workers of outgoing queues, all with the same policy, transport and evidence log. */
public final class OutgoingDeliveries {

    private final Policy policy;
    private final Transport transport;
    private final AttemptLog log;
    private final RefusedContainers containers;
    private final WorkFolder folder;
    private final SecureRandom random;
    private final Clock clock;

    /**
     * Sets up.
     *
     * @param folder for big messages under way
     */
    public OutgoingDeliveries(
            Policy policy,
            Transport transport,
            AttemptLog log,
            RefusedContainers containers,
            WorkFolder folder,
            SecureRandom random,
            Clock clock) {
        this.policy = policy;
        this.transport = transport;
        this.log = log;
        this.containers = containers;
        this.folder = folder;
        this.random = random;
        this.clock = clock;
    }

    /** A worker for one queue; not started. */
    public OutgoingQueue work(DeliveryParameters parameters, MailQueue queue, MailetContext context) {
        return new OutgoingQueue(
                parameters,
                queue,
                context,
                new OutgoingMail(parameters, policy, transport, log, containers, folder, clock),
                random);
    }
}
