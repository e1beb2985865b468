package org.siegel.transport.corroboration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When what several resolvers see fits together. */
@Tag("DSK-Q2")
class AgreementTest {

    private static final View NO_ANSWER = new View.Unanswered("timeout");

    private static View seen(String... values) {
        return new View.Seen(Set.of(values));
    }

    private static Map<String, View> views(View a, View b, View c) {
        return Map.of("a", a, "b", b, "c", c);
    }

    @Test
    void equalSetsInWhateverOrderAgree() {
        assertThat(Agreement.onAll(views(seen("x", "y"), seen("y", "x"), seen("x", "y")), 3))
                .isEqualTo(new Agreement.Agreed(Set.of("x", "y"), 3));
        assertThat(Agreement.onAll(views(seen(), seen(), seen()), 3)).isEqualTo(new Agreement.Agreed(Set.of(), 3));
    }

    @Test
    void whoDoesNotAnswerHasNoVote() {
        assertThat(Agreement.onAll(views(seen("x"), seen("x"), NO_ANSWER), 2)).isInstanceOf(Agreement.Agreed.class);
        assertThat(Agreement.onAll(views(seen("x"), seen("x"), NO_ANSWER), 3)).isInstanceOf(Agreement.TooFew.class);
        assertThat(Agreement.onShared(views(seen("x"), NO_ANSWER, NO_ANSWER), 2))
                .isInstanceOf(Agreement.TooFew.class);
    }

    @Test
    void whoSeesOtherMailServersIsNeverOutvoted() {
        Agreement agreement = Agreement.onAll(views(seen("x"), seen("x"), seen("x", "evil")), 2);

        assertThat(agreement)
                .isInstanceOfSatisfying(
                        Agreement.Split.class,
                        split -> assertThat(split.detail()).isEqualTo("a sees x; b sees x; c sees evil, x"));
        assertThat(Agreement.onAll(views(seen("x"), seen("x"), seen()), 2)).isInstanceOf(Agreement.Split.class);
    }

    @Test
    void ofAddressesEachMaySeeAPartButWhatCountsAQuorumSaw() {
        assertThat(Agreement.onShared(views(seen("1", "2"), seen("2", "3"), seen("1", "2", "4")), 2))
                .isEqualTo(new Agreement.Agreed(Set.of("1", "2"), 3));
    }

    @Test
    void whoSharesNoAddressWithTheOthersContradictsThem() {
        assertThat(Agreement.onShared(views(seen("1"), seen("1"), seen("9")), 2))
                .isInstanceOf(Agreement.Split.class);
        assertThat(Agreement.onShared(views(seen("1"), seen("1"), seen()), 2)).isInstanceOf(Agreement.Split.class);
        assertThat(Agreement.onShared(views(seen("1"), seen("2"), seen("3")), 2))
                .isInstanceOf(Agreement.Split.class);
    }
}
