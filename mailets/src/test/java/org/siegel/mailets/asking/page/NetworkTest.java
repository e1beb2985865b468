package org.siegel.mailets.asking.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0, 8, 10.255.0.1, true",
        "10.0.0.0, 8, 11.0.0.1, false",
        "192.0.2.128, 25, 192.0.2.128, true",
        "192.0.2.128, 25, 192.0.2.127, false",
        "192.0.2.1, 32, 192.0.2.1, true",
        "192.0.2.1, 32, 192.0.2.2, false",
        "0.0.0.0, 0, 192.0.2.2, true",
        "0.0.0.0, 0, 2001:db8::1, false",
        "2001:db8::, 32, 2001:db8:ffff::1, true",
        "2001:db8::, 33, 2001:db8:ffff::1, false",
        "192.0.2.0, 24, ::ffff:192.0.2.9, true"
    })
    void hasTheAddressesThatBeginSo(String network, int bits, String address, boolean isIn)
            throws UnknownHostException {
        assertThat(new Network(InetAddress.getByName(network), bits).contains(InetAddress.getByName(address)))
                .isEqualTo(isIn);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1, 8", "192.0.2.0, 33", "2001:db8::, 129", "192.0.2.0, -1", "192.0.2.129, 25"})
    void whatIsNoneIsRefused(String network, int bits) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(network);
        assertThatThrownBy(() -> new Network(address, bits)).isInstanceOf(IllegalArgumentException.class);
    }
}
