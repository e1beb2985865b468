package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.demo.Debugger.Place.beginOf;
import static org.siegel.demo.Debugger.Place.endOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siegel.demo.Debugger.Place;
import org.siegel.policy.Choice;
import org.siegel.testing.smtp.Behaviour;
import org.siegel.testing.smtp.Step;

/**
 * The power fails right after a step of asking: the mail is neither lost nor sent twice, whichever step it was. Where a mail can be kept
 * at its step while others go on, one kill meets several mails, each after another step.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledWhileAskingIT {

    private static final String PARTNER = "mandatory.test";
    private static final String MAILETS = "org.siegel.mailets.";
    private static final String STORE = "org.siegel.store.";

    /** A minute is the shortest that a mail can wait. */
    private static final Duration UNTIL_EXPIRED = Duration.ofMinutes(3);

    /** Half as long as the mail is old then, and a start of the gateway. */
    private static final Duration NEXT_LOOK = Duration.ofMinutes(10);

    /** Longer than the gateway takes to stop where it is told to, so that nothing is delivered meanwhile. */
    private static final Duration SLOW_SERVER = Duration.ofSeconds(25);

    private AskingOffice asking;
    private RunningOffice office;

    /** Waits for its minute to be over while the others do their work. */
    private CompletableFuture<Void> hasty;

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

    /** What is done after the sender has decided, as long as the mail is in the hands of whoever attends to held mails. */
    enum Decided {
        DECISION_IN_THE_STORE(beginOf(MAILETS + "asking.Remembering", "remember")),
        COPY_IN_THE_SPOOL(beginOf(STORE + "QuestionStore", "carriedOut")),
        NOTED_AS_CARRIED_OUT(beginOf("org.siegel.gateway.repository.DurableMailRepository", "remove")),
        OUT_OF_THE_REPOSITORY(endOf(MAILETS + "asking.HeldMails", "release"));

        private final Place place;

        Decided(Place place) {
            this.place = place;
        }
    }

    /** What is done in the spool after that. */
    enum Spooled {
        COPY_CLAIMED(Choice.SEND, beginOf(MAILETS + "asking.ReleaseMark", "remove")),
        WITHDRAWN_COPY_CLAIMED(Choice.WITHDRAW, beginOf(MAILETS + "asking.ReleaseMark", "remove")),
        SENT_ON_ITS_WAY(Choice.SEND, endOf(MAILETS + "CarryOutDecision", "service"));

        private final Choice choice;
        private final Place place;

        Spooled(Choice choice, Place place) {
            this.choice = choice;
            this.place = place;
        }
    }

    /** What is done when a sender is reminded. */
    enum Reminded {
        TOKEN_IN_THE_STORE(1, beginOf(MAILETS + "notice.QuestionPost", "ask")),
        /** The sender may be reminded twice: better so than not at all. */
        LETTER_IN_THE_SPOOL(2, beginOf(STORE + "QuestionStore", "reminded")),
        NOTED(1, endOf(MAILETS + "asking.HeldMails", "remind"));

        private final int mostLetters;
        private final Place place;

        Reminded(int mostLetters, Place place) {
            this.mostLetters = mostLetters;
            this.place = place;
        }
    }

    @BeforeAll
    void open(@TempDir Path home, @TempDir Path hastyHome) {
        // In a thread of its own: to wait in the common pool for the end of a process may keep its end from being told.
        hasty = CompletableFuture.runAsync(() -> beHasty(hastyHome), work -> new Thread(work, "hasty").start());
        asking = AskingOffice.open(home, _conf -> {}, Debugger.JAVA_OPTION);
        office = asking.office;
    }

    @AfterAll
    void close() {
        if (asking != null) {
            asking.close();
        }
        hasty.exceptionally(_told -> null).join();
    }

    @BeforeEach
    void forget() {
        office.forget();
    }

    @Test
    void killedWhileSendersAreAskedItAsksAndSendsOnce() throws Exception {
        try (Debugger debugger = Debugger.of(office.gateway())) {
            for (Asked step : Asked.values()) {
                debugger.keepFirstAt(step.place);
                asking.send("[vertraulich] " + step, address(step));
                awaitStop(debugger);
            }
            office.kill();
        }
        office.start();
        Map<Asked, List<URI>> links = new EnumMap<>(Asked.class);
        for (Asked step : Asked.values()) {
            assertThat(Patience.await(
                            AskingOffice.SECONDS,
                            () -> !asking.links(address(step)).isEmpty()))
                    .as(step + ": " + office.gateway().output())
                    .isTrue();
        }
        office.awaitEnd();
        for (Asked step : Asked.values()) {
            links.put(step, different(asking.links(address(step))));
            // The letter that stood in the spool, and that of the mail that James offers again.
            assertThat(links.get(step)).hasSizeLessThanOrEqualTo(step == Asked.LETTER_IN_THE_SPOOL ? 2 : 1);
        }
        assertThat(office.gateway().repository("held")).hasSameSizeAs(Asked.values());
        assertThat(office.arrivedAt(PARTNER)).isEmpty();

        for (List<URI> one : links.values()) {
            assertThat(asking.page
                            .decide(one.getLast(), Choice.SEND, "vereinbart")
                            .statusCode())
                    .isEqualTo(303);
        }
        office.world.sink(PARTNER).awaitMessages(Asked.values().length, AskingOffice.SECONDS);
        asking.awaitNothingHeld();
        assertThat(arrivedFor()).containsExactlyInAnyOrderElementsOf(addresses(EnumSet.allOf(Asked.class)));
        assertThat(links.values().stream().flatMap(List::stream))
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

    @Test
    void killedWhileAMailIsWithdrawnItGoesNowhere() throws Exception {
        URI link = killedAfter(Decided.COPY_IN_THE_SPOOL, Choice.WITHDRAW);

        asking.awaitNothingHeld();
        assertThat(office.arrivedAt(PARTNER)).isEmpty();
        assertThat(asking.page.open(link).body()).contains("Das ist erledigt");
    }

    @Test
    void killedWhileLetGoInTheSpoolItGoesOnce() throws Exception {
        Map<Spooled, URI> links = new EnumMap<>(Spooled.class);
        for (Spooled step : Spooled.values()) {
            asking.send("[vertraulich] " + step, address(step));
            assertThat(Patience.await(
                            AskingOffice.SECONDS,
                            () -> !asking.links(address(step)).isEmpty()))
                    .isTrue();
            links.put(step, asking.links(address(step)).getFirst());
        }
        office.awaitEnd();
        office.world.sink(PARTNER).at(Step.MAIL, new Behaviour.Late(SLOW_SERVER));
        try (Debugger debugger = Debugger.of(office.gateway())) {
            for (Spooled step : Spooled.values()) {
                debugger.keepFirstAt(step.place);
                assertThat(asking.page
                                .decide(links.get(step), step.choice, "vereinbart")
                                .statusCode())
                        .isEqualTo(303);
                awaitStop(debugger);
            }
            office.kill();
        }
        assertThat(office.arrivedAt(PARTNER)).isEmpty();
        office.world.sink(PARTNER).asUsual();
        office.start();

        Set<Spooled> sent = EnumSet.of(Spooled.COPY_CLAIMED, Spooled.SENT_ON_ITS_WAY);
        office.world.sink(PARTNER).awaitMessages(sent.size(), AskingOffice.SECONDS);
        asking.awaitNothingHeld();
        assertThat(arrivedFor()).containsExactlyInAnyOrderElementsOf(addresses(sent));
        assertThat(links.values())
                .allSatisfy(link -> assertThat(asking.page.open(link).body()).contains("Das ist erledigt"));
    }

    /** In an office of its own, where senders are reminded soon. */
    @Test
    void killedWhileASenderIsRemindedHeIsRemindedAllTheSameAndMayStillDecide(@TempDir Path home) throws Exception {
        try (AskingOffice reminding = AskingOffice.open(
                home,
                conf -> conf.edit("adaptive-encryption.xml", "reminder=\"P1D\"", "reminder=\"PT1S\""),
                Debugger.JAVA_OPTION)) {
            for (Reminded step : Reminded.values()) {
                reminding.office.forget();
                try (Debugger debugger = Debugger.of(reminding.office.gateway())) {
                    // the reminder's begin, so that the first letter does not stop there
                    debugger.stopAt(beginOf(MAILETS + "asking.HeldMails", "remind"));
                    reminding.send("[vertraulich] " + step, address(step));
                    awaitStop(reminding.office, debugger);
                    debugger.stopAt(step.place);
                    debugger.goOn();
                    awaitStop(reminding.office, debugger);
                    reminding.office.kill();
                }
                reminding.office.start();

                assertThat(Patience.await(
                                AskingOffice.SECONDS,
                                () -> !reminding.reminders().isEmpty()
                                        && !reminding.links().isEmpty()))
                        .as(step + ": " + reminding.office.gateway().output())
                        .isTrue();
                reminding.office.awaitEnd();
                URI first = reminding.links().getFirst();
                URI last = reminding.reminders().getLast();
                assertThat(reminding.page.open(first).body()).contains("<form");
                assertThat(reminding
                                .page
                                .decide(last, Choice.SEND, "vereinbart")
                                .statusCode())
                        .isEqualTo(303);
                reminding.office.world.sink(PARTNER).awaitMessages(1, AskingOffice.SECONDS);
                reminding.awaitNothingHeld();
                assertThat(reminding.office.arrivedAt(PARTNER)).hasSize(1);
                assertThat(different(reminding.links())).hasSize(1);
                assertThat(different(reminding.reminders())).as(step.name()).hasSizeBetween(1, step.mostLetters);
                assertThat(reminding.page.open(first).body()).contains("Das ist erledigt");
            }
        }
    }

    /** Last, since it has a minute to wait for. */
    @Test
    @Order(Integer.MAX_VALUE)
    void killedAfterTheTimeWasFoundToBeOverAndBetweenASummaryAndItsNote() {
        assertThat(hasty).succeedsWithin(NEXT_LOOK);
    }

    /**
     * In an office where a mail waits for a minute only. Before that is over, it is killed between the summary of another mail and its
     * note: then the sender is told again, and the mail is not sent again. Killed after the time was found to be over, the mail ends as
     * the policy says.
     */
    private static void beHasty(Path home) {
        try (AskingOffice hasty = AskingOffice.open(
                home,
                conf -> conf.set("siegel.properties", "summary.send", "always")
                        .edit(
                                "adaptive-encryption.xml",
                                "validity=\"P3D\" reminder=\"P1D\" when-expired=\"refuse\"",
                                "validity=\"PT1M\" when-expired=\"mandatory-tls\""),
                Debugger.JAVA_OPTION)) {
            hasty.send("[vertraulich] Rundschreiben", "personal@qualified.test", "kanzlei@" + PARTNER);
            URI link = hasty.link();
            hasty.office.world.sink("qualified.test").awaitMessages(1, AskingOffice.SECONDS);
            hasty.office.awaitEnd();
            try (Debugger debugger = Debugger.of(hasty.office.gateway())) {
                debugger.stopAt(beginOf(STORE + "SummaryStore", "done"));
                assertThat(hasty.page.decide(link, Choice.WITHDRAW, "").statusCode())
                        .isEqualTo(303);
                assertThat(debugger.awaitStop(NEXT_LOOK)).isTrue();
                hasty.office.kill();
            }
            hasty.office.start();
            assertThat(hasty.office.arrivedAt(PARTNER)).isEmpty();

            try (Debugger debugger = Debugger.of(hasty.office.gateway())) {
                debugger.stopAt(beginOf("org.siegel.james.AskMetrics", "decided"));
                hasty.send("[vertraulich] Eilt", "eilt@" + PARTNER);
                assertThat(debugger.awaitStop(UNTIL_EXPIRED)).isTrue();
                hasty.office.kill();
            }
            assertThat(hasty.office.arrivedAt("qualified.test")).hasSize(1);
            assertThat(hasty.office.arrivedAt(PARTNER)).isEmpty();
            hasty.office.start();

            hasty.office.world.sink(PARTNER).awaitMessages(1, AskingOffice.SECONDS);
            assertThat(Patience.await(NEXT_LOOK, () -> summaries(hasty) == 2))
                    .as(hasty.office.gateway().output())
                    .isTrue();
            hasty.awaitNothingHeld();
            assertThat(summaries(hasty)).isEqualTo(2);
            assertThat(hasty.office.arrivedAt(PARTNER)).hasSize(1);
            assertThat(hasty.links("eilt@" + PARTNER)).hasSize(1);
            assertThat(hasty.page
                            .open(hasty.links("eilt@" + PARTNER).getFirst())
                            .body())
                    .contains("Das ist erledigt");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A mail on which its sender decided; the gateway was killed after that step, and started again. */
    private URI killedAfter(Decided step, Choice choice) throws Exception {
        asking.send("[vertraulich] " + step, "kanzlei@" + PARTNER);
        URI link = asking.link();
        office.awaitEnd();
        office.world.sink(PARTNER).at(Step.MAIL, new Behaviour.Late(SLOW_SERVER));
        try (Debugger debugger = Debugger.of(office.gateway())) {
            debugger.stopAt(step.place);
            // Whether the page still gets to say so is left open.
            CompletableFuture<Void> click =
                    CompletableFuture.runAsync(() -> asking.page.decide(link, choice, "vereinbart"));
            awaitStop(debugger);
            office.kill();
            click.exceptionally(_gone -> null).join();
        }
        assertThat(office.arrivedAt(PARTNER)).isEmpty();
        office.world.sink(PARTNER).asUsual();
        office.start();
        return link;
    }

    private void awaitStop(Debugger debugger) {
        awaitStop(office, debugger);
    }

    private static void awaitStop(RunningOffice office, Debugger debugger) {
        assertThat(debugger.awaitStop(AskingOffice.SECONDS))
                .as(() -> "the gateway did not come there: " + office.gateway().output())
                .isTrue();
    }

    private static String address(Enum<?> step) {
        return step.name().toLowerCase(Locale.ROOT) + "@" + PARTNER;
    }

    private static List<String> addresses(Set<? extends Enum<?>> steps) {
        return steps.stream().map(KilledWhileAskingIT::address).toList();
    }

    /** For whom something arrived, each as often as it did. */
    private List<String> arrivedFor() {
        List<String> recipients = new ArrayList<>();
        office.arrivedAt(PARTNER).forEach(mail -> recipients.addAll(mail.recipientAddresses()));
        return recipients;
    }

    /**
     * The links, each once. A letter that the next server was just taking when the power failed comes again with the same link
     * (RFC 5321 §4.5.3.2.6); one that was written anew has another.
     */
    private static List<URI> different(List<URI> links) {
        return links.stream().distinct().toList();
    }

    private static long summaries(AskingOffice office) {
        return office.own()
                .filter(mail -> mail.subject().startsWith("Zustellung"))
                .filter(mail -> mail.subject().endsWith("Rundschreiben"))
                .map(Mime::messageId)
                .distinct()
                .count();
    }
}
