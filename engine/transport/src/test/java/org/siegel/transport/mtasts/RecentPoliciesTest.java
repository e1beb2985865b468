package org.siegel.transport.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.siegel.policy.DomainName;
import org.siegel.testing.FakeClock;

/** How often the memory behind it is asked, and that nothing new is missed for long. */
class RecentPoliciesTest {

    private static final DomainName DOMAIN = DomainName.of("example.test");

    private final FakeClock clock = FakeClock.at(Instant.parse("2026-11-26T10:00:00Z"));
    private final SharedMemory shared = new SharedMemory();
    private final RecentPolicies node = new RecentPolicies(shared, clock);

    private RememberedPolicy policy(String id) {
        StsPolicy policy = ((StsPolicy.Reading.Valid) StsPolicy.read(PolicyHosts.ENFORCED)).policy();
        return new RememberedPolicy(
                DOMAIN, id, policy, clock.instant(), clock.instant().plus(Duration.ofDays(1)));
    }

    private Optional<String> idKnown() {
        return node.find(DOMAIN).map(RememberedPolicy::id);
    }

    @Test
    void whatThisNodeRemembersItKnowsAtOnce() {
        assertThat(idKnown()).isEmpty();
        node.remember(policy("1"));
        assertThat(idKnown()).contains("1");
        node.remember(policy("2"));
        assertThat(idKnown()).contains("2");
    }

    @Test
    void whatAnotherNodeRemembersItKnowsTenSecondsLater() {
        assertThat(idKnown()).isEmpty();
        shared.remember(policy("1"));
        clock.advance(Duration.ofSeconds(9));
        assertThat(idKnown()).as("the memory is not asked again so soon").isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(idKnown()).contains("1");
    }

    @Test
    void aClockThatIsSetBackMakesNothingLast() {
        assertThat(idKnown()).isEmpty();
        shared.remember(policy("1"));
        clock.advance(Duration.ofHours(-1));
        assertThat(idKnown()).contains("1");
    }
}
