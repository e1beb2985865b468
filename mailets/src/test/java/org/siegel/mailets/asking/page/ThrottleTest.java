package org.siegel.mailets.asking.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.siegel.testing.FakeClock;
import org.xbill.DNS.Address;

class ThrottleTest {

    private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
    private final Throttle throttle = new Throttle(3, clock);

    private boolean allows(String address) throws Exception {
        InetAddress client = Address.getByAddress(address);
        return throttle.allows(client);
    }

    @Test
    void anAddressHasItsShareAndGetsItAgainAfterAMinute() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(allows("192.0.2.1")).isTrue();
        }
        assertThat(allows("192.0.2.1")).isFalse();
        assertThat(allows("192.0.2.2")).isTrue();
        clock.advance(Duration.ofSeconds(61));
        assertThat(allows("192.0.2.1")).isTrue();
    }

    @Test
    void aNetworkOfIpv6IsOneAddress() throws Exception {
        for (int i = 1; i <= 3; i++) {
            assertThat(allows("2001:db8:0:1::" + i)).isTrue();
        }
        assertThat(allows("2001:db8:0:1::4")).isFalse();
        assertThat(allows("2001:db8:0:2::1")).isTrue();
    }
}
