package org.siegel.mailets.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.policy.TransportGrade.MANDATORY;
import static org.siegel.policy.TransportGrade.NONE;
import static org.siegel.policy.TransportGrade.OPPORTUNISTIC;
import static org.siegel.policy.TransportGrade.QUALIFIED;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.siegel.mailets.delivery.DowngradeGuard.Course;
import org.siegel.policy.CorroborationRules;
import org.siegel.policy.DomainName;
import org.siegel.policy.DowngradeRules;
import org.siegel.policy.DowngradeRules.Response;
import org.siegel.policy.MxTrust;
import org.siegel.policy.TransportGrade;
import org.siegel.policy.TransportRules;
import org.siegel.testing.FakeClock;
import org.siegel.transport.delivery.Prediction;
import org.siegel.transport.delivery.Predictions;
import org.siegel.transport.delivery.Verdict;
import org.siegel.transport.downgrade.GradeMemory;
import org.siegel.transport.downgrade.GradeWatch;
import org.siegel.transport.downgrade.RememberedGrade;

/** What becomes of a mail to a domain that is, or was, reached worse than before. */
class DowngradeGuardTest {
    private static final DomainName DOMAIN = DomainName.of("a.test");

    private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
    private final Map<DomainName, RememberedGrade> rows = new HashMap<>();
    private final GradeWatch watch = new GradeWatch(new Rows(), "basis", () -> {}, clock);
    private final Map<DomainName, Prediction> world = new HashMap<>();
    private final Predictions predictions = new Predictions(
            domain -> {
                Prediction prediction = world.get(domain);
                if (prediction instanceof Prediction.Known known) {
                    watch.saw(domain, known.grade(), true, "as predicted");
                }
                return new Verdict(
                        domain, prediction, List.of(), clock.instant().plusSeconds(60));
            },
            Duration.ofMinutes(1),
            Runnable::run,
            clock);
    private Mail mail;

    @BeforeEach
    void compose() throws MessagingException {
        mail = FakeMail.builder().name("mail").recipient("b@a.test").build();
        reaches(QUALIFIED);
    }

    private void reaches(TransportGrade grade) {
        world.put(DOMAIN, new Prediction.Known(grade, List.of(), List.of()));
        predictions.verdict(DOMAIN);
    }

    private DowngradeGuard guard(Response response) {
        return new DowngradeGuard(
                watch,
                predictions,
                new TransportRules(
                        "bsi-practical",
                        Set.of(MxTrust.DNSSEC),
                        List.of(),
                        Optional.empty(),
                        CorroborationRules.STANDARD,
                        new DowngradeRules(response, Duration.ofDays(5)),
                        MANDATORY,
                        Duration.ofHours(4)),
                clock);
    }

    private Course before(Response response) {
        return guard(response).before(mail, DOMAIN);
    }

    @Test
    void whereverTheDomainWasReachedTheConnectionMustReachToo() {
        assertThat(before(Response.HOLD)).isEqualTo(new Course.Go(QUALIFIED, ""));
        assertThat(guard(Response.HOLD).before(mail, DomainName.of("unknown.test")))
                .isEqualTo(new Course.Go(NONE, ""));
    }

    @Test
    void whatDroppedIsHeldWithoutAnotherTry() {
        reaches(MANDATORY);

        assertThat(before(Response.HOLD))
                .isInstanceOfSatisfying(
                        Course.Hold.class,
                        hold -> assertThat(hold.words()).contains("'qualified'", "'mandatory'", "as predicted"));
    }

    @Test
    void itGoesWhenTheOldGradeIsBack() {
        reaches(MANDATORY);
        before(Response.HOLD);
        reaches(QUALIFIED);

        assertThat(before(Response.HOLD)).isEqualTo(new Course.Go(QUALIFIED, "a.test is reached at 'qualified' again"));
        assertThat(before(Response.HOLD)).as("told once").isEqualTo(new Course.Go(QUALIFIED, ""));
    }

    @Test
    void itGoesWhenTheLowerGradeIsConfirmed() {
        reaches(MANDATORY);
        before(Response.HOLD);
        watch.confirm(DOMAIN, MANDATORY, "Anna");

        assertThat(before(Response.HOLD))
                .isEqualTo(new Course.Go(
                        MANDATORY, "Anna confirmed at 2026-11-23T10:00:00Z that a.test is reached at 'mandatory' now"));
    }

