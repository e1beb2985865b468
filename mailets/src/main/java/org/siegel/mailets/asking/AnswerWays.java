package org.siegel.mailets.asking;

import jakarta.mail.internet.AddressException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.siegel.store.QuestionToken;

/**
 * How a sender can answer.
 *
 * @param page        the address under which senders reach the page, ending in a slash; empty if there is no page
 * @param replyDomain the domain that answers by mail are sent to; empty if none can be. Not one of James's own domains:
 *                    so James takes such mail only from those who may send through this gateway
 */
public record AnswerWays(Optional<URI> page, Optional<String> replyDomain) {

    private static final String PATH = "a/";
    private static final String LOCAL_PART = "answer-";

    /** The link that answers. */
    Optional<URI> link(QuestionToken token) {
        return page.map(base -> base.resolve(PATH + token.text()));
    }

    /** The address that answers. */
    Optional<MailAddress> address(QuestionToken token) throws AddressException {
        return replyDomain.isPresent()
                ? Optional.of(new MailAddress(LOCAL_PART + token.text(), replyDomain.get()))
                : Optional.empty();
    }

    /** Whether mail to that address is an answer, of whatever worth. */
    public boolean isAnswer(MailAddress address) {
        return replyDomain
                .filter(domain -> address.getDomain().asString().equalsIgnoreCase(domain))
                .isPresent();
    }

    /** The token in the address. */
    Optional<QuestionToken> token(MailAddress address) {
        String local = address.getLocalPart().toLowerCase(Locale.ROOT);
        return local.startsWith(LOCAL_PART)
                ? QuestionToken.parse(local.substring(LOCAL_PART.length()))
                : Optional.empty();
    }
}
