package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.dns.DnsFault;
import org.siegel.testing.dns.ZoneFlaw;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.smtp.Behaviour;
import org.siegel.testing.smtp.SinkConnection;
import org.siegel.testing.smtp.SmtpSink;
import org.siegel.testing.smtp.Step;
import org.siegel.testing.smtp.TlsSettings;
import org.siegel.transport.smtp.EnhancedStatus;
import org.xbill.DNS.Type;

/** Servers that fail or change: RFC 5321 §5.1, RFC 7672 §2.2, RFC 3207 §6. */
class StrictDeliveryTest {
    private static final String DOMAIN = "example.test";

    /** Long enough for a handshake on a busy machine. */
    private static final Duration HURRY = Duration.ofMillis(1500);

    private static final EnhancedStatus SECURITY = new EnhancedStatus(4, 7, 5);

    private static final List<Step> UP_TO_DATA = List.of(
            Step.BANNER,
            Step.EHLO,
            Step.STARTTLS,
            Step.HANDSHAKE,
            Step.EHLO_AFTER_TLS,
            Step.MAIL,
            Step.RCPT,
            Step.DATA);

    private static Stream<Arguments> at(List<Step> steps, Behaviour behaviour) {
        return steps.stream().map(step -> Arguments.of(step, behaviour));
    }

    static Stream<Arguments> failuresBeforeTheMessage() {
        return Stream.of(
                        at(UP_TO_DATA, new Behaviour.Close()),
                        at(UP_TO_DATA, new Behaviour.Goodbye(421, "4.3.2 not now")),
                        at(UP_TO_DATA, new Behaviour.Raw("?!\r\n")),
                        at(List.of(Step.MAIL, Step.RCPT, Step.DATA), new Behaviour.Reply(451, "4.7.1 later")),
                        at(List.of(Step.STARTTLS), new Behaviour.Inject("250 inserted\r\n")))
                .flatMap(each -> each);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("failuresBeforeTheMessage")
    void theSecondServerGetsTheMailWhenTheFirstFails(Step step, Behaviour behaviour) {
        try (Network network = Network.twoServers(DOMAIN).hurried(HURRY)) {
            network.sink(1).at(step, behaviour);

            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);
            assertThat(network.sink(1).messages()).isEmpty();
            assertThat(network.sink(2).messages()).hasSize(1);
        }
    }

