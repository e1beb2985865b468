package org.siegel.mailets.delivery;

import java.time.Duration;
import java.util.List;
import org.apache.james.core.MailAddress;

/**
 * What is to be done with the recipients of a mail after an attempt.
 *
 * @param delivered are done
 * @param waiting   are tried again after {@code delay}
 * @param fallback  get what the policy has for a missed grade
 * @param failed    go back to the sender
 */
record NextSteps(
        List<MailAddress> delivered,
        List<MailAddress> waiting,
        Duration delay,
        List<MailAddress> fallback,
        List<MailAddress> failed) {}
