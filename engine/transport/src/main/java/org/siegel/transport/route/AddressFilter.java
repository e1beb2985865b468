package org.siegel.transport.route;

import java.net.InetAddress;

/** Which addresses mail may be sent to. An outsider chooses MX records, so they must not lead into our own network. */
@FunctionalInterface
public interface AddressFilter {

    boolean isAllowed(InetAddress address);

    /** None but those that IANA's special-purpose registries (RFC 6890) leave for hosts on the public internet. */
    static AddressFilter publicOnly() {
        return AddressFilter::isPublic;
    }

    /** Any but multicast and unspecified addresses; for closed worlds. */
    static AddressFilter any() {
        return address -> !address.isMulticastAddress() && !address.isAnyLocalAddress();
    }

    private static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4
                ? SpecialPurpose.IPV4.stream().noneMatch(block -> block.contains(bytes))
                : SpecialPurpose.GLOBAL_UNICAST.contains(bytes)
                        && SpecialPurpose.IPV6.stream().noneMatch(block -> block.contains(bytes));
    }
}
