package org.siegel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.policy.Decision;
import org.siegel.policy.Outlook;
import org.siegel.policy.Procedure;
import org.siegel.policy.Risk;
import org.siegel.policy.RiskClass;
import org.siegel.policy.TransportGrade;

/** What holds for the evidence log on every database. */
abstract class EvidenceLogContract {

    private static final Instant START = Samples.NOON;

    private final SteppedClock clock = new SteppedClock(START);
    private DatabaseSettings settings;
    private Store store;
    private EvidenceLog log;

    abstract DatabaseSettings emptyDatabase();

    @BeforeEach
    void open() {
        settings = emptyDatabase();
        store = Store.open(settings, "node-1", clock, new SecureRandom());
        log = store.evidence();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void recordWithEverythingComesBackAsItWasWritten() {
        Evidence written = log.append(Samples.full());

        assertThat(written.at()).isEqualTo(START);
        assertThat(written.node()).isEqualTo("node-1");
        assertThat(log.byMailName("Mail1700-full")).containsExactly(written);
        assertThat(written.attempt()).isEqualTo(Samples.full());
    }

    @Test
    void recordWithAsLittleAsPossibleComesBackAsItWasWritten() {
        Attempt bare = new Attempt(
                new MailCopy("m", Optional.empty(), Optional.empty(), "postmaster", "", 1),
                new Judgement(
                        new Risk(new RiskClass("normal", 0), List.of()),
                        new Judgement.Prediction(new Outlook.Undetermined(), List.of()),
                        new Decision(Procedure.REFUSE, TransportGrade.NONE),
                        new Judgement.Basis("", "", "")),
                Handling.of(Outcome.KEPT));

        log.append(bare);

        assertThat(log.byMailName("m")).extracting(Evidence::attempt).containsExactly(bare);
    }

    @ParameterizedTest
    @EnumSource
    void everyOutcomeCanBeRecorded(Outcome outcome) {
        log.append(new Attempt(Samples.copy("m", "a@b.invalid", 1), Samples.judgement(), Handling.of(outcome)));

        assertThat(log.byMailName("m").getFirst().attempt().handling().outcome())
                .isEqualTo(outcome);
    }

    @Test
    void everyOutlookAndProcedureCanBeRecorded() {
        List<Outlook> outlooks = new ArrayList<>(List.of(new Outlook.Undetermined(), new Outlook.Exhausted()));
        for (TransportGrade grade : TransportGrade.values()) {
            outlooks.add(new Outlook.Predicted(grade));
        }
        List<Attempt> attempts = new ArrayList<>();
        for (Outlook outlook : outlooks) {
            for (Procedure procedure : Procedure.values()) {
                Judgement judgement = new Judgement(
                        Samples.judgement().risk(),
                        new Judgement.Prediction(outlook, List.of()),
                        new Decision(procedure, TransportGrade.MANDATORY),
                        Samples.judgement().basis());
                attempts.add(
                        new Attempt(Samples.copy("m", "a@b.invalid", 1), judgement, Handling.of(Outcome.DEFERRED)));
            }
        }

        log.appendAll(attempts);

        assertThat(log.byMailName("m")).extracting(Evidence::attempt).containsExactlyElementsOf(attempts);
    }

    /** Whatever a stranger's mail carries must neither stop the record nor be changed by it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nul\0inside",
                "half \uD83D a pair",
                "whole \uD83D\uDE00 pair",
                "'; DROP TABLE siegel_evidence; --",
                "quote \" backslash \\ :colon ?mark $1 {brace}",
                "line\r\nend \u2028 \u202E reversed",
                "  blanks around  ",
                "\u00C4\u00D6\u00DC\u1E9E",
            })
    void oddTextsComeBackUnchangedAndAreFound(String odd) {
        MailCopy copy = new MailCopy(odd, Optional.of(odd), Optional.of(odd), odd, odd, 1);
        Attempt attempt = new Attempt(copy, Samples.judgement(), Handling.of(Outcome.BOUNCED));

        log.append(attempt);

        assertThat(log.byMessageId(odd)).extracting(Evidence::attempt).containsExactly(attempt);
        assertThat(log.byMailName(odd)).hasSize(1);
        assertThat(log.byRecipient(odd, START)).hasSize(1);
    }

    @Test
    void longIdentifiersAreKeptWholeAndApart() {
        String trunk = "\u00E4\u4E2D".repeat(40_000);
        Attempt one = new Attempt(
                new MailCopy(trunk + "1", Optional.of(trunk + "1"), Optional.empty(), trunk + "1", trunk, 1),
                Samples.judgement(),
                Handling.of(Outcome.REFUSED));
        Attempt other = new Attempt(
                new MailCopy(trunk + "2", Optional.of(trunk + "2"), Optional.empty(), trunk + "2", trunk, 1),
                Samples.judgement(),
                Handling.of(Outcome.REFUSED));

        log.appendAll(List.of(one, other));

        assertThat(log.byMessageId(trunk + "1")).extracting(Evidence::attempt).containsExactly(one);
        assertThat(log.byRecipient(trunk + "2", START))
                .extracting(Evidence::attempt)
                .containsExactly(other);
    }

    @Test
    void messageIdIsFoundWithAndWithoutAngleBrackets() {
        Evidence written = log.append(Samples.full());

        assertThat(log.byMessageId("<1@sender.invalid>")).containsExactly(written);
        assertThat(log.byMessageId("1@sender.invalid")).containsExactly(written);
        assertThat(log.byMessageId("2@sender.invalid")).isEmpty();
    }

    @Test
    void recipientIsFoundInAnyCaseFromTheGivenInstantOn() {
        log.append(Samples.delivered("before", "Bernd@Recipient.invalid"));
        clock.step(Duration.ofNanos(1_000));
        Evidence then = log.append(Samples.delivered("then", "bernd@recipient.invalid"));
        clock.step(Duration.ofDays(1));
        Evidence later = log.append(Samples.delivered("later", "BERND@recipient.INVALID"));
        log.append(Samples.delivered("other", "berta@recipient.invalid"));

        assertThat(log.byRecipient("bernD@recipient.invalid", START.plusNanos(1_000)))
                .containsExactly(then, later);
        assertThat(log.byRecipient("bernd@recipient.invalid", Instant.MIN)).hasSize(3);
        List<Evidence> none = new ArrayList<>();
        log.export(Instant.MAX, none::add);
        assertThat(none).isEmpty();
    }

    @Test
    void latestIsTheLastRecordOfThatRecipientOfThatMail() {
        log.append(
                new Attempt(Samples.copy("m", "a@b.invalid", 1), Samples.judgement(), Handling.of(Outcome.DEFERRED)));
        Evidence second = log.append(
                new Attempt(Samples.copy("m", "a@b.invalid", 2), Samples.judgement(), Handling.of(Outcome.DELIVERED)));
        log.append(Samples.delivered("m", "other@b.invalid"));
        log.append(Samples.delivered("other", "a@b.invalid"));

        assertThat(log.latest("m", "a@b.invalid")).contains(second);
        assertThat(log.latest("m", "nobody@b.invalid")).isEmpty();
    }

    @Test
    void copiesOfAMailAreFoundByTheBeginningOfTheirNamesForOneRecipient() {
        log.append(Samples.delivered("Mail1-a", "early@b.invalid"));
        clock.step(Duration.ofSeconds(1));
        Evidence whole = log.append(Samples.delivered("Mail1-a", "Bob@b.invalid"));
        Evidence copy = log.append(Samples.delivered("Mail1-a-!x_%-to-" + "b".repeat(200), "bob@b.invalid"));
        log.append(Samples.delivered("Mail1-a-!x", "carol@b.invalid"));
        log.append(Samples.delivered("Mail1-b", "bob@b.invalid"));
        log.append(Samples.delivered("mail1-a", "bob@b.invalid"));

        assertThat(log.ofCopies("Mail1-a", "bob@B.invalid", START)).containsExactly(whole, copy);
        assertThat(log.ofCopies("Mail1-a", "early@b.invalid", clock.instant())).isEmpty();
        assertThat(log.ofCopies("Mail1-%", "bob@b.invalid", START)).isEmpty();
    }

    @Test
    void exportHandsOverAllRecordsInOrderAcrossPages() {
        List<Evidence> written = new ArrayList<>();
        for (int batch = 0; batch < 4; batch++) {
            clock.step(Duration.ofMillis(1));
            written.addAll(log.appendAll(IntStream.range(0, 375)
                    .mapToObj(i -> Samples.delivered("m" + i, "a@b.invalid"))
                    .toList()));
        }
        List<Evidence> all = new ArrayList<>();
        List<Evidence> recent = new ArrayList<>();

        log.export(Instant.MIN, all::add);
        log.export(START.plusMillis(3), recent::add);

        assertThat(all).containsExactlyElementsOf(written);
        assertThat(recent).containsExactlyElementsOf(written.subList(750, 1_500));
    }

    @Test
    void orderIsKeptWhenTheClockIsSetBack() {
        Evidence first = log.append(Samples.delivered("m", "a@b.invalid"));
        clock.step(Duration.ofHours(-1));
        Evidence second = log.append(Samples.delivered("m", "a@b.invalid"));
        List<Evidence> sinceStart = new ArrayList<>();
        log.export(START, sinceStart::add);

        assertThat(log.byMailName("m")).containsExactly(first, second);
        assertThat(log.latest("m", "a@b.invalid")).contains(second);
        assertThat(sinceStart).containsExactly(first);
    }

    @Test
    void batchIsRecordedAsAWholeOrNotAtAllAndTheFailureQuotesNoValues() throws SQLException {
        Databases.execute(settings, "ALTER TABLE siegel_evidence ADD CHECK (attempt < 1000)");
        List<Attempt> attempts = List.of(
                Samples.delivered("m", "a@secret-recipient.invalid"),
                new Attempt(
                        Samples.copy("m", "b@secret-recipient.invalid", 1_000),
                        Samples.judgement(),
                        Handling.of(Outcome.DELIVERED)));

        assertThatThrownBy(() -> log.appendAll(attempts))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Cannot record evidence in jdbc:")
                .satisfies(e -> assertThat(org.assertj.core.util.Throwables.getStackTrace(e))
                        .doesNotContain("secret-recipient")
                        .doesNotContain("file password"));
        assertThat(log.byMailName("m")).isEmpty();
    }

    @Test
    void nothingIsRecordedForAnEmptyBatch() {
        assertThat(log.appendAll(List.of())).isEmpty();
    }

    @Test
    void recordsOfManyThreadsAreAllKept() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<UUID>> tasks = IntStream.range(0, 300)
                    .<Callable<UUID>>mapToObj(i -> () ->
                            log.append(Samples.delivered("m", i + "@b.invalid")).id())
                    .toList();
            List<UUID> ids = new ArrayList<>();
            for (Future<UUID> done : threads.invokeAll(tasks)) {
                ids.add(done.get());
            }

            assertThat(log.byMailName("m")).extracting(Evidence::id).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    /** H2 closes a file whose channel an interrupted thread uses; then the server would be without evidence. */
    @Test
    void interruptedThreadDoesNotTakeTheDatabaseAway() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            int number = i;
            Thread interrupted = Thread.ofPlatform().start(() -> {
                Thread.currentThread().interrupt();
                try {
                    log.append(Samples.delivered("interrupted" + number, "a@b.invalid"));
                } catch (StoreException _refused) {
                    // Refusing is right as well: the caller then keeps the mail.
                }
            });
            interrupted.join();
        }

        Evidence written = log.append(Samples.delivered("afterwards", "a@b.invalid"));

        assertThat(log.byMailName("afterwards")).containsExactly(written);
    }

    @Test
    void instantsDoNotDependOnTheTimeZoneOfTheServer() {
        TimeZone before = TimeZone.getDefault();
        try {
            // At 01:30 UTC it is 02:30 in Berlin, for the second time that night.
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            Instant secondTime = Instant.parse("2026-10-25T01:30:00Z");
            DatabaseSettings fresh = emptyDatabase();
            try (Store berlin =
                    Store.open(fresh, "node-1", Clock.fixed(secondTime, ZoneOffset.UTC), new SecureRandom())) {
                berlin.evidence().append(Samples.full());

                TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
                assertThat(berlin.evidence().byRecipient("bernd@recipient.invalid", secondTime))
                        .extracting(Evidence::at)
                        .containsExactly(secondTime);
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void recordsAreThereAfterReopening() {
        Evidence written = log.append(Samples.full());
        store.close();
        store = Store.open(settings, "node-2", clock, new SecureRandom());

        assertThat(store.evidence().byMailName("Mail1700-full")).containsExactly(written);
    }
}