    /** RFC 3207 §4: what was offered before TLS is forgotten. */
    @Test
    void whatAServerOfferedBeforeTlsOnlyIsNotUsedInside() {
        try (Network network = Network.qualified(DOMAIN)) {
            network.sink(1)
                    .at(
                            Step.EHLO,
                            new Behaviour.Reply(
                                    250, "mx1\nSTARTTLS\nPIPELINING\nCHUNKING\nSMTPUTF8\nDSN\nSIZE 10\nREQUIRETLS"));
            network.sink(1).extensions("8BITMIME");

            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);
            assertThat(network.sink(1).connections().getLast().commands())
                    .contains("DATA")
                    .noneMatch(command -> command.startsWith("BDAT") || command.contains("SIZE="));
        }
    }

    @Test
    void whatAServerOffersInsideTlsOnlyIsUsed() {
        try (Network network = Network.qualified(DOMAIN)) {
            network.sink(1).at(Step.EHLO, new Behaviour.Reply(250, "mx1\nSTARTTLS"));
            network.sink(1).extensions("8BITMIME", "CHUNKING", "SIZE 1000000");

            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);
            assertThat(network.sink(1).connections().getLast().commands())
                    .anyMatch(command -> command.startsWith("BDAT"))
                    .anyMatch(command -> command.contains("SIZE="));
        }
    }

    static Stream<Step> steps() {
        return UP_TO_DATA.stream();
    }

    @ParameterizedTest
    @MethodSource("steps")
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void aServerThatHangsIsCutAndTheSecondGetsTheMail(Step step) {
        try (Network network = Network.twoServers(DOMAIN).hurried(HURRY)) {
            network.sink(1).at(step, new Behaviour.Hang());

            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);
            assertThat(network.sink(2).messages()).hasSize(1);
            network.sink(1).awaitConnections(1, Network.PATIENCE);
        }
    }

    @ParameterizedTest
    @EnumSource(TransportGrade.class)
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void aServerThatHangsWhileItsTlsIsProbedIsCut(TransportGrade demand) {
        try (Network network = Network.qualified(DOMAIN).hurried(Duration.ofMillis(300))) {
            network.sink(1).at(Step.HANDSHAKE, new Behaviour.Hang());

            assertThat(network.fate(DOMAIN, demand)).isInstanceOf(Fate.Postponed.class);
            network.assertNothingWasSent();
        }
    }

    @Test
    void nobodyListening() {
        try (Network network = Network.twoServers(DOMAIN)) {
            network.sink(1).close();
            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);

            network.sink(2).close();
            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED))
                    .isInstanceOfSatisfying(
                            Fate.Postponed.class,
                            postponed ->
                                    assertThat(postponed.words()).contains("mx1.example.test", "mx2.example.test"));
        }
    }

    static Stream<Arguments> shortfalls() {
        return Stream.of(
                Arguments.of("no TLS", TlsSettings.none()),
                Arguments.of("TLS 1.0", TlsSettings.tls10Only()),
                Arguments.of("RSA key transport", TlsSettings.rsaKeyTransportOnly()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shortfalls")
    void theSecondServerGetsTheMailWhenTheFirstFallsShort(String name, TlsSettings weak) {
        Identity good = Network.AUTHORITY.issue("mx2.example.test");
        try (Network network = new Network()) {
            network.server(weak, Network.RSA);
            network.server(good);
            network.zones(
                    zones -> zones.signed(DOMAIN, "@ MX 10 mx1", "@ MX 20 mx2", "mx1 A 127.0.7.1", "mx2 A 127.0.7.2"));

            assertThat(network.predict(DOMAIN))
                    .as("the weakest decides")
                    .isInstanceOfSatisfying(
                            Prediction.Known.class,
                            known -> assertThat(known.grade()).isLessThan(TransportGrade.MANDATORY));
            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).as(name).isInstanceOf(Fate.Delivered.class);
            Network.assertNothingWasSent(network.sink(1));
            assertThat(network.sink(2).messages()).hasSize(1);
        }
    }

    @Test
    void aBetterServerOfWorsePreferenceDoesNotGoFirst() {
        try (Network network = new Network()) {
            network.server(TlsSettings.none());
            Identity good = Network.AUTHORITY.issue("mx2.example.test");
            network.server(good);
            network.zones(zones -> zones.signed(
                    DOMAIN,
                    "@ MX 10 mx1",
                    "@ MX 20 mx2",
                    "mx1 A 127.0.7.1",
                    "mx2 A 127.0.7.2",
                    network.daneEe("mx2", good)));

            assertThat(network.fate(DOMAIN, TransportGrade.NONE)).isInstanceOf(Fate.Delivered.class);
            assertThat(network.sink(1).messages()).hasSize(1);
            assertThat(network.sink(2).counts().connections()).isZero();
        }
    }

    @Test
    void theSecondAddressOfAServerIsTriedToo() {
        Identity identity = Network.AUTHORITY.issue("mx1.example.test");
        try (Network network = new Network()) {
            network.server(identity);
            network.server(identity);
            network.zones(zones -> zones.signed(DOMAIN, "@ MX 10 mx1", "mx1 A 127.0.7.1", "mx1 A 127.0.7.2"));
            network.sink(1).close();

            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);
            assertThat(network.predict(DOMAIN)).isInstanceOf(Prediction.Known.class);
        }
    }

    @Test
    void theSecondServerIsNotAskedAfterAPermanentRefusal() {
        try (Network network = Network.twoServers(DOMAIN)) {
            network.sink(1).at(Step.MAIL, new Behaviour.Reply(550, "5.7.1 not from you"));

            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED))
                    .isInstanceOfSatisfying(Fate.Refused.class, refused -> {
                        assertThat(refused.status()).isEqualTo(new EnhancedStatus(5, 7, 1));
                        assertThat(refused.words()).contains("not from you");
                    });
            assertThat(network.sink(2).counts().connections()).isZero();
        }
    }

    @Test
    void theSecondServerIsNotAskedWhenTheFirstMayHaveTheMail() {
        for (Behaviour behaviour : List.of(new Behaviour.LoseReply(), new Behaviour.Close())) {
            try (Network network = Network.twoServers(DOMAIN)) {
                network.sink(1).at(Step.END_OF_DATA, behaviour);

                assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Postponed.class);
                assertThat(network.sink(2).counts().connections()).isZero();
            }
        }
    }

    @Test
    void theSecondServerIsAskedWhenTheFirstHasSaidThatItDidNotTakeTheMail() {
        try (Network network = Network.twoServers(DOMAIN)) {
            network.sink(1).at(Step.END_OF_DATA, new Behaviour.Reply(452, "4.3.1 disk full"));

            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);
        }
    }

    @Test
    void theServerThatCannotTakeTheMailLeavesItToTheSecond() {
        try (Network network = Network.twoServers(DOMAIN)) {
            network.sink(1).extensions("SIZE 10");
            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);

            network.sink(2).extensions("SIZE 10");
            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED))
                    .isInstanceOfSatisfying(
                            Fate.Refused.class,
                            refused -> assertThat(refused.status()).isEqualTo(new EnhancedStatus(5, 3, 4)));
        }
    }

    @Test
    void whenBothRefuseForNowTheWordsOfTheFirstAreTold() {
        try (Network network = Network.twoServers(DOMAIN)) {
            network.sink(1).at(Step.RCPT, new Behaviour.Reply(450, "4.2.0 greylisted"));
            network.sink(2).at(Step.BANNER, new Behaviour.Goodbye(554, "5.3.2 closed"));

            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED))
                    .isInstanceOfSatisfying(Fate.Postponed.class, postponed -> {
                        assertThat(postponed.status()).isEqualTo(new EnhancedStatus(4, 2, 0));
                        assertThat(postponed.words()).contains("greylisted");
                    });
        }
    }

    @Test
    void aServerThatRefusesForNowIsNotAMissedGradeBecauseTheSecondFallsShort() {
        Identity good = Network.AUTHORITY.issue("mx1.example.test");
        try (Network network = new Network()) {
            network.server(good);
            network.server(TlsSettings.none());
            network.zones(
                    zones -> zones.signed(DOMAIN, "@ MX 10 mx1", "@ MX 20 mx2", "mx1 A 127.0.7.1", "mx2 A 127.0.7.2"));
            network.sink(1).at(Step.RCPT, new Behaviour.Reply(450, "4.2.0 greylisted"));

            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Postponed.class);
            Network.assertNothingWasSent(network.sink(2));
        }
    }

    @Test
    void everyRecipientHasAResultOfItsOwn() {
        try (Network network = Network.twoServers(DOMAIN)) {
            network.sink(1).atRecipient("gone@example.test", new Behaviour.Reply(550, "5.1.1 unknown"));
            network.sink(1).atRecipient("full@example.test", new Behaviour.Reply(452, "4.2.2 full"));

            DeliveryReport report = network.deliver(
                    DOMAIN, TransportGrade.QUALIFIED, "rita@example.test", "gone@example.test", "full@example.test");

            assertThat(report.results())
                    .extracting(result -> result.recipient().address())
                    .containsExactly("rita@example.test", "gone@example.test", "full@example.test");
            assertThat(report.results())
                    .extracting(DeliveryReport.Result::fate)
                    .hasExactlyElementsOfTypes(Fate.Delivered.class, Fate.Refused.class, Fate.Postponed.class);
            assertThat(network.sink(1).messages().getFirst().recipientAddresses())
                    .containsExactly("rita@example.test");
            assertThat(network.sink(2).counts().connections())
                    .as("part of the mail was taken")
                    .isZero();
        }
    }

    @Test
    void everyRecipientHasAResultWhereNobodyIsReached() {
        try (Network network = Network.unsigned(DOMAIN, TlsSettings.none())) {
            assertThat(network.deliver(DOMAIN, TransportGrade.MANDATORY, "a@example.test", "b@example.test")
                            .results())
                    .hasSize(2)
                    .allMatch(result -> result.fate() instanceof Fate.GradeMissed);
        }
    }

    @ParameterizedTest
    @EnumSource(TransportGrade.class)
    void aCertificateThatChangesAfterThePredictionGetsNothing(TransportGrade demand) {
        try (Network network = Network.qualified(DOMAIN)) {
            assertThat(network.predict(DOMAIN))
                    .isInstanceOfSatisfying(
                            Prediction.Known.class,
                            known -> assertThat(known.grade()).isEqualTo(TransportGrade.QUALIFIED));

            network.sink(1).identity(Network.AUTHORITY.issue("mx1.example.test"));

            assertThat(network.fate(DOMAIN, demand)).isInstanceOfSatisfying(Fate.Postponed.class, postponed -> {
                assertThat(postponed.status()).isEqualTo(SECURITY);
                assertThat(postponed.words()).contains("DANE");
            });
            network.assertNothingWasSent();
        }
    }

    @Test
    void aCertificateThatLosesItsNameAfterThePredictionMissesTheGrade() {
        Identity good = Network.AUTHORITY.issue("mx1.example.test");
        try (Network network = new Network()) {
            network.server(good);
            network.zones(zones -> zones.signed(DOMAIN, "@ MX 10 mx1", "mx1 A 127.0.7.1"));
            network.predict(DOMAIN);

            network.sink(1).identity(Network.AUTHORITY.issue("other.test"));

            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED))
                    .isInstanceOfSatisfying(
                            Fate.GradeMissed.class,
                            missed -> assertThat(missed.words()).contains("mx1.example.test"));
            network.assertNothingWasSent();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TransportGrade.class,
            names = {"OPPORTUNISTIC", "MANDATORY", "QUALIFIED"})
    void startTlsThatIsStrippedAfterThePredictionGetsNothing(TransportGrade demand) {
        try (Network network =
                Network.unsigned(DOMAIN, TlsSettings.modern(), Network.AUTHORITY.issue("mx1.example.test"))) {
            assertThat(network.predict(DOMAIN)).isInstanceOf(Prediction.Known.class);

            network.sink(1).tls(TlsSettings.none());

            assertThat(network.fate(DOMAIN, demand))
                    .isInstanceOfSatisfying(
                            Fate.GradeMissed.class,
                            missed -> assertThat(missed.words()).contains("STARTTLS"));
            network.assertNothingWasSent();
        }
    }

    @ParameterizedTest
    @EnumSource(TransportGrade.class)
    @Tag("RFC7672-D19")
    void startTlsThatIsStrippedWhereDaneBindsGetsNothingWhateverTheDemand(TransportGrade demand) {
        try (Network network = Network.qualified(DOMAIN)) {
            network.sink(1).tls(TlsSettings.none());

            assertThat(network.fate(DOMAIN, demand))
                    .isInstanceOfSatisfying(
                            Fate.Postponed.class,
                            postponed -> assertThat(postponed.status()).isEqualTo(SECURITY));
            network.assertNothingWasSent();
        }
    }

    @ParameterizedTest
    @EnumSource(TransportGrade.class)
    void startTlsThatIsDeclinedIsNoTls(TransportGrade demand) {
        try (Network network =
                Network.unsigned(DOMAIN, TlsSettings.modern(), Network.AUTHORITY.issue("mx1.example.test"))) {
            network.sink(1).at(Step.STARTTLS, new Behaviour.Reply(454, "4.7.0 not available"));

            Fate fate = network.fate(DOMAIN, demand);

            assertThat(fate)
                    .isInstanceOf(demand == TransportGrade.NONE ? Fate.Delivered.class : Fate.GradeMissed.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TransportGrade.class)
    void plaintextInjectedBehindStartTlsEndsTheConnection(TransportGrade demand) {
        try (Network network =
                Network.unsigned(DOMAIN, TlsSettings.modern(), Network.AUTHORITY.issue("mx1.example.test"))) {
            network.sink(1).at(Step.STARTTLS, new Behaviour.Inject("250-mx1.example.test\r\n250 PIPELINING\r\n"));

            assertThat(network.fate(DOMAIN, demand))
                    .isInstanceOfSatisfying(
                            Fate.Postponed.class,
                            postponed -> assertThat(postponed.words()).contains("Unprotected text was slipped into"));
            network.assertNothingWasSent();
        }
    }

    @Test
    void cleartextComesOnANewConnectionAndOnlyForMailThatDemandsNothing() {
        try (Network network =
                Network.unsigned(DOMAIN, TlsSettings.modern(), Network.AUTHORITY.issue("mx1.example.test"))) {
            network.sink(1).at(Step.HANDSHAKE, new Behaviour.Close());

            assertThat(network.fate(DOMAIN, TransportGrade.OPPORTUNISTIC)).isInstanceOf(Fate.GradeMissed.class);
            network.assertNothingWasSent();
            DeliveryReport report = network.deliver(DOMAIN, TransportGrade.NONE);

            assertThat(report.results().getFirst().fate()).isInstanceOf(Fate.Delivered.class);
            assertThat(report.facts().orElseThrow().tls()).isEmpty();
            assertThat(network.sink(1).messages().getFirst().tls()).isEmpty();
        }
    }

    @Test
    void oneBogusServerDoesNotSpoilTheOther() {
        Identity good = Network.AUTHORITY.issue("mx2.example.test");
        try (Network network = new Network()) {
            network.server(good);
            network.zones(zones -> zones.signed(
                            DOMAIN,
                            "@ MX 10 mx1.bogus.test.",
                            "@ MX 20 mx2",
                            "mx2 A 127.0.7.1",
                            network.daneEe("mx2", good))
                    .flawed("bogus.test", new ZoneFlaw.SignatureCorrupt("mx1", Type.A), "mx1 A 127.0.7.1"));

            assertThat(network.predict(DOMAIN))
                    .isInstanceOfSatisfying(
                            Prediction.Known.class,
                            known -> assertThat(known.grade()).isEqualTo(TransportGrade.QUALIFIED));
            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);
        }
    }

    @Test
    void aServerWithTheWrongCertificateDoesNotSpoilTheOther() {
        try (Network network = Network.twoServers(DOMAIN)) {
            network.sink(1).identity(Network.AUTHORITY.issue("mx1.example.test"));

            assertThat(network.predict(DOMAIN))
                    .isInstanceOfSatisfying(
                            Prediction.Known.class,
                            known -> assertThat(known.grade()).isEqualTo(TransportGrade.QUALIFIED));
            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);
            Network.assertNothingWasSent(network.sink(1));
        }
    }

    @Test
    @Tag("RFC7672-D2")
    void aServerWhoseTlsaRecordsCannotBeLookedUpCountsAsUnreachable() {
        try (Network network = Network.qualified(DOMAIN)) {
            network.dns().fail("_" + network.port() + "._tcp.mx1.example.test", Type.TLSA, DnsFault.SERVFAIL);

            assertThat(network.fate(DOMAIN, TransportGrade.NONE))
                    .isInstanceOfSatisfying(
                            Fate.Postponed.class,
                            postponed -> assertThat(postponed.words()).contains("TLSA"));
            assertThat(network.sink(1).counts().connections()).isZero();
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("null.example.test", new EnhancedStatus(5, 1, 10)),
                Arguments.of("none.example.test", new EnhancedStatus(5, 1, 2)),
                Arguments.of("literal.example.test", new EnhancedStatus(5, 4, 4)),
                Arguments.of("noaddress.example.test", new EnhancedStatus(5, 4, 4)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void whereNobodyCanGetMailItIsRefusedForGood(String domain, EnhancedStatus status) {
        try (Network network = new Network()
                .zones(zones ->
                        zones.signed(DOMAIN, "null MX 0 .", "literal MX 10 127.0.7.1.", "noaddress MX 10 mx9"))) {
            assertThat(network.fate(domain, TransportGrade.NONE))
                    .isInstanceOfSatisfying(
                            Fate.Refused.class,
                            refused -> assertThat(refused.status()).isEqualTo(status));
        }
    }

    @Test
    void bogusMailRoutesWaitAndSayThatItIsAboutSecurity() {
        try (Network network = new Network()
                .zones(zones -> zones.flawed(DOMAIN, new ZoneFlaw.EverySignatureCorrupt(), "@ MX 10 mx1"))) {
            assertThat(network.fate(DOMAIN, TransportGrade.NONE))
                    .isInstanceOfSatisfying(
                            Fate.Postponed.class,
                            postponed -> assertThat(postponed.status()).isEqualTo(SECURITY));
        }
    }

    @Test
    @Tag("RFC7672-D15")
    void theServersNameIsAskedForAndGoodByeIsSaid() {
        try (Network network = Network.qualified(DOMAIN)) {
            network.fate(DOMAIN, TransportGrade.QUALIFIED);

            SinkConnection connection =
                    network.sink(1).awaitConnections(1, Network.PATIENCE).getFirst();
            assertThat(connection.tls().orElseThrow().sni()).contains("mx1.example.test");
            assertThat(connection.commands()).endsWith("QUIT");
        }
    }

    @Test
    void goodByeIsSaidToAServerThatTurnsUsAwayOrFallsShort() {
        try (Network network = Network.unsigned(DOMAIN, TlsSettings.none())) {
            network.fate(DOMAIN, TransportGrade.QUALIFIED);
            network.sink(1).at(Step.EHLO, new Behaviour.Reply(550, "5.7.1 go away"));
            network.fate(DOMAIN, TransportGrade.QUALIFIED);

            SmtpSink sink = network.sink(1);
            assertThat(sink.awaitConnections(2, Network.PATIENCE))
                    .allMatch(connection -> connection.commands().getLast().equals("QUIT"));
        }
    }

    @Test
    @Tag("DSK-Q5")
    void theEvidenceIsOfTheConnectionThatCarriedTheMail() {
        try (Network network = Network.twoServers(DOMAIN)) {
            network.sink(1).at(Step.BANNER, new Behaviour.Close());

            ConnectionFacts facts =
                    network.deliver(DOMAIN, TransportGrade.QUALIFIED).facts().orElseThrow();

            assertThat(facts.host().ascii()).isEqualTo("mx2.example.test");
            assertThat(facts.address().getHostAddress()).isEqualTo("127.0.7.2");
            assertThat(facts.port()).isEqualTo(network.port());
            assertThat(facts.mxSecurity()).isEqualTo("secure");
            assertThat(facts.addressSecurity()).isEqualTo("secure");
            assertThat(facts.tlsa()).isEqualTo("secure, 1 record(s)");
            assertThat(facts.tls().orElseThrow().version()).isEqualTo("TLSv1.3");
            assertThat(facts.judgement().grade()).isEqualTo(TransportGrade.QUALIFIED);
        }
    }
}
