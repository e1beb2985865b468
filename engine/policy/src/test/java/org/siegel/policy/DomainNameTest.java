package org.siegel.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {

    @Test
    void differentSpellingsOfOneNameAreEqual() {
        assertThat(DomainName.of("Müller.Test.")).isEqualTo(DomainName.of("xn--mller-kva.test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", "a b", "[192.0.2.1]", "a\r\nb"})
    void whatIsNoNameIsRefused(String text) {
        assertThatThrownBy(() -> DomainName.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a domain name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stra\u00dfe.test", "\u03bf\u03b4\u03cc\u03c2.test", "a\u200db.test"})
    void aNameThatOldAndNewSoftwareEncodeDifferentlyIsRefused(String text) {
        assertThatThrownBy(() -> DomainName.of(text)).hasMessageContaining("xn--");
    }

    @Test
    void aNameIsWithinItselfAndItsAncestorsOnly() {
        assertThat(DomainName.of("a.b.test").isWithin(DomainName.of("b.test"))).isTrue();
        assertThat(DomainName.of("ab.test").isWithin(DomainName.of("b.test"))).isFalse();
    }
}
