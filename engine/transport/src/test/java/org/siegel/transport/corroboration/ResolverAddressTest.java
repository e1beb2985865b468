package org.siegel.transport.corroboration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a resolver over TLS is written. */
class ResolverAddressTest {

    @ParameterizedTest
    @CsvSource({
        "tls://192.0.2.1#dns.example, dns.example [192.0.2.1]:853",
        "tls://192.0.2.1:8853#dns.example, dns.example [192.0.2.1]:8853",
        "tls://[2001:db8::1]:853#DNS.Example, dns.example [2001:db8:0:0:0:0:0:1]:853"
    })
    void addressAndNameAreRead(String text, String shown) {
        assertThat(ResolverAddress.parse(text)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "tls://192.0.2.1",
                "tls://dns.example#dns.example",
                "https://192.0.2.1/dns-query#dns.example",
                "tls://192.0.2.1/x#dns.example",
                "tls://a@192.0.2.1#dns.example",
                "tls:nonsense",
                "tls://192.0.2.1#not a name"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> ResolverAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
