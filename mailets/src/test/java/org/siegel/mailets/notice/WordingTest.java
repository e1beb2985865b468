package org.siegel.mailets.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siegel.policy.TransportGrade;

class WordingTest {

    private final Wording german = Wording.of(Language.GERMAN);
    private final Wording english = Wording.of(Language.ENGLISH);

    @Test
    void bothLanguagesSayTheSameThings() {
        assertThat(new TreeSet<>(english.keys())).isEqualTo(new TreeSet<>(german.keys()));
        for (String key : german.keys()) {
            assertThat(places(english.find(key).orElseThrow()))
                    .describedAs(key)
                    .isEqualTo(places(german.find(key).orElseThrow()));
            assertThat(german.find(key).orElseThrow()).describedAs(key).isNotBlank();
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyReasonAndGradeHasItsSentences(Language language) {
        Wording wording = Wording.of(language);
        for (Reason reason : Reason.values()) {
            assertThat(wording.find("reason." + reason.configName() + ".why")).isPresent();
            assertThat(wording.find("reason." + reason.configName() + ".advice"))
                    .isPresent();
        }
        for (TransportGrade grade : TransportGrade.values()) {
            assertThat(wording.find("grade." + grade.configName())).isPresent();
        }
        assertThat(wording.keys())
                .filteredOn(key -> key.startsWith("status") && key.endsWith(".why"))
                .allMatch(key -> wording.find(key.replace(".why", ".advice")).isPresent());
    }

    @Test
    void fillsPlacesOnceAndAsTheyAre() {
        assertThat(german.text("closing", Map.of("contact", "{reference} $1 \\", "reference", "R")))
                .startsWith("Bei Fragen: {reference} $1 \\.")
                .contains("die Vorgangsnummer R.");
    }

    @Test
    void refusesASentenceWithAPlaceThatStaysEmpty() {
        assertThatThrownBy(() -> german.text("closing", Map.of("contact", "x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("{reference}");
    }

    @Test
    void isFoundWhateverTheThreadsClassLoader() {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThat(Wording.of(Language.GERMAN).text("fact.subject")).isEqualTo("Betreff");
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    @Test
    void isReadAsUtf8() {
        assertThat(german.text("return.lead", 2)).contains("2 Adressen", "was Sie tun können");
    }

    private static String places(String sentence) {
        return Pattern.compile("\\{[a-z]+\\}")
                .matcher(sentence)
                .results()
                .map(MatchResult::group)
                .sorted()
                .distinct()
                .collect(Collectors.joining());
    }
}
