package org.siegel.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.testing.smtp.Behaviour;
import org.siegel.testing.smtp.Received;
import org.siegel.testing.smtp.Step;

/** Odd mails, odd domains and odd servers: each ends in a delivery, a sealed mail or a notice; nothing goes in clear. */
class BadInputIT {

    private static final String HEADER =
            "From: " + RunningOffice.SENDER + "\r\nMessage-ID: <odd@organisation.test>\r\n";
    private static final int MEGABYTE = 1_000_000;
    private static final String SECRET = "die Probezeit endet vorzeitig";

    @TempDir
    static Path home;

    private static RunningOffice office;

    @BeforeAll
    static void open() {
        office = RunningOffice.open(
                home,
                conf -> conf.edit("mailetcontainer.xml", "<delayTime>1 s</delayTime>", "<delayTime>100 ms</delayTime>")
                        .edit("mailetcontainer.xml", "<maxRetries>3</maxRetries>", "<maxRetries>1</maxRetries>")
                        .edit("adaptive-encryption.xml", "PT3S", "PT1S")
                        // so that every mail meets the server's behaviour from its first line on
                        .edit("siegel.properties", "smtp.mails-per-connection=100", "smtp.mails-per-connection=1"));
    }

    @AfterAll
    static void close() {
        office.close();
    }

    @BeforeEach
    void forget() {
        office.forget();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed\r\n\r\n" + SECRET,
                "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\n"
                        + SECRET,
                "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: ;;;=\"\r\n\r\n" + SECRET,
                "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=klingonisch\r\n\r\n" + SECRET,
                "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n" + SECRET + " gr\u00fc\u00dfe",
                "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n!!!" + SECRET,
                "Subject: \u00c3\u00bcber \u00ff\u00fe roh\r\nX-\u00e4: y\r\n\r\n" + SECRET,
                "Subject: =?utf-8?b?####?= =?x?q?a?=\r\n\r\n" + SECRET,
                "Subject: leer\r\n\r\n",
                "Subject: nur Kopf\r\nBcc: chef@organisation.test\r\n",
            })
    void anOddMessageArrivesUnchangedOrSealed(String rest) throws Exception {
        office.send(List.of("einkauf@qualified.test", "post@plaintext.test"), HEADER + rest);

        office.awaitEnd();

        String unchanged = rest.replace("Bcc: chef@organisation.test\r\n", "");
        assertThat(office.arrivedAt("qualified.test"))
                .singleElement()
                .satisfies(message -> assertThat(message.body().text().stripTrailing())
                        .endsWith((HEADER + unchanged).stripTrailing()));
        assertSealedOrReturned("plaintext.test", "post@plaintext.test");
    }

    @Test
    void aThousandRecipientsOfOneMailAllGetIt() throws Exception {
        List<String> recipients = IntStream.range(0, 1_000)
                .mapToObj(i -> "person" + i + "@qualified.test")
                .toList();
        office.send(recipients, HEADER + "Subject: Rundschreiben\r\n\r\n" + SECRET);

        office.awaitEnd();

        assertThat(office.arrivedAt("qualified.test").stream().flatMap(m -> m.recipientAddresses().stream()))
                .containsExactlyInAnyOrderElementsOf(recipients);
    }

    @Test
    void aMailFromTheNullSenderIsDeliveredWhereItCanBeAndKeptWhereNobodyCanBeTold() throws Exception {
        int kept = office.gateway().repository("undeliverable").size();
        office.send(
                "",
                List.of("einkauf@qualified.test", "x@null-mx.test"),
                (HEADER + "Subject: x\r\n\r\ny").getBytes(ISO_8859_1));

        office.awaitEnd();

        assertThat(office.arrivedAt("qualified.test")).hasSize(1);
        assertThat(office.arrivedAt(World.OWN)).isEmpty();
        assertThat(office.gateway().repository("undeliverable")).hasSize(kept + 1);
    }

    @Test
    void fiftyMegabytesArriveUnchangedOrSealed() throws Exception {
        byte[] file = new byte[50 * MEGABYTE];
        Arrays.fill(file, (byte) 'x');
        String message = HEADER + "Subject: Zeichnungen\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: application/octet-stream; name=plan.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(file);
        office.send(List.of("einkauf@qualified.test", "post@plaintext.test"), message);

        office.awaitEnd();

        assertThat(office.arrivedAt("qualified.test"))
                .singleElement()
                .satisfies(received -> assertThat(received.body().size()).isGreaterThan(message.length()));
        assertSealedOrReturned("plaintext.test", "post@plaintext.test");
    }

    @ParameterizedTest
    @CsvSource({
        "null-mx.test, 5.1.10",
        "no-host.test, 5.4.4",
        "literal.test, 5.4.4",
        "unreachable.test, 5.4.7",
        "bogus.test, 5.4.7",
        "nowhere-at-all.test, 5.1.2",
    })
    void aDomainThatTakesNoMailIsToldOfWithItsStatus(String domain, String status) throws Exception {
        office.send(List.of("jemand@" + domain), HEADER + "Subject: x\r\n\r\n" + SECRET);

        office.awaitEnd();

        assertThat(office.notices()).singleElement().asString().contains("jemand@" + domain, "(" + status + ")");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"AUTH", "QUIT"})
    void aServerThatHangsUpIsToldOf(Step step) throws Exception {
        office.world.sink("mandatory.test").at(step, new Behaviour.Close());
        office.send(List.of("lager@mandatory.test"), HEADER + "Subject: x\r\n\r\n" + SECRET);

        office.awaitEnd();

        assertSealedOrReturned("mandatory.test", "lager@mandatory.test");
    }

    @Test
    void aServerThatHangsUpAfterItTookTheMailHasTakenIt() throws Exception {
        office.world.sink("mandatory.test").at(Step.QUIT, new Behaviour.Close());
        office.send(List.of("lager@mandatory.test"), HEADER + "Subject: x\r\n\r\n" + SECRET);

        office.awaitEnd();

        assertThat(office.arrivedAt("mandatory.test")).hasSize(1);
        assertThat(office.notices()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"BANNER", "EHLO_AFTER_TLS", "END_OF_DATA"})
    void aServerWithAReplyOfAHundredMegabytesHarmsNobody(Step step) throws Exception {
        office.world.sink("mandatory.test").at(step, new Behaviour.EndlessReply(100L * MEGABYTE));
        office.send(List.of("lager@mandatory.test"), HEADER + "Subject: x\r\n\r\n" + SECRET);

        office.awaitEnd();

        assertThat(office.notices()).singleElement().asString().contains("lager@mandatory.test");
    }

    /** Nothing readable went over this server's connections in clear, and somebody knows what became of the mail. */
    private static void assertSealedOrReturned(String domain, String recipient) {
        assertThat(office.world.sink(domain).connections())
                .allSatisfy(connection -> assertThat(connection.cleartext()).doesNotContain(SECRET));
        List<Received> arrived = office.arrivedAt(domain);
        boolean isSealed =
                !arrived.isEmpty() && arrived.stream().map(Mime::of).allMatch(cover -> cover.has("application/pdf"));
        boolean isReturned = office.notices().stream().anyMatch(notice -> notice.contains(recipient));
        assertThat(isSealed || isReturned)
                .as("%s: %d arrived", recipient, arrived.size())
                .isTrue();
    }
}
