package org.siegel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siegel.policy.Criterion;
import org.siegel.policy.Finding;
import org.siegel.policy.Remark;

/** Both languages say the same of everything that can be found. */
class TongueTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    private static Finding finding(Remark remark) {
        return new Finding(Criterion.VERSION, Finding.Status.PASSED, remark);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfRemarkHasGermanWordsWithTheSamePlaces(Remark.Kind kind) {
        String german = Tongue.de.detail(finding(new Remark(List.of(kind), List.of())));

        assertThat(german).isNotBlank();
        assertThat(places(german)).isEqualTo(places(kind.english()));
    }

    private static List<String> places(String sentence) {
        return PLACE.matcher(sentence)
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }

    @Test
    void whatFollowsIsSaidBehindIt() {
        Remark remark = Remark.of(Remark.Kind.SERVER_KEY, "RSA 1024").and(Remark.Kind.NOT_WITHIN_TR_02102);

        assertThat(Tongue.en.detail(finding(remark))).isEqualTo("server key RSA 1024 is not within BSI TR-02102-2");
        assertThat(Tongue.de.detail(finding(remark)))
                .isEqualTo("Schlüssel des Servers: RSA 1024 (nicht nach BSI TR-02102-2)");
    }

    @Test
    void wordsOfOthersStayAsTheyAre() {
        Finding said = new Finding(Criterion.AUTHENTICATION, Finding.Status.FAILED, "handshake failure");

        assertThat(Tongue.de.detail(said)).isEqualTo("handshake failure");
    }

    @Test
    void theLanguageIsThatOfThePlace() {
        assertThat(Tongue.of(Locale.GERMANY)).isEqualTo(Tongue.de);
        assertThat(Tongue.of(Locale.FRANCE)).isEqualTo(Tongue.en);
    }
}
