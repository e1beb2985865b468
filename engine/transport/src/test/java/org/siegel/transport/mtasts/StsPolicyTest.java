package org.siegel.transport.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.policy.DomainName;

/** The text of a policy, and what it says of a mail server. */
class StsPolicyTest {

    private static StsPolicy policy(String text) {
        assertThat(StsPolicy.read(text)).isInstanceOf(StsPolicy.Reading.Valid.class);
        return ((StsPolicy.Reading.Valid) StsPolicy.read(text)).policy();
    }

    @Test
    @Tag("RFC8461-M3")
    void isReadWithEitherLineEndWithUnknownKeysAndTheFirstOfDuplicates() {
        StsPolicy policy = policy(String.join(
                "\r\n",
                "version: STSv1",
                "mode: enforce",
                "mode: none",
                "mx: mail.example.com\nmx:*.example.net",
                "later: \u00e4 b",
                "max_age:  604800 ",
                "",
                ""));

        assertThat(policy.mode()).isEqualTo(StsPolicy.Mode.ENFORCE);
        assertThat(policy.maxAge()).isEqualTo(Duration.ofDays(7));
        assertThat(policy.hosts()).hasSize(2);
    }

    @Test
    @Tag("RFC8461-M3")
    void maxAgeIsBoundedAndNamesAreNotNeededForModeNone() {
        StsPolicy policy = policy("version: STSv1\nmode: none\nmax_age: 9999999999");

        assertThat(policy.maxAge().toSeconds()).isEqualTo(31_557_600);
    }

    @ParameterizedTest
    @Tag("RFC8461-M3")
    @ValueSource(
            strings = {
                "",
                "mode: enforce|mx: a.test|max_age: 1",
                "version: STSv2|mode: enforce|mx: a.test|max_age: 1",
                "version: STSv1|mode: Enforce|mx: a.test|max_age: 1",
                "version: STSv1|mx: a.test|max_age: 1",
                "version: STSv1|mode: enforce|max_age: 1",
                "version: STSv1|mode: testing|max_age: 1",
                "version: STSv1|mode: enforce|mx: a.test",
                "version: STSv1|mode: enforce|mx: a.test|max_age: -1",
                "version: STSv1|mode: enforce|mx: a.test|max_age: 12345678901",
                "version: STSv1|mode: enforce|mx: a.test|max_age: 1d",
                "version: STSv1|mode: enforce|mx: a..test|max_age: 1",
                "version: STSv1|mode: enforce|mx: mail.*.test|max_age: 1",
                "version: STSv1|mode: enforce|mx: *|max_age: 1",
                "version: STSv1|mode: enforce|mx:|max_age: 1",
                "version: STSv1|mode: enforce|mx: a.test|max_age: 1|nonsense",
                "version: STSv1|mode: enforce|mx: a.test|max_age: 1|a b: c",
                "version: STSv1|mode: enforce|mx: a\u0000.test|max_age: 1",
                "\ufeffversion: STSv1|mode: enforce|mx: a.test|max_age: 1"
            })
    void isNoneIfItIsNotWellFormed(String lines) {
        assertThat(StsPolicy.read(lines.replace('|', '\n'))).isInstanceOf(StsPolicy.Reading.Invalid.class);
    }

    @ParameterizedTest
    @Tag("RFC8461-M6")
    @CsvSource({
        "mail.example.com, mail.example.com, true",
        "mail.example.com, mx.mail.example.com, false",
        "MAIL.example.com, mail.example.com, true",
        "*.example.com, mx1.example.com, true",
        "*.example.com, example.com, false",
        "*.example.com, a.b.example.com, false",
        "*.example.com, mx1.example.org, false",
        "*.example.com, xexample.com, false",
        "*.com, example.com, true"
    })
    void aWildcardIsExactlyOneLabel(String pattern, String host, boolean isNamed) {
        StsPolicy policy = policy("version: STSv1\nmode: enforce\nmx: " + pattern + "\nmax_age: 1");

        assertThat(policy.names(DomainName.of(host))).isEqualTo(isNamed);
    }
}
