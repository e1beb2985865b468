package org.siegel.transport.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The TXT record that announces a policy. */
@Tag("RFC8461-M2")
class StsRecordTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=STSv1; id=20160831085700Z;",
                "v=STSv1;id=20160831085700Z",
                "v=STSv1; \tid=20160831085700Z ;",
                "v=STSv1; later=a:b; id=20160831085700Z"
            })
    void isReadAsItsGrammarHasIt(String text) {
        assertThat(StsRecord.of(List.of(text))).isEqualTo(new StsRecord.Present("20160831085700Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=STSv1;",
                "v=STSv1; id=",
                "v=STSv1; id=a-b",
                "v=STSv1; id=123456789012345678901234567890123",
                "v=STSv1; id=a; id=b",
                "v=STSv1;; id=a",
                "v=STSv1; id=a;;",
                "v=STSv1; id=a; x",
                "v=STSv1; id=a; x=b=c",
                "v=STSv1; id=a; x=\u00e4",
                "v=STSv1; id = a",
                "v=STSv1; ID=a"
            })
    void countsAsNoneIfItIsNotWellFormed(String text) {
        assertThat(StsRecord.of(List.of(text))).isInstanceOf(StsRecord.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v=spf1 -all", "v=STSv2; id=a", "v=stsv1; id=a", " v=STSv1; id=a", "v=STSv1 ; id=a", ""})
    void whatBeginsOtherwiseIsSomebodyElses(String text) {
        assertThat(StsRecord.of(List.of(text))).isEqualTo(new StsRecord.Absent());
        assertThat(StsRecord.of(List.of(text, "v=STSv1; id=b"))).isEqualTo(new StsRecord.Present("b"));
    }

    @Test
    void severalCountAsNone() {
        assertThat(StsRecord.of(List.of("v=STSv1; id=a", "v=STSv1; id=a"))).isInstanceOf(StsRecord.Malformed.class);
    }
}
