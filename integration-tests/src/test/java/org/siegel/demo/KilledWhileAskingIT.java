package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.demo.Debugger.Place.beginOf;
import static org.siegel.demo.Debugger.Place.endOf;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siegel.demo.Debugger.Place;
import org.siegel.policy.Choice;
import org.siegel.testing.smtp.Behaviour;
import org.siegel.testing.smtp.Step;

/** The power fails right after a step of asking: the mail is neither lost nor sent twice, whichever step it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledWhileAskingIT {

    private static final String PARTNER = "mandatory.test";
    private static final String MAILETS = "org.siegel.mailets.";

    /** A minute is the shortest that a mail can wait. */
    private static final Duration UNTIL_EXPIRED = Duration.ofMinutes(3);

    /** Half as long as the mail is old then, and a start of the gateway. */
    private static final Duration NEXT_LOOK = Duration.ofMinutes(10);

    /** Longer than the gateway takes to stop where it is told to, so that nothing is delivered meanwhile. */
    private static final Duration SLOW_SERVER = Duration.ofSeconds(25);

    private AskingOffice asking;
    private RunningOffice office;

    /** What is done before the sender can decide, each named after what was done last. */
    enum Asked {
        MAIL_IN_THE_REPOSITORY(beginOf(MAILETS + "asking.HeldMails", "note")),
        QUESTION_IN_THE_STORE(beginOf(MAILETS + "asking.HeldMails", "write")),
        LETTER_IN_THE_SPOOL(beginOf("org.siegel.james.AskMetrics", "held"));

        private final Place place;

        Asked(Place place) {
            this.place = place;
        }
    }

    /** What is done after the sender has decided. */
    enum Decided {
        DECISION_IN_THE_STORE(beginOf(MAILETS + "asking.Remembering", "remember")),
        COPY_IN_THE_SPOOL(beginOf("org.siegel.store.QuestionStore", "carriedOut")),
        NOTED_AS_CARRIED_OUT(beginOf("org.siegel.gateway.repository.DurableMailRepository", "remove")),
        OUT_OF_THE_REPOSITORY(endOf(MAILETS + "asking.HeldMails", "release")),
        COPY_CLAIMED(beginOf(MAILETS + "asking.ReleaseMark", "remove")),
        SENT_ON_ITS_WAY(endOf(MAILETS + "CarryOutDecision", "service"));

        private final Place place;

        Decided(Place place) {
            this.place = place;
        }
    }

    @BeforeAll
    void open(@TempDir Path home) {
        asking = AskingOffice.open(
                home, conf -> conf.set("siegel.properties", "summary.send", "always"), Debugger.JAVA_OPTION);
        office = asking.office;
    }

    @AfterAll
    void close() {
        if (asking != null) {
            asking.close();
        }
    }

    @BeforeEach
    void forget() {
        office.forget();
    }

    @ParameterizedTest
    @EnumSource
    void killedWhileASenderIsAskedItAsksAndSendsOnce(Asked step) throws Exception {
        try (Debugger debugger = Debugger.stopping(office.gateway(), step.place)) {
            asking.send("[vertraulich] " + step, "kanzlei@" + PARTNER);
            killAt(debugger);
        }
        office.start();
        asking.link();
        office.awaitEnd();
        // The letter that stood in the spool, and that of the mail that James offers again.
        assertThat(asking.links()).hasSizeLessThanOrEqualTo(step == Asked.LETTER_IN_THE_SPOOL ? 2 : 1);
        assertThat(office.gateway().repository("held")).hasSize(1);
        assertThat(office.arrivedAt(PARTNER)).isEmpty();

        List<URI> links = asking.links();
        assertThat(asking.page
                        .decide(links.getLast(), Choice.SEND, "vereinbart")
                        .statusCode())
                .isEqualTo(303);
        office.world.sink(PARTNER).awaitMessages(1, AskingOffice.SECONDS);
        asking.awaitNothingHeld();
        assertThat(office.arrivedAt(PARTNER)).hasSize(1);
        assertThat(links)
                .allSatisfy(link -> assertThat(asking.page.open(link).body()).contains("Das ist erledigt"));
    }

    @ParameterizedTest
    @EnumSource
    void killedWhileADecisionIsCarriedOutItGoesOnce(Decided step) throws Exception {
        URI link = killedAfter(step, Choice.SEND);

        office.world.sink(PARTNER).awaitMessages(1, AskingOffice.SECONDS);
        asking.awaitNothingHeld();
        assertThat(office.arrivedAt(PARTNER)).hasSize(1);
        assertThat(asking.page.open(link).body()).contains("Das ist erledigt");
    }

    @ParameterizedTest
    @EnumSource(names = {"COPY_IN_THE_SPOOL", "COPY_CLAIMED"})
    void killedWhileAMailIsWithdrawnItGoesNowhere(Decided step) throws Exception {
        URI link = killedAfter(step, Choice.WITHDRAW);

        asking.awaitNothingHeld();
        assertThat(office.arrivedAt(PARTNER)).isEmpty();
        assertThat(asking.page.open(link).body()).contains("Das ist erledigt");
    }

    /** In an office of its own, where no summary of an earlier mail is still to come. */
    @Test
    void killedBetweenASummaryAndItsNoteTheSenderIsToldAgainAndTheMailIsNotSentAgain(@TempDir Path home)
            throws Exception {
        try (AskingOffice telling = AskingOffice.open(
                home, conf -> conf.set("siegel.properties", "summary.send", "always"), Debugger.JAVA_OPTION)) {
            telling.send("[vertraulich] Rundschreiben", "personal@qualified.test", "kanzlei@" + PARTNER);
            URI link = telling.link();
            telling.office.world.sink("qualified.test").awaitMessages(1, AskingOffice.SECONDS);
            telling.office.awaitEnd();
            try (Debugger debugger =
                    Debugger.stopping(telling.office.gateway(), beginOf("org.siegel.store.SummaryStore", "done"))) {
                assertThat(telling.page.decide(link, Choice.WITHDRAW, "").statusCode())
                        .isEqualTo(303);
                assertThat(debugger.awaitStop(NEXT_LOOK)).isTrue();
                telling.office.kill();
            }
            telling.office.start();

            assertThat(Patience.await(NEXT_LOOK, () -> summaries(telling) == 2))
                    .as(telling.office.gateway().output())
                    .isTrue();
            telling.awaitNothingHeld();
            assertThat(telling.office.arrivedAt("qualified.test")).hasSize(1);
            assertThat(telling.office.arrivedAt(PARTNER)).isEmpty();
        }
    }

    @Test
    void killedAfterTheTimeWasFoundToBeOverTheMailEndsAsThePolicySays(@TempDir Path home) throws Exception {
        try (AskingOffice hasty = AskingOffice.open(
                home,
                conf -> conf.edit(
                        "adaptive-encryption.xml",
                        "validity=\"P3D\" reminder=\"P1D\" when-expired=\"refuse\"",
                        "validity=\"PT1M\" when-expired=\"mandatory-tls\""),
                Debugger.JAVA_OPTION)) {
            try (Debugger debugger =
                    Debugger.stopping(hasty.office.gateway(), beginOf("org.siegel.james.AskMetrics", "decided"))) {
                hasty.send("[vertraulich] Eilt", "kanzlei@" + PARTNER);
                assertThat(debugger.awaitStop(UNTIL_EXPIRED)).isTrue();
                hasty.office.kill();
            }
            assertThat(hasty.office.arrivedAt(PARTNER)).isEmpty();
            hasty.office.start();

            hasty.office.world.sink(PARTNER).awaitMessages(1, AskingOffice.SECONDS);
            hasty.awaitNothingHeld();
            assertThat(hasty.office.arrivedAt(PARTNER)).hasSize(1);
            assertThat(hasty.links()).hasSize(1);
            assertThat(hasty.page.open(hasty.link()).body()).contains("Das ist erledigt");
        }
    }

    /** A mail on which its sender decided; the gateway was killed after that step, and started again. */
    private URI killedAfter(Decided step, Choice choice) throws Exception {
        asking.send("[vertraulich] " + step, "kanzlei@" + PARTNER);
        URI link = asking.link();
        office.awaitEnd();
        office.world.sink(PARTNER).at(Step.MAIL, new Behaviour.Late(SLOW_SERVER));
        try (Debugger debugger = Debugger.stopping(office.gateway(), step.place)) {
            // Whether the page still gets to say so is left open.
            CompletableFuture<Void> click =
                    CompletableFuture.runAsync(() -> asking.page.decide(link, choice, "vereinbart"));
            killAt(debugger);
            click.exceptionally(_gone -> null).join();
        }
        assertThat(office.arrivedAt(PARTNER)).isEmpty();
        office.world.sink(PARTNER).asUsual();
        office.start();
        return link;
    }

    private void killAt(Debugger debugger) {
        assertThat(debugger.awaitStop(AskingOffice.SECONDS))
                .as(() -> "the gateway did not come there: " + office.gateway().output())
                .isTrue();
        office.kill();
    }

    private static long summaries(AskingOffice office) {
        return office.own()
                .filter(mail -> mail.subject().startsWith("Zustellung"))
                .count();
    }
}
