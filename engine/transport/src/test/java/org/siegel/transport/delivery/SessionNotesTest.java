package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.dns.DnsFault;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.smtp.Behaviour;
import org.siegel.testing.smtp.Step;
import org.siegel.testing.smtp.TlsSettings;
import org.siegel.transport.smtp.Envelope;
import org.siegel.transport.smtp.Mailbox;
import org.siegel.transport.smtp.OutgoingMessage;
import org.siegel.transport.smtp.Recipient;
import org.siegel.transport.tlsrpt.AppliedPolicy.Kind;
import org.siegel.transport.tlsrpt.FailureType;
import org.siegel.transport.tlsrpt.TlsSession;
import org.xbill.DNS.Type;

/** What is told of sessions, for reports: RFC 8460 §4.2, §4.3, §5.3. */
class SessionNotesTest {

    private static final String DOMAIN = "example.test";
    private static final Identity GOOD = Network.AUTHORITY.issue("mx1.example.test");

    private static TlsSession only(Network network) {
        assertThat(network.sessions()).hasSize(1);
        return network.sessions().getFirst();
    }

    private static void assertTold(Network network, Kind kind) {
        TlsSession session = only(network);
        assertThat(session.policy().kind()).isEqualTo(kind);
        assertThat(session.policy().domain()).isEqualTo(DomainName.of(DOMAIN));
        assertThat(session.failure()).isEmpty();
    }

