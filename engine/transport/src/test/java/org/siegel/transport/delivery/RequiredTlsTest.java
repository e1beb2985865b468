package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.smtp.Behaviour;
import org.siegel.testing.smtp.Step;
import org.siegel.testing.smtp.TlsSettings;
import org.siegel.transport.smtp.EnhancedStatus;
import org.siegel.transport.smtp.Envelope;
import org.siegel.transport.smtp.Mailbox;
import org.siegel.transport.smtp.Recipient;

/** REQUIRETLS, from whatever demand of the policy: RFC 8689 §4.2.1, §4.2.2, §5. */
class RequiredTlsTest {

    private static final String DOMAIN = "example.test";
    private static final EnhancedStatus NOT_OFFERED = new EnhancedStatus(5, 7, 30);
    private static final EnhancedStatus NOT_ENCRYPTED = new EnhancedStatus(5, 7, 10);
    private static final Envelope ASKED = envelope(Optional.of(new Mailbox("sam@siegel.test")), true);
    private static final String MESSAGE = "Subject: hello\r\n\r\nhello\r\n";

    private static Envelope envelope(Optional<Mailbox> sender, boolean asks) {
        return new Envelope(
                sender,
                List.of(Recipient.of(new Mailbox("rita@example.test"))),
                Optional.empty(),
                Optional.empty(),
                asks);
    }

    private static DeliveryReport.Result deliver(Network network, TransportGrade demand, Envelope envelope) {
        return network.deliver(new Destination.Domain(DomainName.of(DOMAIN)), demand, envelope, MESSAGE)
                .results()
                .getFirst();
    }

