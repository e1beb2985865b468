package org.siegel.transport.route;

import java.util.List;
import org.siegel.policy.DomainName;
import org.siegel.transport.dns.DnsAnswer.Security;

/** Where the mail for one domain goes. */
public sealed interface MailRoute {

    /**
     * To one of these hosts, in this order.
     *
     * @param security of the MX record set, or of the denial that there is one
     * @param hosts    by preference; equal preferences in random order (RFC 5321 §5.1); not empty
     * @param expanded the domain after aliases
     */
    record Hosts(Security security, List<MxHost> hosts, DomainName expanded) implements MailRoute {
        public Hosts {
            hosts = List.copyOf(hosts);
        }
    }

    /** To nobody, ever: the domain says that it takes no mail (RFC 7505), or there is no such domain. */
    record Nowhere(Reason reason, String detail) implements MailRoute {

        /** Why. */
        public enum Reason {
            NULL_MX,
            NO_SUCH_DOMAIN,
            NO_USABLE_HOST
        }
    }

    /** Nobody knows: the look-up failed, and the mail must wait (RFC 7672 §2.1.2). */
    record Unknown(boolean isBogus, String reason) implements MailRoute {}

    /**
     * An MX host by its name as the MX record has it.
     *
     * @param preference as in the record; lower is tried first
     */
    record MxHost(int preference, DomainName name) {}
}