    private static TlsSession.Failure assertTold(Network network, Kind kind, FailureType type) {
        TlsSession session = only(network);
        assertThat(session.policy().kind()).isEqualTo(kind);
        TlsSession.Failure failure = session.failure().orElseThrow();
        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.host()).isEqualTo(DomainName.of("mx1.example.test"));
        assertThat(failure.reason()).isNotBlank();
        return failure;
    }

    private static Network sts(Identity server, String policy) {
        Network network = new Network();
        network.server(server);
        return sts(network, policy);
    }

    private static Network sts(Network network, String policy) {
        return network.zones(zones -> zones.unsigned(
                        DOMAIN,
                        "@ MX 10 mx1",
                        "mx1 A 127.0.7.1",
                        "mta-sts A 127.0.0.1",
                        "_mta-sts TXT \"v=STSv1; id=1\""))
                .policyHost(Network.AUTHORITY.issue("mta-sts.example.test"), policy);
    }

    private static String policy(String mode, String host) {
        return "version: STSv1\nmode: " + mode + "\nmx: " + host + "\nmax_age: 86400\n";
    }

    @Test
    void aSessionUnderTlsaRecordsNamesThem() {
        try (Network network = Network.qualified(DOMAIN)) {
            network.fate(DOMAIN, TransportGrade.QUALIFIED);

            assertTold(network, Kind.TLSA);
            assertThat(only(network).policy().strings())
                    .singleElement()
                    .asString()
                    .matches("3 1 1 [0-9a-f]{64}");
        }
    }

    @Test
    void anotherKeyThanThatOfTheTlsaRecordsIsAFailure() {
        try (Network network = Network.qualified(DOMAIN)) {
            network.sink(1).identity(Network.AUTHORITY.issue("mx1.example.test"));
            network.fate(DOMAIN, TransportGrade.NONE);

            TlsSession.Failure failure = assertTold(network, Kind.TLSA, FailureType.VALIDATION_FAILURE);
            assertThat(failure.to().orElseThrow().getHostAddress()).isEqualTo("127.0.7.1");
            assertThat(failure.from().orElseThrow().isLoopbackAddress()).isTrue();
        }
    }

    @Test
    void tlsaRecordsThatCannotBeUsedOrHadAreTold() {
        try (Network network = new Network()) {
            network.server(GOOD);
            network.zones(zones -> zones.signed(
                    DOMAIN,
                    "@ MX 10 mx1",
                    "mx1 A 127.0.7.1",
                    "_" + network.port() + "._tcp.mx1 TLSA 0 0 1 " + "00".repeat(32)));
            network.fate(DOMAIN, TransportGrade.NONE);
            assertTold(network, Kind.TLSA, FailureType.TLSA_INVALID);
        }
        try (Network network = Network.qualified(DOMAIN)) {
            network.dns().fail("_" + network.port() + "._tcp.mx1.example.test", Type.TLSA, DnsFault.SERVFAIL);
            network.fate(DOMAIN, TransportGrade.NONE);
            assertTold(network, Kind.TLSA, FailureType.DNSSEC_INVALID);
        }
    }

    @Test
    void aSessionUnderAnMtaStsPolicyNamesItsLinesAndHosts() {
        try (Network network = sts(GOOD, policy("testing", "*.example.test"))) {
            network.fate(DOMAIN, TransportGrade.NONE);

            assertTold(network, Kind.STS);
            assertThat(only(network).policy().strings())
                    .containsExactly("version: STSv1", "mode: testing", "mx: *.example.test", "max_age: 86400");
            assertThat(only(network).policy().hosts()).containsExactly("*.example.test");
        }
    }

    @Test
    void whatATestedPolicyWouldForbidIsTold() {
        try (Network network = sts(GOOD, policy("testing", "mx9.example.test"))) {
            assertThat(network.fate(DOMAIN, TransportGrade.NONE)).isInstanceOf(Fate.Delivered.class);
            assertTold(network, Kind.STS, FailureType.VALIDATION_FAILURE);
        }
        try (Network network = sts(Network.AUTHORITY.issue("other.test"), policy("testing", "mx1.example.test"))) {
            assertThat(network.fate(DOMAIN, TransportGrade.NONE)).isInstanceOf(Fate.Delivered.class);
            assertTold(network, Kind.STS, FailureType.CERTIFICATE_HOST_MISMATCH);
        }
    }

    @Test
    void certificatesThatAreOldOrOfNobodyAreTold() {
        Identity old = Network.AUTHORITY.plan("mx1.example.test").expired().issue();
        try (Network network = sts(old, policy("enforce", "mx1.example.test"))) {
            network.fate(DOMAIN, TransportGrade.NONE);
            assertTold(network, Kind.STS, FailureType.CERTIFICATE_EXPIRED);
        }
        Identity own =
                TestAuthority.selfSigned(Network.CLOCK, "mx1.example.test").issue();
        try (Network network = sts(own, policy("enforce", "mx1.example.test"))) {
            network.fate(DOMAIN, TransportGrade.NONE);
            assertTold(network, Kind.STS, FailureType.CERTIFICATE_NOT_TRUSTED);
        }
    }

    @Test
    void aPolicyThatCouldNotBeHadIsTold() {
        try (Network network = sts(GOOD, "no policy")) {
            network.fate(DOMAIN, TransportGrade.NONE);
            assertTold(network, Kind.STS, FailureType.STS_POLICY_INVALID);
        }
        try (Network network = sts(GOOD, "")) {
            network.policyHost(Network.AUTHORITY.issue("wrong.test"), policy("enforce", "mx1.example.test"));
            network.fate(DOMAIN, TransportGrade.NONE);
            assertTold(network, Kind.STS, FailureType.STS_WEBPKI_INVALID);
        }
    }

    @Test
    void withoutAPolicyOnlyTheLackOfTlsIsAFailure() {
        try (Network network = Network.unsigned(DOMAIN, TlsSettings.modern(), Network.AUTHORITY.issue("other.test"))) {
            network.fate(DOMAIN, TransportGrade.NONE);
            assertTold(network, Kind.NONE);
        }
        try (Network network = Network.unsigned(DOMAIN, TlsSettings.none())) {
            network.fate(DOMAIN, TransportGrade.NONE);
            assertTold(network, Kind.NONE, FailureType.STARTTLS_NOT_SUPPORTED);
        }
    }

    @Test
    void aHandshakeThatFailsIsToldOnceThoughCleartextFollows() {
        try (Network network = Network.unsigned(DOMAIN, TlsSettings.modern(), GOOD)) {
            network.sink(1).at(Step.HANDSHAKE, new Behaviour.Close());
            assertThat(network.fate(DOMAIN, TransportGrade.NONE)).isInstanceOf(Fate.Delivered.class);
            assertTold(network, Kind.NONE, FailureType.VALIDATION_FAILURE);
        }
    }

    @Test
    void textSlippedInBehindStartTlsIsTold() {
        try (Network network = Network.unsigned(DOMAIN, TlsSettings.modern(), GOOD)) {
            network.sink(1).at(Step.STARTTLS, new Behaviour.Inject("250 inserted\r\n"));
            network.fate(DOMAIN, TransportGrade.NONE);
            assertThat(assertTold(network, Kind.NONE, FailureType.VALIDATION_FAILURE)
                            .reason())
                    .contains("slipped");
        }
    }

    @Test
    void whereThereIsNoSessionNothingIsTold() {
        try (Network network = Network.qualified(DOMAIN)) {
            network.sink(1).at(Step.BANNER, new Behaviour.Close());
            network.fate(DOMAIN, TransportGrade.NONE);
            network.predict(DOMAIN);
            assertThat(network.sessions()).isEmpty();
        }
    }

    @Test
    void sessionsAreCountedNotMailsAndAProbesSessionWithItsFirstMail() {
        try (Network network = Network.qualified(DOMAIN).reusing(ReuseLimits.STANDARD)) {
            network.predict(DOMAIN);
            assertThat(network.sessions()).isEmpty();
            for (int i = 0; i < 3; i++) {
                assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);
            }
            assertThat(network.sink(1).counts().connections()).isEqualTo(1);
            assertTold(network, Kind.TLSA);
        }
    }

    @Test
    void theOwnMailServerIsNobodysBusiness() {
        try (Network network = Network.qualified(DOMAIN)) {
            network.deliver(Destination.Gateway.of("mx1.example.test", network.port()), TransportGrade.NONE);
            assertThat(network.sink(1).messages()).hasSize(1);
            assertThat(network.sessions()).isEmpty();
        }
    }

    @Test
    void aReportArrivesThoughEverythingItReportsIsBroken() throws IOException {
        try (Network network = Network.qualified(DOMAIN)) {
            network.sink(1).identity(Network.AUTHORITY.issue("other.test"));
            assertReportArrives(network);
            network.sink(1).at(Step.HANDSHAKE, new Behaviour.Close());
            assertReportArrives(network);
            network.sink(1).tls(TlsSettings.none());
            assertReportArrives(network);
            network.dns().fail("_" + network.port() + "._tcp.mx1.example.test", Type.TLSA, DnsFault.SERVFAIL);
            assertReportArrives(network);
            assertThat(network.sessions()).as("reports are not counted").isEmpty();
        }
        try (Network network = sts(Network.AUTHORITY.issue("other.test"), policy("enforce", "mx9.example.test"))) {
            assertReportArrives(network);
        }
    }

    private static void assertReportArrives(Network network) throws IOException {
        int before = network.sink(1).messages().size();
        DeliveryReport report = network.transport()
                .delivery()
                .deliverReport(
                        new Destination.Domain(DomainName.of(DOMAIN)),
                        Envelope.of(
                                new Mailbox("reports@siegel.test"),
                                List.of(Recipient.of(new Mailbox("tls@example.test")))),
                        OutgoingMessage.examine(() -> new ByteArrayInputStream(
                                "Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII))));
        assertThat(report.results().getFirst().fate()).isInstanceOf(Fate.Delivered.class);
        assertThat(network.sink(1).messages()).hasSize(before + 1);
    }
}
