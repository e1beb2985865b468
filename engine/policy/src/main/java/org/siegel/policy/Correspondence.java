package org.siegel.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.siegel.policy.CombinedRule.Reach;

/**
 * Who writes to whom, as the envelope says. Where it is not known, rules about it hold: unknown is never laxer.
 *
 * @param sender     the address in lower case; empty if there is none
 * @param recipients addresses in lower case; empty if they are not known
 * @param requireTls whether the own mail server asked that it travels encrypted on its whole way (RFC 8689 §2)
 */
public record Correspondence(Optional<String> sender, List<String> recipients, boolean requireTls) {

    /** Of a mail without REQUIRETLS. */
    public Correspondence(Optional<String> sender, List<String> recipients) {
        this(sender, recipients, false);
    }

    /** Nothing is known. */
    public static final Correspondence UNKNOWN = new Correspondence(Optional.empty(), List.of());

    public Correspondence {
        sender = sender.map(address -> address.toLowerCase(Locale.ROOT));
        recipients = recipients.stream()
                .map(address -> address.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** How many recipients are of that kind; empty if it cannot be told. */
    OptionalInt count(Reach reach, Set<DomainName> partners) {
        if (recipients.isEmpty() || (sender.isEmpty() && (reach == Reach.INTERNAL || reach == Reach.OUTSIDE))) {
            return OptionalInt.empty();
        }
        String own = sender.map(Correspondence::domain).orElse("");
        Set<String> known = partners.stream().map(DomainName::toString).collect(Collectors.toSet());
        return OptionalInt.of((int) recipients.stream()
                .filter(address -> reach == Reach.ANYBODY || reach == reachOf(domain(address), own, known))
                .count());
    }

    private static Reach reachOf(String domain, String own, Set<String> partners) {
        if (domain.equals(own)) {
            return Reach.INTERNAL;
        }
        return partners.contains(domain) ? Reach.PARTNER : Reach.OUTSIDE;
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** No addresses. */
    @Override
    public String toString() {
        return recipients.size() + " recipients";
    }
}
