package org.siegel.mailets.asking;

import jakarta.mail.internet.AddressException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.siegel.matchers.AnswerDomain;
import org.siegel.store.QuestionToken;

/**
 * How a sender can answer.
 *
 * @param page    the address under which senders reach the page, ending in a slash; empty if there is no page
 * @param replies where answers by mail go
 */
public record AnswerWays(Optional<URI> page, AnswerDomain replies) {

    private static final String PATH = "a/";
    private static final String LOCAL_PART = "answer-";

    /** The link that answers. */
    Optional<URI> link(QuestionToken token) {
        return page.map(base -> base.resolve(PATH + token.text()));
    }

    /** The address that answers. */
    Optional<MailAddress> address(QuestionToken token) throws AddressException {
        return replies.name().isPresent()
                ? Optional.of(new MailAddress(
                        LOCAL_PART + token.text(), replies.name().get()))
                : Optional.empty();
    }

    /** The token in the address. */
    static Optional<QuestionToken> token(MailAddress address) {
        String local = address.getLocalPart().toLowerCase(Locale.ROOT);
        return local.startsWith(LOCAL_PART)
                ? QuestionToken.parse(local.substring(LOCAL_PART.length()))
                : Optional.empty();
    }
}
