package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.testing.smtp.Behaviour;
import org.siegel.testing.smtp.SmtpSink;
import org.siegel.testing.smtp.Step;

/** The power fails while mail is on its way. */
class KilledGatewayIT {

    private static final int MAILS = 200;
    private static final int ARRIVED_BEFORE = 50;

    /**
     * As many as there are connections to one destination, each of which may have lost the reply to the end of its data, and as
     * many that were delivered and wait for their evidence to be written.
     */
    private static final int UNDER_WAY = 40;

    @Test
    void everyAcceptedMailArrivesAlthoughTheGatewayIsKilledInTheMiddleOfDelivery(@TempDir Path home) throws Exception {
        try (RunningOffice office = RunningOffice.open(home, _conf -> {})) {
            SmtpSink sink = office.world.sink("qualified.test");
            sink.at(Step.END_OF_DATA, new Behaviour.Late(Duration.ofMillis(500)));
            try (Submission submission = Submission.to(office.gateway().smtpPort())) {
                for (int i = 0; i < MAILS; i++) {
                    submission.send(RunningOffice.SENDER, List.of("einkauf@qualified.test"), mail(i));
                }
            }
            sink.awaitMessages(ARRIVED_BEFORE, Duration.ofSeconds(60));
            office.kill();
            int before = sink.messages().size();
            assertThat(before).as("killed in the middle").isLessThan(MAILS);

            sink.asUsual();
            office.start();
            office.awaitEnd();

            var times = sink.messages().stream()
                    .map(message -> Mime.of(message).subject())
                    .collect(Collectors.groupingBy(subject -> subject, TreeMap::new, Collectors.counting()));
            assertThat(times.keySet())
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, MAILS)
                            .mapToObj(i -> "Nummer " + i)
                            .toList());
            assertThat(times.values()).allMatch(count -> count <= 2);
            assertThat(times.values().stream().filter(count -> count > 1)).hasSizeLessThanOrEqualTo(UNDER_WAY);
        }
    }

    private static byte[] mail(int number) {
        return ("From: " + RunningOffice.SENDER + "\r\nMessage-ID: <nummer-" + number
                        + "@organisation.test>\r\nSubject: Nummer " + number + "\r\n\r\nGuten Tag\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
