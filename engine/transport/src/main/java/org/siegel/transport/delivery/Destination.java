package org.siegel.transport.delivery;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.siegel.policy.DomainName;
import org.xbill.DNS.Address;

/** Where mail is to go. */
public sealed interface Destination {

    /** To the MX hosts of the recipients' domain. */
    record Domain(DomainName domain) implements Destination {}

    /**
     * To one server that the configuration names, such as the organisation's own mail server.
     *
     * @param host    its name, that its certificate is checked for; {@link #NAMELESS} if the configuration gives none
     * @param address where it is, if the configuration gives an address instead of a name
     * @param port    TCP port
     */
    record Gateway(DomainName host, Optional<InetAddress> address, int port) implements Destination {

        /** Stands for the name of a server that is known by its address only; nobody can have it (RFC 6761 §6.4). */
        public static final DomainName NAMELESS = DomainName.of("address.invalid");

        /**
         * From a host name or an IP address.
         *
         * @throws IllegalArgumentException if it is neither, or the port is out of range
         */
        public static Gateway of(String nameOrAddress, int port) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("gatewayPort must be between 1 and 65535, not " + port);
            }
            String text = nameOrAddress.strip();
            try {
                // Only literals: names are resolved when mail is sent.
                return new Gateway(NAMELESS, Optional.of(Address.getByAddress(text)), port);
            } catch (UnknownHostException _aName) {
                return new Gateway(DomainName.of(text), Optional.empty(), port);
            }
        }
    }
}