    private static void assertRefused(Network network, TransportGrade demand, EnhancedStatus status, String words) {
        assertThat(deliver(network, demand, ASKED).fate()).isInstanceOfSatisfying(Fate.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.words()).contains("REQUIRETLS", words);
        });
        network.assertNothingWasSent();
    }

    /** Names without DNSSEC. */
    private static Network unsigned(TlsSettings tls, Identity... identities) {
        Network network = Network.unsigned(DOMAIN, tls, identities);
        network.sink(1).extensions("REQUIRETLS");
        return network;
    }

    @ParameterizedTest
    @EnumSource(TransportGrade.class)
    void isPassedOnWhereItIsOffered(TransportGrade demand) {
        try (Network network = Network.qualified(DOMAIN)) {
            network.sink(1).extensions("REQUIRETLS", "SIZE");

            assertThat(deliver(network, demand, ASKED).fate()).isInstanceOf(Fate.Delivered.class);
            assertThat(network.sink(1).messages().getFirst().senderParameters()).contains("REQUIRETLS");
        }
    }

    @ParameterizedTest
    @EnumSource(TransportGrade.class)
    void theMailComesBackAtOnceWhereItIsNotOffered(TransportGrade demand) {
        try (Network network = Network.twoServers(DOMAIN)) {
            assertRefused(network, demand, NOT_OFFERED, "does not promise");
        }
    }

    @Test
    void theServerThatOffersItGetsTheMailThatTheOtherDoesNot() {
        try (Network network = Network.twoServers(DOMAIN)) {
            network.sink(2).extensions("REQUIRETLS");

            assertThat(deliver(network, TransportGrade.NONE, ASKED).fate()).isInstanceOf(Fate.Delivered.class);
            Network.assertNothingWasSent(network.sink(1));
        }
    }

    @Test
    void aKeptConnectionIsNoWayAround() {
        try (Network network = unsigned(TlsSettings.modern(), Network.AUTHORITY.issue("mx1.example.test"))
                .reusing(ReuseLimits.STANDARD)) {
            Envelope plain = envelope(ASKED.sender(), false);
            assertThat(deliver(network, TransportGrade.MANDATORY, plain).fate()).isInstanceOf(Fate.Delivered.class);

            assertThat(deliver(network, TransportGrade.NONE, ASKED).fate()).isInstanceOf(Fate.Refused.class);
            assertThat(deliver(network, TransportGrade.MANDATORY, plain).fate()).isInstanceOf(Fate.Delivered.class);
            assertThat(network.sink(1).messages()).hasSize(2);
            assertThat(network.sink(1).counts().connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TransportGrade.class)
    void cleartextIsNoTransfer(TransportGrade demand) {
        try (Network network = unsigned(TlsSettings.none())) {
            assertRefused(network, demand, NOT_ENCRYPTED, "STARTTLS");
        }
    }

    @ParameterizedTest
    @EnumSource(TransportGrade.class)
    void aHandshakeThatFailsIsNoTransfer(TransportGrade demand) {
        try (Network network = unsigned(TlsSettings.tls10Only(), Network.RSA)) {
            assertRefused(network, demand, NOT_ENCRYPTED, "mx1.example.test");
        }
    }

    @ParameterizedTest
    @EnumSource(TransportGrade.class)
    void aNameThatNobodyProvesIsNotEnough(TransportGrade demand) {
        try (Network network = unsigned(TlsSettings.modern(), Network.AUTHORITY.issue("mx1.example.test"))) {
            assertRefused(network, demand, NOT_ENCRYPTED, "neither by DNSSEC nor by the domain's MTA-STS policy");
        }
    }

    @ParameterizedTest
    @EnumSource(TransportGrade.class)
    void aCertificateForAnotherNameIsNotEnough(TransportGrade demand) {
        try (Network network = new Network()) {
            network.server(Network.AUTHORITY.issue("other.test"));
            network.zones(zones -> zones.signed(DOMAIN, "@ MX 10 mx1", "mx1 A 127.0.7.1"));
            network.sink(1).extensions("REQUIRETLS");

            assertRefused(network, demand, NOT_ENCRYPTED, "mx1.example.test");
        }
    }

    @Test
    void anMtaStsPolicyProvesTheName() {
        try (Network network = new Network()) {
            network.server(Network.AUTHORITY.issue("mx1.example.test"));
            network.sink(1).extensions("REQUIRETLS");
            network.zones(zones -> zones.unsigned(
                            DOMAIN,
                            "@ MX 10 mx1",
                            "mx1 A 127.0.7.1",
                            "_mta-sts TXT \"v=STSv1; id=1\"",
                            "mta-sts A 127.0.0.1"))
                    .policyHost(
                            Network.AUTHORITY.issue("mta-sts.example.test"),
                            "version: STSv1\nmode: enforce\nmx: mx1.example.test\nmax_age: 86400\n");

            assertThat(deliver(network, TransportGrade.NONE, ASKED).fate()).isInstanceOf(Fate.Delivered.class);
        }
    }

    @Test
    void aServerThatIsAwayIsTriedLater() {
        try (Network network = Network.qualified(DOMAIN)) {
            network.sink(1).at(Step.BANNER, new Behaviour.Goodbye(421, "4.3.2 not now"));

            assertThat(deliver(network, TransportGrade.NONE, ASKED).fate()).isInstanceOf(Fate.Postponed.class);
        }
    }

    @Test
    void aNoticeIsNotLostWhereItIsNotOfferedButAsksForItWhereItIs() {
        try (Network network = Network.qualified(DOMAIN)) {
            Envelope notice = envelope(Optional.empty(), true);
            assertThat(deliver(network, TransportGrade.NONE, notice).fate()).isInstanceOf(Fate.Delivered.class);

            network.sink(1).extensions("REQUIRETLS");
            assertThat(deliver(network, TransportGrade.NONE, notice).fate()).isInstanceOf(Fate.Delivered.class);
            assertThat(network.sink(1).messages())
                    .extracting(received -> received.senderParameters().contains("REQUIRETLS"))
                    .containsExactly(false, true);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TransportGrade.class,
            names = {"OPPORTUNISTIC", "MANDATORY", "QUALIFIED"})
    void theHeaderFieldThatForgoesTlsLowersNothing(TransportGrade demand) {
        try (Network network = Network.unsigned(DOMAIN, TlsSettings.none())) {
            Fate fate = network.deliver(
                            new Destination.Domain(DomainName.of(DOMAIN)),
                            demand,
                            envelope(ASKED.sender(), false),
                            "TLS-Required: No\r\n" + MESSAGE)
                    .results()
                    .getFirst()
                    .fate();

            assertThat(fate).isInstanceOf(Fate.GradeMissed.class);
            network.assertNothingWasSent();
        }
    }

    @Test
    void theHeaderFieldThatForgoesTlsLowersNoPublishedPolicyEither() {
        try (Network network = Network.qualified(DOMAIN)) {
            network.sink(1).tls(TlsSettings.none());

            assertThat(network.deliver(
                                    new Destination.Domain(DomainName.of(DOMAIN)),
                                    TransportGrade.NONE,
                                    envelope(ASKED.sender(), false),
                                    "TLS-Required: No\r\n" + MESSAGE)
                            .results()
                            .getFirst()
                            .fate())
                    .isInstanceOf(Fate.Postponed.class);
            network.assertNothingWasSent();
        }
    }
}
