package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.dns.DnsFault;
import org.siegel.testing.smtp.TlsSettings;
import org.siegel.transport.delivery.Destination.Gateway;
import org.siegel.transport.smtp.Login;
import org.xbill.DNS.Type;

/** The one server that the configuration names. */
class GatewayTest {

    private static Network network(TlsSettings tls) {
        return network(tls, "nobody", "at all");
    }

    private static Network network(TlsSettings tls, String user, String password) {
        Network network = new Network().knowing(user, password);
        network.server(tls, Network.AUTHORITY.issue("relay.intern.test"));
        return network.zones(zones ->
                zones.unsigned("intern.test", "relay A 127.0.7.1", "@ MX 10 elsewhere", "noaddress TXT nothing"));
    }

    private static Fate fate(Network network, String gateway, TransportGrade demand) {
        return network.deliver(Gateway.of(gateway, network.port()), demand)
                .results()
                .getFirst()
                .fate();
    }

    @ParameterizedTest
    @EnumSource(TransportGrade.class)
    void aGatewayWithANameThatItProvesReachesEveryGrade(TransportGrade demand) {
        try (Network network = network(TlsSettings.modern())) {
            assertThat(fate(network, "relay.intern.test", demand)).isInstanceOf(Fate.Delivered.class);
            assertThat(network.sink(1).messages().getFirst().tls().orElseThrow().sni())
                    .contains("relay.intern.test");
        }
    }

    @ParameterizedTest
    @EnumSource(TransportGrade.class)
    void aGatewayWithAnAddressCannotProveItsName(TransportGrade demand) {
        try (Network network = network(TlsSettings.modern())) {
            Fate fate = fate(network, "127.0.7.1", demand);

            if (demand == TransportGrade.QUALIFIED) {
                assertThat(fate)
                        .isInstanceOfSatisfying(
                                Fate.GradeMissed.class,
                                missed -> assertThat(missed.words()).contains("configured by its address"));
                network.assertNothingWasSent();
            } else {
                assertThat(fate).isInstanceOf(Fate.Delivered.class);
                assertThat(network.sink(1)
                                .messages()
                                .getFirst()
                                .tls()
                                .orElseThrow()
                                .sni())
                        .as("an address is no server name")
                        .isEmpty();
            }
        }
    }

    @Test
    void aGatewayWithoutTlsGetsOnlyMailThatDemandsNothing() {
        try (Network network = network(TlsSettings.none())) {
            assertThat(fate(network, "127.0.7.1", TransportGrade.MANDATORY)).isInstanceOf(Fate.GradeMissed.class);
            network.assertNothingWasSent();
            assertThat(fate(network, "127.0.7.1", TransportGrade.NONE)).isInstanceOf(Fate.Delivered.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"noaddress.intern.test", "none.intern.test"})
    void aGatewayThatCannotBeFoundMakesMailWait(String name) {
        try (Network network = network(TlsSettings.modern())) {
            assertThat(fate(network, name, TransportGrade.NONE)).isInstanceOf(Fate.Postponed.class);
        }
    }

    @Test
    void aGatewayWhoseLookupFailsMakesMailWait() {
        try (Network network = network(TlsSettings.modern())) {
            network.dns().fail("relay.intern.test", Type.A, DnsFault.SERVFAIL);

            assertThat(fate(network, "relay.intern.test", TransportGrade.NONE)).isInstanceOf(Fate.Postponed.class);
        }
    }

    @Test
    void aGatewayMayBePrivate() {
        try (Network network = network(TlsSettings.modern()).publicAddressesOnly()) {
            assertThat(fate(network, "relay.intern.test", TransportGrade.QUALIFIED))
                    .isInstanceOf(Fate.Delivered.class);
        }
    }

    private static final Login LOGIN = new Login("siegel", "only for the relay");

    private static Fate fateWith(
            Network network, Optional<Login> login, boolean isImplicitTls, String gateway, int port) {
        var sender = new SenderSettings(
                Optional.of("way.out.test"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                login,
                isImplicitTls);
        return network.deliver(
                        network.transport().deliveries().apply(sender),
                        Gateway.of(gateway, port),
                        TransportGrade.MANDATORY)
                .results()
                .getFirst()
                .fate();
    }

    @Test
    void aGatewayThatHasProvedItsNameIsToldThePassword() {
        try (Network network = network(TlsSettings.modern(), "siegel", "only for the relay")) {
            assertThat(fateWith(network, Optional.of(LOGIN), false, "relay.intern.test", network.port()))
                    .isInstanceOf(Fate.Delivered.class);
            assertThat(network.sink(1).messages().getFirst().user()).hasValue("siegel");
            assertThat(network.sink(1).messages().getFirst().helo()).isEqualTo("way.out.test");
        }
    }

    @Test
    void nobodyElseIsToldThePassword() {
        try (Network network = network(TlsSettings.modern(), "siegel", "only for the relay")) {
            assertThat(fateWith(network, Optional.of(LOGIN), false, "127.0.7.1", network.port()))
                    .isInstanceOfSatisfying(
                            Fate.Postponed.class,
                            postponed -> assertThat(postponed.words())
                                    .contains("password is not told")
                                    .doesNotContain("only for the relay"));
            assertThat(network.sink(1).awaitConnections(1, Network.PATIENCE))
                    .allSatisfy(connection -> assertThat(connection.commands())
                            .noneMatch(command -> command.startsWith("AUTH") || command.startsWith("MAIL")));
        }
    }

    @Test
    void aWrongPasswordMakesMailWait() {
        try (Network network = network(TlsSettings.modern(), "siegel", "another one")) {
            assertThat(fateWith(network, Optional.of(LOGIN), false, "relay.intern.test", network.port()))
                    .isInstanceOfSatisfying(
                            Fate.Postponed.class,
                            postponed -> assertThat(postponed.words()).contains("535"));
        }
    }

    @Test
    void tlsFromTheFirstOctet() throws IOException {
        try (Network network = network(TlsSettings.modern());
                ImplicitTlsServer server = ImplicitTlsServer.at(
                        InetAddress.getByAddress(new byte[] {127, 0, 7, 1}),
                        Network.AUTHORITY.issue("relay.intern.test"))) {
            assertThat(fateWith(network, Optional.empty(), true, "relay.intern.test", server.port()))
                    .isInstanceOf(Fate.Delivered.class);
            assertThat(fateWith(network, Optional.empty(), true, "relay.intern.test", network.port()))
                    .as("a server that speaks in clear first")
                    .isNotInstanceOf(Fate.Delivered.class);
            assertThat(network.sink(1).messages()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, true", "::1, true", "' 192.0.2.1 ', true", "relay.test, false", "RELAY.test., false"})
    void addressesAndNamesAreToldApart(String text, boolean isAddress) {
        assertThat(Gateway.of(text, 25).address().isPresent()).isEqualTo(isAddress);
    }

    @ParameterizedTest
    @CsvSource({"relay.test, 0", "relay.test, 65536", "relay.test, -1", "'', 25", "a b, 25", "relay:25, 25"})
    void whatIsNoGatewayIsRefused(String text, int port) {
        assertThatThrownBy(() -> Gateway.of(text, port)).isInstanceOf(IllegalArgumentException.class);
    }
}
