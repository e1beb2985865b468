package org.siegel.james;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports about TLS are configured wholly or not at all. */
class ReportSettingsTest {

    @TempDir
    private Path home;

    private final Map<String, String> complete = new HashMap<>(Map.of(
            "tlsrpt.organisation", "Praxis",
            "tlsrpt.contact", "postmaster@example.org",
            "tlsrpt.sender", "tls-reports@mail.example.org",
            "tlsrpt.dkim-domain", "example.org",
            "tlsrpt.dkim-selector", "t2026",
            "tlsrpt.dkim-key", "key.pem"));

    @BeforeEach
    void keys() throws Exception {
        writeKey("key.pem", "RSA", 2048);
        writeKey("short.pem", "RSA", 1024);
        writeKey("curve.pem", "EC", 256);
        Files.writeString(home.resolve("empty.pem"), "");
    }

    private void writeKey(String name, String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        Files.writeString(
                home.resolve(name),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(
                                        generator.generateKeyPair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    private Settings read(Map<String, String> values) throws IOException {
        Path file = Files.writeString(home.resolve("siegel.properties"), "dns.resolver=192.0.2.1\n");
        return Settings.read(file, home, values);
    }

    @Test
    void nothingIsReportedUnlessItIsSet() throws IOException {
        assertThat(read(Map.of()).reporting()).isEmpty();
    }

    @Test
    void allOfItIsTaken() throws IOException {
        assertThat(read(complete).reporting()).hasValueSatisfying(reporting -> {
            assertThat(reporting.sender()).isEqualTo("tls-reports@mail.example.org");
            assertThat(reporting.domain()).isEqualTo("example.org");
            assertThat(reporting.key().getAlgorithm()).isEqualTo("RSA");
            assertThat(reporting.toString()).doesNotContain("PrivateKey");
        });
    }

    static Iterable<String> keysOfSettings() {
        return ReportSettings.KEYS;
    }

    @ParameterizedTest
    @MethodSource("keysOfSettings")
    void aHalfStopsTheStart(String missing) {
        complete.remove(missing);
        assertThatThrownBy(() -> read(complete))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(missing + " is empty")
                .hasMessageContaining("set all or none");
    }

    @ParameterizedTest
    @CsvSource({
        "tlsrpt.sender, nobody, mail address",
        "tlsrpt.sender, '<x@example.org>', mail address",
        "tlsrpt.dkim-domain, example.com, must be the domain of tlsrpt.sender",
        "tlsrpt.dkim-domain, ample.org, must be the domain of tlsrpt.sender",
        "tlsrpt.dkim-selector, a b, DNS",
        "tlsrpt.dkim-key, missing.pem, cannot be read",
        "tlsrpt.dkim-key, empty.pem, no private key",
        "tlsrpt.dkim-key, curve.pem, cannot be read as an RSA key",
        "tlsrpt.dkim-key, short.pem, 2048 bits"
    })
    void aWrongValueStopsTheStart(String key, String value, String why) {
        complete.put(key, value);
        assertThatThrownBy(() -> read(complete))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(why);
    }
}
