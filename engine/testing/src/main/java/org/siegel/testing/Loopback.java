package org.siegel.testing;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Loopback addresses without name resolution. On Linux the whole of 127.0.0.0/8 is bound to the loopback interface
 * (RFC 1122 §3.2.1.3), so that many servers can listen on one port number, each on an address of its own.
 */
public final class Loopback {
    private Loopback() {}

    /** {@code 127.0.network.host}; both parts 0 to 255. */
    public static InetAddress address(int network, int host) {
        if ((network | host) >>> 8 != 0) {
            throw new IllegalArgumentException("127.0." + network + "." + host + " is no IPv4 address");
        }
        return of(new byte[] {127, 0, (byte) network, (byte) host});
    }

    /** {@code 127.0.0.1}. */
    public static InetAddress address() {
        return address(0, 1);
    }

    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an IPv4 address", e);
        }
    }
}
