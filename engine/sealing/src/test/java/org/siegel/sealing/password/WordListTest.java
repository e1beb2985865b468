package org.siegel.sealing.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords of the administrator's words, and lists that would make bad ones. */
class WordListTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1024, 80, 8", "1024, 120, 12", "4096, 120, 10", "7776, 80, 7"})
    void asManyWordsAsTheEntropyNeeds(int size, int bits, int count) throws Exception {
        WordList list = WordList.read(list(words(size)));
        try (Passphrase passphrase =
                new PassphraseGenerator(new SecureRandom(), Optional.of(list)).generate(new Entropy(bits))) {
            String text = new String(passphrase.copy());
            assertThat(text.split("-", -1)).hasSize(count).allMatch(word -> word.matches("[a-j]{5}"));
            assertThat(passphrase.entropy().isAtLeast(new Entropy(bits))).isTrue();
        }
    }

    @Test
    void tenOfTheLongestWordsStillFitIntoAPdf() throws Exception {
        String longest = words(7776).lines().map(word -> word + "abcdef").collect(Collectors.joining("\n"));
        var generator = new PassphraseGenerator(new SecureRandom(), Optional.of(WordList.read(list(longest))));
        try (Passphrase passphrase = generator.generate(new Entropy(120))) {
            assertThat(passphrase.copy()).hasSize(10 * 12 - 1);
        }
    }

    @Test
    void aListForDiceWillDo() throws Exception {
        String dice = words(1024).lines().map(word -> "11111\t" + word).collect(Collectors.joining("\n"));
        assertThat(WordList.read(list("# words\n\n" + dice)).size()).isEqualTo(1024);
    }

    @Test
    void aListWithOneWordIsRefused() throws Exception {
        assertThatThrownBy(() -> WordList.read(list("wolke\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("words.txt has 1 word; it needs at least 1024");
    }

    @Test
    void aWordThatStandsTwiceIsNamedByItsLines() throws Exception {
        assertThatThrownBy(() -> WordList.read(list("wolke\nstuhl\nwolke\n")))
                .hasMessageContaining("line 3, has the same word as line 1");
    }

    @ParameterizedTest
    @CsvSource({"Wolke", "wölke", "ab", "wolke!", "abcdefghijkl"})
    void whatCannotBeTypedEverywhereIsNamedByItsLine(String word) throws Exception {
        assertThatThrownBy(() -> WordList.read(list("stuhl\n" + word + "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void whatIsNotThereOrNoTextIsNamed() throws Exception {
        assertThatThrownBy(() -> WordList.read(folder.resolve("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be read");
        Path latin = Files.write(folder.resolve("latin"), "wölke".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> WordList.read(latin)).hasMessageContaining("not UTF-8");
    }

    @Test
    void aDerivedPasswordFollowsFromSecretAndId() {
        char[] secret = Derivation.secret(new SecureRandom());
        String one = new String(Derivation.of(secret, new PasswordId("K7Q2")).copy());
        assertThat(one).matches("[a-hj-km-z2-9]{4}(-[a-hj-km-z2-9]{4}){5}");
        assertThat(new String(Derivation.of(secret, new PasswordId("K7Q2")).copy()))
                .isEqualTo(one);
        assertThat(new String(Derivation.of(secret, new PasswordId("K7Q3")).copy()))
                .isNotEqualTo(one);
        char[] other = Derivation.secret(new SecureRandom());
        assertThat(new String(Derivation.of(other, new PasswordId("K7Q2")).copy()))
                .isNotEqualTo(one);
    }

    private Path list(String text) throws Exception {
        return Files.writeString(folder.resolve("words.txt"), text);
    }

    /** Different ones of the letters a to j. */
    private static String words(int count) {
        return IntStream.range(10_000, 10_000 + count)
                .mapToObj(number -> Integer.toString(number)
                        .chars()
                        .mapToObj(digit -> String.valueOf((char) ('a' + digit - '0')))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }
}
