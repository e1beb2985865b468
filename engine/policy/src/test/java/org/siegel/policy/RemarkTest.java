package org.siegel.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.siegel.policy.Remark.Kind;

/** A remark is said in any language, and what others said goes into it as it is. */
class RemarkTest {

    @Test
    void valuesStandInTheirPlaces() {
        Remark remark = Remark.of(Kind.CORROBORATED, 3, "2026-11-01");

        assertThat(remark.in(Kind::english)).isEqualTo("corroborated: 3 resolvers have seen the same since 2026-11-01");
        assertThat(remark.in(_any -> "since {1}: {0}")).isEqualTo("since 2026-11-01: 3");
    }

    @Test
    void aValueIsNoSentence() {
        assertThat(Remark.of(Kind.MTA_STS_DOES_NOT_FIT, "{1} $0 \\", "no").in(Kind::english))
                .isEqualTo("the mail server does not fit the domain's MTA-STS policy ({1} $0 \\): no");
    }

    @Test
    void itKnowsWhatItSays() {
        Remark remark = Remark.of(Kind.SERVER_KEY, "RSA 1024").and(Kind.NOT_WITHIN_TR_02102);

        assertThat(remark.says(Kind.SERVER_KEY)).isTrue();
        assertThat(remark.says(Kind.NOT_WITHIN_TR_02102)).isFalse();
        assertThat(new Finding(Criterion.LEAF_KEY, Finding.Status.FAILED, remark).detail())
                .isEqualTo("server key RSA 1024 is not within BSI TR-02102-2");
    }

    @Test
    void nothingIsNoRemark() {
        assertThatThrownBy(() -> new Remark(List.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
