package org.siegel.transport.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.siegel.policy.DomainName;
import org.siegel.testing.FakeClock;
import org.siegel.testing.dns.DnsFault;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.transport.mtasts.StsPolicy.Mode;
import org.siegel.transport.smtp.Alarms;
import org.xbill.DNS.Type;

/** Which policy holds, over days, with a real web server and a real resolver. */
class StsPoliciesTest {

    private static final DomainName DOMAIN = DomainName.of("example.test");
    private static final FakeClock CLOCK = PolicyHosts.CLOCK;
    private static final String TESTED = PolicyHosts.ENFORCED.replace("enforce", "testing");

    private final Alarms alarms = new Alarms();
    private final SharedMemory memory = new SharedMemory();
    private SignedDnsWorld world;
    private PolicyServer server;
    private StsPolicies policies;

    @BeforeEach
    void start() {
        world = SignedDnsWorld.at(CLOCK)
                .unsigned(
                        "example.test",
                        "mta-sts 300 A 127.0.0.1",
                        "_mta-sts 300 TXT \"v=STSv1; id=1\"",
                        "sub A 192.0.2.1")
                .start();
        server = PolicyServer.showing(PolicyHosts.AUTHORITY
                        .plan("mta-sts.example.test")
                        .valid(
                                CLOCK.instant().minus(Duration.ofDays(1)),
                                CLOCK.instant().plus(Duration.ofDays(400)))
                        .issue())
                .publishing(PolicyHosts.ENFORCED);
        policies = node();
    }

    @AfterEach
    void stop() {
        server.close();
        world.close();
        alarms.close();
    }

    /** Another process with the same memory. */
    private StsPolicies node() {
        var dns = PolicyHosts.resolver(world);
        return new StsPolicies(
                dns,
                PolicyHosts.fetcher(dns, server.port(), alarms),
                memory,
                task -> Thread.ofVirtual().start(task),
                RandomGenerator.of("L64X128MixRandom"),
                CLOCK);
    }

    private StsLookup lookup() {
        return policies.policyFor(DOMAIN).join();
    }

    private Mode mode() {
        return ((StsLookup.Applies) lookup()).policy().mode();
    }

    private void announce(String id) {
        world.replace("example.test", "_mta-sts 300 TXT \"v=STSv1; id=" + id + "\"");
        CLOCK.advance(Duration.ofMinutes(10)); // past what resolvers remember
    }

    private void breakServer() {
        server.answering("HTTP/1.1 503 Busy", "", "");
    }

    @Test
    @Tag("RFC8461-M9")
    void aPolicyIsFetchedOnceAndHoldsForItsTime() {
        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        policies = node();
        CLOCK.advance(Duration.ofDays(6));
        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        assertThat(server.requests()).hasSize(1);

        CLOCK.advance(Duration.ofDays(1).plusSeconds(1));
        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    @Tag("RFC8461-M8")
    @Tag("RFC8461-M9")
    void anotherIdLeadsToAnotherPolicyWithTheNextLook() {
        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        server.publishing(TESTED);
        assertThat(mode()).isEqualTo(Mode.ENFORCE);

        announce("2");
        assertThat(mode()).isEqualTo(Mode.TESTING);
    }

    @Test
    @Tag("RFC8461-M2")
    void withoutOneGoodRecordTheOldPolicyHoldsAndNoNewOneIsFetched() {
        world.replace("example.test", "_mta-sts 300 TXT \"v=STSv1; id=\"");
        assertThat(lookup()).isInstanceOf(StsLookup.Missing.class);
        assertThat(server.requests()).isEmpty();

        announce("1");
        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        world.replace("example.test", "_mta-sts 300 TXT \"v=STSv1; id=2\"", "_mta-sts 300 TXT \"v=STSv1; id=3\"");
        CLOCK.advance(Duration.ofMinutes(10));
        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        world.remove("_mta-sts.example.test", Type.TXT);
        CLOCK.advance(Duration.ofHours(2));
        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        world.fail("_mta-sts.example.test", Type.TXT, DnsFault.SERVFAIL);
        CLOCK.advance(Duration.ofHours(2));
        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    @Tag("RFC8461-M4")
    void aFailureIsNotTriedAgainForFiveMinutesUnlessTheIdChanges() {
        breakServer();
        assertThat(lookup()).isInstanceOf(StsLookup.Missing.class);
        CLOCK.advance(Duration.ofMinutes(4));
        assertThat(lookup()).isInstanceOf(StsLookup.Missing.class);
        assertThat(server.requests()).hasSize(1);
        CLOCK.advance(Duration.ofMinutes(2));
        assertThat(lookup()).isInstanceOf(StsLookup.Missing.class);
        assertThat(server.requests()).hasSize(2);
        announce("2");
        assertThat(lookup()).isInstanceOf(StsLookup.Missing.class);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    @Tag("RFC8461-M4")
    void aCachedPolicySurvivesFailuresUntilItsTimeIsOver() {
        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        breakServer();
        announce("2");
        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        CLOCK.advance(Duration.ofDays(7));
        assertThat(lookup()).isInstanceOf(StsLookup.Missing.class);
    }

    @Test
    @Tag("RFC8461-M5")
    void noPolicyIsInheritedFromAParentDomain() {
        StsLookup lookup = policies.policyFor(DomainName.of("sub.example.test")).join();

        assertThat(lookup).isEqualTo(new StsLookup.None());
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void manyWhoAskAtOnceCauseOneFetch() {
        List<CompletableFuture<StsLookup>> lookups = IntStream.range(0, 50)
                .mapToObj(_number -> policies.policyFor(DOMAIN))
                .toList();
        lookups.forEach(CompletableFuture::join);

        assertThat(server.requests()).hasSize(1);
        assertThat(mode()).isEqualTo(Mode.ENFORCE);
    }

    @Test
    @Tag("RFC8461-M4")
    void aPolicyIsRefreshedDailyByOneOfSeveralNodes() {
        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        StsPolicies other = node();
        policies.refresh();
        assertThat(server.requests()).hasSize(1);

        CLOCK.advance(Duration.ofDays(1));
        server.publishing(TESTED); // without another id: noticed only by refreshing
        policies.refresh();
        other.refresh();

        assertThat(server.requests()).hasSize(2);
        assertThat(mode()).isEqualTo(Mode.TESTING);
    }

    @Test
    @Tag("RFC8461-M4")
    void aRefreshThatFailsIsTriedAgainWithinHoursAndTheOldPolicyStays() {
        assertThat(mode()).isEqualTo(Mode.ENFORCE);
        breakServer();
        CLOCK.advance(Duration.ofDays(1));
        policies.refresh();
        policies.refresh();
        assertThat(server.requests()).hasSize(2);
        CLOCK.advance(Duration.ofHours(2));
        policies.refresh();
        assertThat(server.requests()).hasSize(3);
        assertThat(mode()).isEqualTo(Mode.ENFORCE);

        CLOCK.advance(Duration.ofDays(7));
        policies.refresh();
        assertThat(memory.find(DOMAIN)).isEmpty();
    }
}
