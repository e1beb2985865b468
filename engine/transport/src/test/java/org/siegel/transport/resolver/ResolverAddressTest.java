package org.siegel.transport.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a resolver is written. */
class ResolverAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1:53",
        "192.0.2.1:5353, 192.0.2.1:5353",
        "2001:db8::1, [2001:db8:0:0:0:0:0:1]:53",
        "[2001:db8::1]:5353, [2001:db8:0:0:0:0:0:1]:5353",
        "tls://192.0.2.1#dns.example, tls://192.0.2.1:853#dns.example",
        "tls://192.0.2.1:8853#dns.example, tls://192.0.2.1:8853#dns.example",
        "tls://[2001:db8::1]:853#DNS.Example, tls://[2001:db8:0:0:0:0:0:1]:853#dns.example",
        "https://192.0.2.1/dns-query#dns.example, https://192.0.2.1:443/dns-query#dns.example",
        "https://[2001:db8::1]:8443/q#dns.example, https://[2001:db8:0:0:0:0:0:1]:8443/q#dns.example"
    })
    void addressAndNameAreRead(String text, String shown) {
        assertThat(ResolverAddress.parse(text)).hasToString(shown);
        assertThat(ResolverAddress.parse(shown)).isEqualTo(ResolverAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dns.example",
                "192.0.2.1:port",
                "udp://192.0.2.1",
                "//192.0.2.1#dns.example",
                "http://192.0.2.1/dns-query#dns.example",
                "tls://192.0.2.1",
                "tls://dns.example#dns.example",
                "https://192.0.2.1#dns.example",
                "https://192.0.2.1/dns-query",
                "https://dns.example/dns-query",
                "https://192.0.2.1/dns-query?dns=x#dns.example",
                "tls://192.0.2.1/x#dns.example",
                "tls://a@192.0.2.1#dns.example",
                "tls:nonsense",
                "tls://192.0.2.1#not a name"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> ResolverAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
