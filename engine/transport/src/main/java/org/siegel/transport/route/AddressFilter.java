package org.siegel.transport.route;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Which addresses mail may be sent to. An outsider chooses MX records, so they must not lead into our own network. */
@FunctionalInterface
public interface AddressFilter {

    boolean isAllowed(InetAddress address);

    /** No loopback, private, link-local, shared, multicast or unspecified address. */
    static AddressFilter publicOnly() {
        return AddressFilter::isPublic;
    }

    /** Any but multicast and unspecified addresses; for closed worlds. */
    static AddressFilter any() {
        return address -> !address.isMulticastAddress() && !address.isAnyLocalAddress();
    }

    private static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return !address.isLoopbackAddress()
                && !address.isSiteLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isMulticastAddress()
                && !address.isAnyLocalAddress()
                && (address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes));
    }

    private static boolean isPublic4(byte[] b) {
        int first = b[0] & 0xFF;
        int second = b[1] & 0xFF;
        boolean isThisNetwork = first == 0;
        boolean isShared = first == 100 && second >= 64 && second < 128; // carrier-grade NAT
        boolean isReserved = first >= 240;
        return !isThisNetwork && !isShared && !isReserved;
    }

    /** Unique local addresses, and IPv6 forms that carry an IPv4 address of any kind. */
    private static boolean isPublic6(byte[] b) {
        boolean isUniqueLocal = (b[0] & 0xFE) == 0xFC;
        boolean isNat64 = b[0] == 0 && b[1] == 0x64 && (b[2] & 0xFF) == 0xFF && (b[3] & 0xFF) == 0x9B;
        boolean isIpv4Compatible = true;
        for (int i = 0; i < 12; i++) {
            isIpv4Compatible &= b[i] == 0;
        }
        return !isUniqueLocal && !isNat64 && !isIpv4Compatible;
    }
}
