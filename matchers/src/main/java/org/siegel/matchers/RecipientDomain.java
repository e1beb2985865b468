package org.siegel.matchers;

import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.siegel.policy.DomainName;

/** The domain that a recipient's mail is routed by. */
public final class RecipientDomain {

    private RecipientDomain() {}

    /** Empty for an address literal such as {@code user@[192.0.2.1]}, and for what is no domain name. */
    public static Optional<DomainName> of(MailAddress recipient) {
        String domain = recipient.getDomain().asString();
        if (domain.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(DomainName.of(domain));
        } catch (IllegalArgumentException _noName) {
            return Optional.empty();
        }
    }
}
