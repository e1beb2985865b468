package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.testing.smtp.Behaviour;
import org.siegel.testing.smtp.SmtpSink;
import org.siegel.testing.smtp.Step;

/** A disk of the gateway's is full for a while: with its queues, its database, or all that it keeps. */
class FullDiskInteropIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    /** In which a mail that goes again and again would go several times. */
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private static final int MEGABYTES = 48;
    private static final String PARTNER = "qualified.test";
    private static final int TURNS = 3;
    private static final int MAILS = 30;

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"var", "var/queue", "var/siegel"})
    void whatCannotBeKeptIsRefusedAndWhatWasAcceptedArrivesOnce(String folder) throws Exception {
        try (SmallDisk disk = SmallDisk.on(home.resolve(folder), MEGABYTES);
                RunningOffice office = RunningOffice.open(home, _conf -> {})) {
            List<String> accepted = new ArrayList<>();
            List<String> refusals = new ArrayList<>();
            for (int turn = 0; turn < TURNS; turn++) {
                offer(office, turn + " before", accepted, refusals);
                disk.fill();
                offer(office, turn + " while", accepted, refusals);
                disk.makeRoom();
            }
            assertThat(refusals).allMatch(words -> words.contains("'4"));
            offer(office, "after", accepted, refusals);
            assertThat(accepted)
                    .as("without a restart it goes on")
                    .containsAll(IntStream.range(0, MAILS)
                            .mapToObj(i -> "after " + i)
                            .toList());

            assertArrivedOnce(office, accepted);
            if (!folder.equals("var/siegel")) {
                assertThat(refusals).as("the disk was full").isNotEmpty();
            }
            assertThat(office.gateway().output()).contains("No space left on device");
        }
    }

    @Test
    void whatWentDoesNotGoAgainWhileWhatFollowsFromItCannotBeKept() throws Exception {
        try (SmallDisk disk = SmallDisk.on(home.resolve("var/queue"), MEGABYTES);
                RunningOffice office = RunningOffice.open(home, _conf -> {})) {
            SmtpSink sink = office.world.sink(PARTNER);
            sink.atRecipient("later@" + PARTNER, new Behaviour.Reply(451, "4.2.1 not now"));
            sink.at(Step.END_OF_DATA, new Behaviour.Late(A_WHILE));
            office.send(List.of("now@" + PARTNER, "later@" + PARTNER), mail("both"));
            assertThat(Patience.await(LONG, () -> sink.connections().size() > 0))
                    .isTrue();
            assertThat(Patience.await(LONG, () -> office.gateway().queued("spool") == 0))
                    .isTrue();
            disk.fill();

            sink.awaitMessages(1, LONG);
            sink.asUsual(Step.END_OF_DATA);
            assertThat(Patience.await(LONG, () -> office.gateway().output().contains("No space left on device")))
                    .as("the operator is told:\n%s", office.gateway().output())
                    .isTrue();
            assertThat(Patience.await(A_WHILE, () -> sink.messages().size() > 1))
                    .as("it goes again")
                    .isFalse();
            sink.asUsual();
            disk.makeRoom();

            office.awaitEnd();
            assertThat(sink.messages().stream().flatMap(message -> message.recipientAddresses().stream()))
                    .containsExactly("now@" + PARTNER, "later@" + PARTNER);
        }
    }

    /** Where big messages are while they are looked into, and all while they are sealed. */
    @Test
    void whatHasNoRoomToBeWorkedOnWaitsAndIsNotReturned() throws Exception {
        try (SmallDisk disk = SmallDisk.on(home.resolve("var/siegel/work"), MEGABYTES);
                RunningOffice office = RunningOffice.open(home, _conf -> {})) {
            disk.fill();
            office.send(List.of("post@plaintext.test"), mail("sealed"));
            office.send(List.of("einkauf@" + PARTNER), mail("big") + ("x".repeat(70) + "\r\n").repeat(40_000));
            for (String words : List.of("is sealed when the disk has room for it", "goes on when the disk lets it")) {
                assertThat(Patience.await(LONG, () -> office.gateway().output().contains(words)))
                        .as("the operator is told:\n%s", office.gateway().output())
                        .isTrue();
            }
            disk.makeRoom();

            office.world.sink("plaintext.test").awaitMessages(1, LONG);
            office.awaitEnd();
            assertThat(office.notices()).isEmpty();
            assertThat(office.arrivedAt(PARTNER)).hasSize(1);
            assertThat(office.arrivedAt("plaintext.test")).hasSize(1);
        }
    }

    private static void assertArrivedOnce(RunningOffice office, List<String> accepted) {
        assertThat(office.gateway().awaitIdle(LONG))
                .as("the queues get empty:\n%s", office.gateway().output())
                .isTrue();
        assertThat(office.gateway().repository("error")).isEmpty();
        Map<String, Long> arrived = office.arrivedAt(PARTNER).stream()
                .map(message -> Mime.of(message).subject())
                .collect(Collectors.groupingBy(subject -> subject, Collectors.counting()));
        assertThat(arrived)
                .containsOnlyKeys(accepted)
                .allSatisfy((_subject, times) -> assertThat(times).isEqualTo(1L));
    }

    private static void offer(RunningOffice office, String name, List<String> accepted, List<String> refusals) {
        for (int i = 0; i < MAILS; i++) {
            String subject = name + " " + i;
            refusal(office, subject).ifPresentOrElse(refusals::add, () -> accepted.add(subject));
        }
    }

    private static Optional<String> refusal(RunningOffice office, String subject) {
        try {
            office.send(List.of("einkauf@" + PARTNER), mail(subject));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static String mail(String subject) {
        return "From: " + RunningOffice.SENDER + "\r\nMessage-ID: <" + subject.replace(' ', '-')
                + "@organisation.test>\r\nSubject: " + subject + "\r\n\r\n" + ("x".repeat(70) + "\r\n").repeat(200);
    }
}
