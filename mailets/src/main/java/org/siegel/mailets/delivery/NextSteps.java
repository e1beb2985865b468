package org.siegel.mailets.delivery;

import java.time.Duration;
import java.util.List;
import org.apache.james.core.MailAddress;

/**
 * What is to be done with the recipients of a mail after an attempt.
 *
 * @param delivered are done
 * @param relayed   those of them whose success is told by us, because the next server will not
 * @param waiting   are tried again after {@code delay}
 * @param delayed   those of them whose sender is told of the delay now
 * @param fallback  get what the policy has for a missed grade
 * @param refused   have refused the container only, and get another one
 * @param failed    go back to the sender
 * @param isContainerMeant whether the recipients' server refused the container on the mail
 */
record NextSteps(
        List<MailAddress> delivered,
        List<MailAddress> relayed,
        List<MailAddress> waiting,
        Duration delay,
        List<MailAddress> delayed,
        List<MailAddress> fallback,
        List<MailAddress> refused,
        List<MailAddress> failed,
        boolean isContainerMeant) {}
