package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.store.Outcome;

/** A server without 8BITMIME gets 8-bit text encoded (RFC 6152 §3), and the evidence says that other octets arrived than were sent. */
class EncodedMailIT {

    private static final String HEADER = "From: " + RunningOffice.SENDER
            + "\r\nSubject: Termin\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n";

    @Test
    void whatWasEncodedOnTheWayIsRecorded(@TempDir Path home) throws Exception {
        try (RunningOffice office = RunningOffice.open(home, _conf -> {})) {
            office.world.sink("qualified.test").extensions("PIPELINING");
            List<String> recipient = List.of("einkauf@qualified.test");
            office.send(recipient, HEADER + "Message-ID: <8@organisation.test>\r\n\r\nGr\u00fc\u00dfe\r\n");
            office.send(recipient, HEADER + "Message-ID: <7@organisation.test>\r\n\r\nGruss\r\n");
            office.awaitEnd();
            office.gateway().stop();

            assertThat(office.arrivedAt("qualified.test"))
                    .extracting(message -> Mime.of(message).text().strip())
                    .containsExactlyInAnyOrder("Gr\u00fc\u00dfe", "Gruss");
            assertThat(History.read(home, Clock.systemUTC(), new SecureRandom()))
                    .extracting(
                            record -> record.attempt().copy().messageId().orElseThrow(),
                            record -> record.attempt().handling().outcome(),
                            record -> record.attempt().handling().isEncoded())
                    .containsExactlyInAnyOrder(
                            tuple("<8@organisation.test>", Outcome.DELIVERED, true),
                            tuple("<7@organisation.test>", Outcome.DELIVERED, false));
        }
    }
}
