package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.store.DatabaseSettings;
import org.siegel.store.Evidence;
import org.siegel.store.Outcome;
import org.siegel.store.Store;
import org.siegel.testing.smtp.SmtpSink;

/** The database is away while mails are delivered: none is lost, and what went meanwhile is recorded when it is back, not sent again. */
@Tag("postgres")
class DatabaseAwayIT {

    private static final Duration LONG = Duration.ofMinutes(4);
    private static final String PARTNER = "qualified.test";
    private static final int MAILS = 20;

    @Test
    void whatWentMeanwhileIsRecordedAfterwardsAndNothingIsLost(@TempDir Path home) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
                Sluice sluice = Sluice.to(postgres.getPort());
                RunningOffice office = RunningOffice.open(
                        home,
                        conf -> conf.set(
                                        "siegel.properties",
                                        "store.url",
                                        "jdbc:postgresql://127.0.0.1:" + sluice.port() + "/postgres")
                                .set("siegel.properties", "store.user", "postgres"))) {
            SmtpSink sink = office.world.sink(PARTNER);
            send(office, 0);
            sink.awaitMessages(1, LONG);
            office.awaitEnd();

            sluice.shut();
            for (int i = 1; i <= MAILS; i++) {
                send(office, i);
            }
            sink.awaitMessages(2, LONG); // what is known of the domain is enough to deliver
            assertThat(Patience.await(LONG, () -> office.gateway().output().contains("when the database is back")))
                    .as("the operator is told:\n%s", office.gateway().output())
                    .isTrue();
            sluice.open();

            assertThat(office.gateway().awaitIdle(LONG))
                    .as("the queues get empty")
                    .isTrue();
            office.gateway().stop();
            assertThat(office.gateway().repository("error")).isEmpty();
            assertThat(sink.messages().stream()
                            .map(message -> Mime.of(message).subject())
                            .collect(Collectors.groupingBy(subject -> subject, Collectors.counting())))
                    .as("each once")
                    .hasSize(MAILS + 1)
                    .allSatisfy((_subject, times) -> assertThat(times).isEqualTo(1L));
            assertAllIsRecorded(postgres);
        }
    }

    private static void send(RunningOffice office, int number) throws IOException {
        office.send(
                RunningOffice.SENDER,
                List.of("einkauf@" + PARTNER),
                ("From: " + RunningOffice.SENDER + "\r\nMessage-ID: " + id(number) + "\r\nSubject: Nummer " + number
                                + "\r\n\r\nGuten Tag\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static String id(int number) {
        return "<nummer-" + number + "@organisation.test>";
    }

    private static void assertAllIsRecorded(EmbeddedPostgres postgres) {
        DatabaseSettings database =
                new DatabaseSettings("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres", "postgres", "");
        List<Evidence> records = new ArrayList<>();
        try (Store store = Store.open(database, "reader", Clock.systemUTC(), new SecureRandom())) {
            assertThat(store.evidence().verify().defects()).isEmpty();
            store.evidence().export(Instant.EPOCH, records::add);
        }
        Map<String, Outcome> last = records.stream()
                .collect(Collectors.toMap(
                        record -> record.attempt().copy().messageId().orElse(""),
                        record -> record.attempt().handling().outcome(),
                        (_earlier, later) -> later));
        assertThat(last)
                .containsOnlyKeys(IntStream.rangeClosed(0, MAILS)
                        .mapToObj(DatabaseAwayIT::id)
                        .toList())
                .allSatisfy((_id, outcome) -> assertThat(outcome).isEqualTo(Outcome.DELIVERED));
    }
}