    @Test
    void afterTheLimitItIsGivenUpWithTheReason() {
        reaches(MANDATORY);
        before(Response.HOLD);
        clock.advance(Duration.ofDays(5).minusSeconds(1));
        assertThat(before(Response.HOLD)).isInstanceOf(Course.Hold.class);
        clock.advance(Duration.ofSeconds(1));

        assertThat(before(Response.HOLD))
                .isInstanceOfSatisfying(
                        Course.GiveUp.class,
                        end -> assertThat(end.words()).contains("within 5 days", "'qualified'", "not sent"));
    }

    @Test
    void whereTheOfficerHasItDeferredItGoesAfterThePolicysPatience() {
        reaches(MANDATORY);
        assertThat(before(Response.DEFER)).isInstanceOf(Course.Hold.class);
        clock.advance(Duration.ofHours(4));

        assertThat(before(Response.DEFER))
                .isInstanceOfSatisfying(
                        Course.Go.class, go -> assertThat(go.least()).isEqualTo(NONE));
        assertThat(before(Response.DEFER)).as("from then on").isEqualTo(new Course.Go(NONE, ""));
        assertThat(guard(Response.DEFER).afterMiss(mail, DOMAIN, MANDATORY, Optional.of(NONE), "no TLS"))
                .as("its own demand counts now")
                .isEmpty();
    }

    @Test
    void aConnectionThatIsLessThanBeforeIsADropToo() {
        assertThat(guard(Response.HOLD).afterMiss(mail, DOMAIN, NONE, Optional.of(OPPORTUNISTIC), "TLS 1.0"))
                .containsInstanceOf(Course.Hold.class);
        assertThat(watch.dropped(DOMAIN)).isPresent();
    }

    /** Nothing was agreed on with what was offered: what is left is found out without mail. */
    @Test
    void aHandshakeThatFailedIsLookedInto() {
        world.put(DOMAIN, new Prediction.Known(MANDATORY, List.of(), List.of()));

        assertThat(guard(Response.HOLD).afterMiss(mail, DOMAIN, NONE, Optional.empty(), "no handshake"))
                .containsInstanceOf(Course.Hold.class);
        assertThat(rows.get(DOMAIN).drop()).map(RememberedGrade.Drop::to).contains(MANDATORY);
    }

    /** Then the miss has nothing to do with the mail's class, whose procedure must not begin. */
    @Test
    void aHandshakeThatFailedOnceIsTriedAgain() {
        assertThat(guard(Response.HOLD).afterMiss(mail, DOMAIN, NONE, Optional.empty(), "no handshake"))
                .contains(new Course.Retry("no handshake"));
        assertThat(watch.dropped(DOMAIN)).isEmpty();
    }

    @Test
    void whatCouldNotBeToldIsNoDrop() {
        world.put(DOMAIN, new Prediction.Undetermined("no answer"));

        assertThat(guard(Response.HOLD).afterMiss(mail, DOMAIN, NONE, Optional.empty(), "no handshake"))
                .contains(new Course.Retry("no handshake"));
        assertThat(watch.dropped(DOMAIN)).isEmpty();
    }

    /** A mail that demands more than the domain ever reached is a matter of its class. */
    @Test
    void aDemandThatWasNeverReachedIsNoDrop() {
        DomainName other = DomainName.of("b.test");
        world.put(other, new Prediction.Known(MANDATORY, List.of(), List.of()));
        predictions.verdict(other);

        assertThat(guard(Response.HOLD).afterMiss(mail, other, QUALIFIED, Optional.of(MANDATORY), "no DNSSEC"))
                .isEmpty();
    }

    private final class Rows implements GradeMemory {

        @Override
        public Optional<RememberedGrade> find(DomainName domain) {
            return Optional.ofNullable(rows.get(domain));
        }

        @Override
        public boolean replace(Optional<RememberedGrade> before, RememberedGrade after) {
            rows.put(after.domain(), after);
            return true;
        }

        @Override
        public List<RememberedGrade> dropped() {
            return List.copyOf(rows.values());
        }
    }
}
