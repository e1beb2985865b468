package org.siegel.transport.downgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.policy.TransportGrade.MANDATORY;
import static org.siegel.policy.TransportGrade.NONE;
import static org.siegel.policy.TransportGrade.OPPORTUNISTIC;
import static org.siegel.policy.TransportGrade.QUALIFIED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siegel.policy.DomainName;
import org.siegel.policy.MxTrust;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.TransportRules;
import org.siegel.testing.FakeClock;
import org.siegel.transport.downgrade.RememberedGrade.Drop;

/** The best that was seen of a domain, and what happens when it is less. */
class GradeWatchTest {
    private static final DomainName DOMAIN = DomainName.of("a.test");
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private final FakeClock clock = FakeClock.at(NOON);
    private final MemoryOfOneProcess memory = new MemoryOfOneProcess();
    private final AtomicInteger alarms = new AtomicInteger();
    private final GradeWatch watch = judgedBy("bsi-practical 2026-01; dnssec");

    private GradeWatch judgedBy(String basis) {
        return new GradeWatch(memory, basis, alarms::incrementAndGet, clock);
    }

    private void saw(TransportGrade... grades) {
        for (TransportGrade grade : grades) {
            watch.saw(DOMAIN, grade, true, "why");
        }
    }

    private RememberedGrade remembered() {
        return memory.find(DOMAIN).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void theFirstGradeIsRememberedWithTimeAndMeasureAndIsNoAlarm(TransportGrade grade) {
        saw(grade);

        assertThat(remembered().grade()).isEqualTo(grade);
        assertThat(remembered().since()).isEqualTo(NOON);
        assertThat(remembered().basis()).isEqualTo("bsi-practical 2026-01; dnssec");
        assertThat(watch.dropped(DOMAIN)).isEmpty();
        assertThat(alarms).hasValue(0);
    }

    @Test
    void theBestCounts() {
        saw(NONE);
        clock.advance(Duration.ofDays(1));
        saw(OPPORTUNISTIC, MANDATORY, QUALIFIED);

        assertThat(remembered().grade()).isEqualTo(QUALIFIED);
        assertThat(remembered().since()).isEqualTo(clock.instant());
        assertThat(alarms).hasValue(0);
    }

    @Test
    void whatIsLessIsOneAlarmHoweverOftenItIsSeen() {
        saw(QUALIFIED);
        clock.advance(Duration.ofHours(1));
        Instant then = clock.instant();
        saw(MANDATORY);
        clock.advance(Duration.ofHours(1));
        saw(MANDATORY, MANDATORY);

        assertThat(watch.dropped()).singleElement().satisfies(row -> {
            assertThat(row.grade()).isEqualTo(QUALIFIED);
            assertThat(row.drop()).contains(new Drop(MANDATORY, then, "why"));
            assertThat(row.words())
                    .contains("a.test was reached at 'qualified' since 2026-11-02T12:00:00Z, and since"
                            + " 2026-11-02T13:00:00Z it reaches only 'mandatory': why");
        });
        assertThat(alarms).hasValue(1);
    }

    @Test
    void aFurtherDropIsAnotherAlarmOfTheSameDay() {
        saw(QUALIFIED, MANDATORY);
        clock.advance(Duration.ofHours(1));
        saw(NONE);

        assertThat(remembered().drop()).contains(new Drop(NONE, NOON, "why"));
        assertThat(alarms).hasValue(2);
    }

    @Test
    void itIsNotOverBeforeTheOldGradeIsBack() {
        saw(QUALIFIED, NONE, MANDATORY);
        assertThat(remembered().drop()).map(Drop::to).contains(MANDATORY);

        saw(QUALIFIED);

        assertThat(watch.dropped(DOMAIN)).isEmpty();
        assertThat(remembered().since()).as("as before").isEqualTo(NOON);
    }

    @Test
    void whatIsConfirmedCountsFromThen() {
        saw(QUALIFIED, MANDATORY);
        clock.advance(Duration.ofHours(1));

        assertThat(watch.confirm(DOMAIN, MANDATORY, "anna")).isTrue();

        assertThat(watch.dropped(DOMAIN)).isEmpty();
        assertThat(remembered().grade()).isEqualTo(MANDATORY);
        assertThat(remembered().confirmation())
                .contains(new RememberedGrade.Confirmation("anna", clock.instant(), QUALIFIED));
        saw(OPPORTUNISTIC);
        assertThat(watch.dropped(DOMAIN)).as("a further drop").isPresent();
    }

    /** Between the list and the confirmation it may have dropped further. */
    @Test
    void onlyTheGradeThatWasSeenIsConfirmed() {
        saw(QUALIFIED, NONE);

        assertThat(watch.confirm(DOMAIN, MANDATORY, "anna")).isFalse();
        assertThat(watch.confirm(DomainName.of("b.test"), NONE, "anna")).isFalse();

        assertThat(watch.dropped(DOMAIN)).isPresent();
    }

    /** One of the mail servers did not answer: it may be a weaker one, and its return would look like a drop. */
    @Test
    void anIncompleteLookRaisesNothingButMayLower() {
        watch.saw(DOMAIN, QUALIFIED, false, "");
        assertThat(memory.find(DOMAIN)).isEmpty();

        saw(MANDATORY);
        watch.saw(DOMAIN, QUALIFIED, false, "");
        assertThat(remembered().grade()).isEqualTo(MANDATORY);
        assertThat(watch.dropped(DOMAIN)).isEmpty();

        watch.saw(DOMAIN, NONE, false, "no TLS");
        assertThat(watch.dropped(DOMAIN)).isPresent();
        watch.saw(DOMAIN, QUALIFIED, false, "");
        assertThat(watch.dropped(DOMAIN)).as("the weak one may be back").isPresent();
    }

    @Test
    void byOtherRulesAnotherGradeIsNoDrop() {
        saw(QUALIFIED);

        judgedBy("bsi-2026-strict 2026-01; dnssec").saw(DOMAIN, MANDATORY, true, "");

        assertThat(remembered().drop()).isEmpty();
        assertThat(remembered().grade()).isEqualTo(MANDATORY);
        assertThat(remembered().basis()).startsWith("bsi-2026-strict");
    }

    @Test
    void otherRulesEndNoAlarm() {
        saw(QUALIFIED, MANDATORY);

        judgedBy("bsi-2026-strict 2026-01; dnssec").saw(DOMAIN, MANDATORY, true, "");

        assertThat(remembered().drop()).map(Drop::to).contains(MANDATORY);
        assertThat(remembered().grade()).isEqualTo(QUALIFIED);
    }

    @Test
    void whenItWasSeenLastIsKeptToADay() {
        saw(QUALIFIED);
        clock.advance(Duration.ofHours(23));
        saw(QUALIFIED);
        assertThat(remembered().lastSeen()).isEqualTo(NOON);

        clock.advance(Duration.ofHours(2));
        saw(QUALIFIED);
        assertThat(remembered().lastSeen()).isEqualTo(NOON.plus(Duration.ofHours(25)));
        assertThat(remembered().since()).isEqualTo(NOON);
    }

    @Test
    void severalNodesChangeOneMemoryWithoutLosingAnAlarm() throws InterruptedException {
        saw(QUALIFIED);
        List<Thread> nodes = IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofVirtual()
                        .start(() -> judgedBy("bsi-practical 2026-01; dnssec").saw(DOMAIN, MANDATORY, true, "why")))
                .toList();
        for (Thread node : nodes) {
            node.join();
        }

        assertThat(watch.dropped()).hasSize(1);
        assertThat(alarms).as("whoever noted it told it").hasValue(1);
    }

    @Test
    void theMeasureIsTheProfileAndWhatSecuresNames() {
        TransportRules rules = new TransportRules(
                "bsi-practical", Set.of(MxTrust.PINNED, MxTrust.DNSSEC), List.of(), MANDATORY, Duration.ofHours(4));

        assertThat(GradeWatch.basis(rules, "bsi-practical 2026-01")).isEqualTo("bsi-practical 2026-01; dnssec, pinned");
    }
}
