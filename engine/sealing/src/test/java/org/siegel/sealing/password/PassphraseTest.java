package org.siegel.sealing.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseTest {
    private final SecureRandom random = new SecureRandom();
    private final PassphraseGenerator generator = new PassphraseGenerator(random);

    @Test
    void aGeneratedPassphraseHasSixGroupsOfFourAnd120Bits() {
        try (var passphrase = generator.generate()) {
            assertThat(new String(passphrase.copy())).matches("([a-hjkm-z2-9]{4}-){5}[a-hjkm-z2-9]{4}");
            assertThat(passphrase.entropy()).isEqualTo(new Entropy(120));
        }
    }

    @Test
    void theAlphabetHas32DifferentSymbolsAndNoLookAlikes() {
        var symbols = PassphraseGenerator.SYMBOLS.chars().boxed().toList();
        assertThat(new HashSet<>(symbols)).hasSize(32).hasSameSizeAs(symbols);
        assertThat(PassphraseGenerator.SYMBOLS).doesNotContain("0", "O", "1", "l", "I", "i");
    }

    @Test
    void allSymbolsAreUsed() {
        var seen = new HashSet<Character>();
        for (int i = 0; i < 200; i++) {
            for (char c : generator.generate().copy()) {
                seen.add(c);
            }
        }
        assertThat(seen).hasSize(33);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 79, 501})
    void tooLittleOrAbsurdlyMuchEntropyIsRefused(int bits) {
        assertThatThrownBy(() -> generator.generate(new Entropy(bits))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void entropyIsRoundedUpToFullGroups() {
        assertThat(generator.generate(new Entropy(81)).entropy()).isEqualTo(new Entropy(100));
    }

    @Test
    void toStringTellsNothing() {
        var passphrase = Passphrase.of("k7mq-x3td-9hwp-2bfz".toCharArray(), new Entropy(80));
        assertThat(passphrase.toString()).doesNotContain("k7mq");
    }

    @Test
    void closingOverwritesTheSecretAndRefusesFurtherUse() {
        var passphrase = generator.generate();
        passphrase.close();
        passphrase.close();
        assertThatThrownBy(passphrase::copy).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(passphrase::ascii).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theArrayHandedInMayBeOverwrittenAtOnce() {
        char[] text = "k7mq-x3td-9hwp-2bfz".toCharArray();
        var passphrase = Passphrase.of(text, new Entropy(80));
        text[0] = 'X';
        assertThat(passphrase.copy()[0]).isEqualTo('k');
        assertThat(passphrase.ascii()[0]).isEqualTo((byte) 'k');
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " leading", "trailing ", "Grüße-an-alle", "tab\there"})
    void whatViewersWouldReadDifferentlyIsRefused(String text) {
        assertThatThrownBy(() -> Passphrase.of(text.toCharArray(), new Entropy(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobodyCanClaimMoreEntropyThanTheTextCarries() {
        assertThatThrownBy(() -> Passphrase.of("12345678".toCharArray(), new Entropy(80)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void floorsCannotBeSetBelow80Bits() {
        assertThatThrownBy(() -> new EntropyFloors(new Entropy(79), new Entropy(120)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void passwordIdsAreShortAndForgiveTyping() {
        assertThat(PasswordId.random(random).value()).matches("[A-HJKMNP-Z2-9]{4}");
        assertThat(PasswordId.parse(" k7q2 ")).isEqualTo(new PasswordId("K7Q2"));
        assertThatThrownBy(() -> new PasswordId("K0Q2")).isInstanceOf(IllegalArgumentException.class);
    }
}
