package org.siegel.matchers;

import java.util.Optional;
import org.apache.james.core.MailAddress;

/**
 * The domain that senders' answers by mail go to.
 *
 * @param name empty if senders cannot answer by mail. Not one of James's own domains: so James takes such mail only from
 *             those who may send through this gateway
 */
public record AnswerDomain(Optional<String> name) {

    /** Whether mail to that address is an answer, of whatever worth. */
    public boolean isAnswer(MailAddress address) {
        return name.filter(domain -> address.getDomain().asString().equalsIgnoreCase(domain))
                .isPresent();
    }
}
