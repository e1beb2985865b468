package org.siegel.transport.delivery;

import java.net.InetAddress;
import java.util.List;
import org.siegel.policy.DomainName;

/** Where mail is to go. */
public sealed interface Destination {

    /** To the MX hosts of the recipients' domain. */
    record Domain(DomainName domain) implements Destination {}

    /**
     * To one server that the configuration names, such as the organisation's own mail server.
     *
     * @param host      its name, that its certificate is checked for
     * @param addresses where it is; taken from the configuration, so they count as secure
     */
    record Gateway(DomainName host, List<InetAddress> addresses, int port) implements Destination {
        public Gateway {
            addresses = List.copyOf(addresses);
        }
    }
}
