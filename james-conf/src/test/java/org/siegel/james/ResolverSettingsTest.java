package org.siegel.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which resolvers {@code siegel.properties} may list. */
class ResolverSettingsTest {

    private static Settings with(String key, String value) {
        return Settings.read(Path.of("conf", "siegel.properties"), Path.of("."), Map.of(key, value));
    }

    @Test
    void severalAreKeptInTheirOrder() {
        assertThat(with("dns.resolver", "192.0.2.1, [2001:db8::1]:5353").resolvers())
                .extracting(Object::toString)
                .containsExactly("192.0.2.1:53", "[2001:db8:0:0:0:0:0:1]:5353");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "dns.resolver; tls://192.0.2.1#a.example, 192.0.2.2; a way around",
                "dns.resolver; dns.example; not an IP address",
                "corroboration.resolvers; 192.0.2.1; over TLS or HTTPS",
                "corroboration.resolvers; tls://192.0.2.1#a.example, https://192.0.2.2/q#a.example; listed twice",
            })
    void anUnsafeListStopsTheStart(String key, String value, String why) {
        assertThatThrownBy(() -> with(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(why);
    }
}
