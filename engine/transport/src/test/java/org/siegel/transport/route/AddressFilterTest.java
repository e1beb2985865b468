package org.siegel.transport.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Address;

/** Where an outsider's MX records may lead. */
class AddressFilterTest {
    private final AddressFilter publicOnly = AddressFilter.publicOnly();

    /** Byte for byte: Java's own reader makes an IPv4 address of a mapped one. */
    private static InetAddress address(String text) throws UnknownHostException {
        byte[] bytes = Address.toByteArray(text, text.contains(":") ? Address.IPv6 : Address.IPv4);
        return bytes.length == 16 ? Inet6Address.getByAddress("", bytes, -1) : InetAddress.getByAddress(bytes);
    }

    /** First and last of each block. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.0",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.0.0",
                "169.254.169.254",
                "169.254.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.0",
                "192.0.0.255",
                "192.0.2.0",
                "192.0.2.255",
                "192.88.99.0",
                "192.88.99.255",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.0",
                "198.51.100.255",
                "203.0.113.0",
                "203.0.113.255",
                "224.0.0.0",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:192.0.1.1",
                "64:ff9b::",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::",
                "2001:0:7f00:1::1",
                "2001:2::1",
                "2001:1ff:ffff::1",
                "2001:db8::1",
                "2001:db8:ffff:ffff::1",
                "2002::",
                "2002:7f00:1::1",
                "2002:ffff::1",
                "3fff::1",
                "3fff:fff::1",
                "5f00::1",
                "fc00::1",
                "fdff:ffff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "ffff::1",
                "1fff::1",
                "4000::1"
            })
    void noMailGoesToASpecialAddress(String text) throws UnknownHostException {
        assertThat(publicOnly.isAllowed(address(text))).isFalse();
    }

    /** The neighbours of the blocks above. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.0",
                "192.0.3.0",
                "192.88.98.255",
                "192.88.100.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "198.51.101.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "2000::1",
                "2001:200::1",
                "2001:db7:ffff::1",
                "2001:db9::1",
                "2003::1",
                "2a00:1450::1",
                "3ffe:ffff::1",
                "3fff:1000::1"
            })
    void mailGoesToAPublicAddress(String text) throws UnknownHostException {
        assertThat(publicOnly.isAllowed(address(text))).isTrue();
    }

    @Test
    void inAClosedWorldMailGoesAnywhereButToEverybodyOrNobody() throws UnknownHostException {
        AddressFilter any = AddressFilter.any();

        for (String text : Arrays.asList("127.0.0.1", "10.0.0.1", "::1", "fc00::1", "192.0.1.1")) {
            assertThat(any.isAllowed(address(text))).as(text).isTrue();
        }
        for (String text : Arrays.asList("0.0.0.0", "::", "224.0.0.1", "ff02::1")) {
            assertThat(any.isAllowed(address(text))).as(text).isFalse();
        }
    }
}
