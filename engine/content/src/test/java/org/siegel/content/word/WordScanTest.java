package org.siegel.content.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.siegel.content.Samples.HIGH;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.content.scan.ScannedText;
import org.siegel.content.word.WordIndex.Words;
import org.siegel.policy.ContentRules.WordRule;
import org.siegel.policy.Where;

class WordScanTest {

    @ParameterizedTest
    @CsvSource({
        "Diagnose, 'Die Diagnose steht.'",
        "Diagnose, DIAGNOSE",
        "Diagnose, '»Diagnose«'",
        "Diagnose, diag\u00ADnose",
        "Diagnose, 'd\u200Bi\u200Ba\u200Bgnose'",
        "Diagnose, Diagnose-Bericht",
        "Diagnose, Verdachts-Diagnose",
        "Diagnose, \uFF24iagnose",
        "Ärztin, ÄRZTIN",
        "Ärztin, Aerztin",
        "Ärztin, A\u0308rztin",
        "Aerztin, ärztin",
        "Übergrösse, uebergröße",
        "Fuß, FUSS",
        "fuss, Fuß",
        "STRASSE, straße",
        "José, jose",
        "E-Mail, email",
        "Email, E-Mail",
        "Kranken-Akte, Krankenakte",
        "Krankenakte, Kranken-Akte",
        "streng vertraulich, 'Streng  vertraulich!'",
        "SGB II, 'nach SGB II'",
        "HIV/AIDS, 'HIV/AIDS'",
        "§ 203, 'nach § 203 StGB'",
        "krank*, krank",
        "krank*, Krankenhaus",
        "krank*, Kranken-Haus",
        "Ärzt*, AERZTEKAMMER",
        "*diagnos*, Verdachtsdiagnosen",
        "*diagnos*, Verdachts-Diagnosen",
        "*krebs*, Brustkrebserkrankung",
        "*gehalt, Bruttogehalt",
        "*gehalt, Gehalt",
        "*über*, gegenueberstellung",
        "Diagnose, Di\u0430gn\u043Es\u0435",
        "Diagnose, DI\u0410GN\u041ES\u0415",
        "Διάγνωση, ΔΙΆΓΝΩΣΗ",
        "Диагноз, ДИАГНОЗ"
    })
    void occurs(String word, String text) {
        assertThat(count(Set.of(word), text)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Diagnose, Diagnosen",
        "Diagnose, Verdachtsdiagnose",
        "Diagnose, Diagnose1",
        "krank*, erkrankt",
        "krank, Krankenhaus",
        "streng vertraulich, 'streng, und dabei vertraulich'",
        "vertraulich, ver traulich",
        "Akte, Krankenakte",
        "*gehalt, gehaltvoll",
        "krank*, erkrankt"
    })
    void doesNotOccur(String word, String text) {
        assertThat(count(Set.of(word), text)).isZero();
    }

    @Test
    void wordsThatLinesBreakAreWhole() {
        assertThat(count(Set.of("vertraulich"), "vertrau-\r\nlich")).isEqualTo(1);
        assertThat(count(Set.of("vertraulich"), "> vertrau-\n>   lich")).isEqualTo(1);
        assertThat(count(Set.of("streng vertraulich"), "streng\nvertraulich")).isEqualTo(1);
    }

    @Test
    void eachWordCountsOnceAndSpellingsOfOneWordAreOne() {
        assertThat(count(Set.of("Ärztin", "Aerztin", "Akte", "krank*"), "Akte Akte Ärztin AERZTIN krank Kranker"))
                .isEqualTo(3);
    }

    @Test
    void aWordMayBelongToSeveralGroups() {
        WordIndex index =
                new WordIndex(List.of(new Words("a", Set.of("Akte", "Lohn")), new Words("b", Set.of("akte"))));
        FoundWords found = new FoundWords(index);
        found.startPlace("text");
        for (int word = 0; word < index.words(); word++) {
            found.note(word);
        }
        assertThat(found.countOf(0, Where.TEXT)).isEqualTo(2);
        assertThat(found.countOf(1, Where.ANYWHERE)).isEqualTo(1);
        assertThat(found.countOf(1, Where.SUBJECT)).isZero();
        assertThat(found.placesOf(1)).containsExactly("text");
    }

    @Test
    void aWordAtAnyPlaceOfALongTextIsFound() {
        for (int filler = 32 * 1024 - 300; filler < 32 * 1024 + 20; filler += 3) {
            assertThat(count(Set.of("Krankenakte"), " ".repeat(filler) + "Kranken-Akte "))
                    .isEqualTo(1);
        }
    }

    @Test
    void manyWordsAreNoTrouble() {
        Set<String> words = IntStream.range(0, 50_000)
                .mapToObj(i -> "wort" + Integer.toString(i * 7919, 36))
                .collect(Collectors.toSet());
        assertThat(count(words, String.join(" ", words))).isEqualTo(words.size());
    }

    @Test
    void aWordWithoutLettersIsRefused() {
        var rules = List.of(new Words("odd", Set.of("§*")));
        assertThatThrownBy(() -> new WordIndex(rules))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("odd");
    }

    private static int count(Set<String> words, String text) {
        return ScannedText.words(new WordRule("group", words, 1, HIGH), text);
    }
}
