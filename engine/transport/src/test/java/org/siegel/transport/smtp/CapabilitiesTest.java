package org.siegel.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The reply to EHLO, RFC 5321 §4.1.1.1. */
class CapabilitiesTest {

    @ParameterizedTest
    @EnumSource
    void everyExtensionIsRecognisedInAnyCase(Extension extension) {
        String mixed = extension.keyword().substring(0, 1)
                + extension.keyword().substring(1).toLowerCase(java.util.Locale.ROOT);

        assertThat(of(mixed).offers(extension)).isTrue();
        assertThat(of("X" + extension.keyword()).offers(extension)).isFalse();
        assertThat(of(extension.keyword() + "X").offers(extension)).isFalse();
    }

    @Test
    void theFirstLineIsAGreetingAndNoExtension() {
        assertThat(Capabilities.of(SmtpReply.of(250, List.of("STARTTLS"))).offers(Extension.STARTTLS))
                .isFalse();
    }

    @Test
    void parametersAreKept() {
        assertThat(of("AUTH  plain LOGIN ").parameters(Extension.AUTH)).containsExactly("PLAIN", "LOGIN");
        assertThat(of("AUTH=LOGIN PLAIN").parameters(Extension.AUTH)).containsExactly("LOGIN", "PLAIN");
    }

    @ParameterizedTest
    @CsvSource({
        "SIZE 1000, 1000",
        "SIZE 0, -1",
        "SIZE, -1",
        "SIZE -5, -1",
        "SIZE lots, -1",
        "SIZE 99999999999999999999, -1",
        "size 7 8, 7"
    })
    void sizeLimits(String line, long limit) {
        assertThat(of(line).sizeLimit().orElse(-1)).isEqualTo(limit);
    }

    @Test
    void linesThatAreNoExtensionsAreIgnored() {
        assertThat(of("", "***", "-X", "ünlaut", "DSN").extensions()).containsOnlyKeys("DSN");
    }

    private static Capabilities of(String... lines) {
        List<String> all = new java.util.ArrayList<>(List.of("server.test"));
        all.addAll(List.of(lines));
        return Capabilities.of(SmtpReply.of(250, all));
    }
}
