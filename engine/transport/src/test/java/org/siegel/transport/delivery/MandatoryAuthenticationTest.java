package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.pki.Tlsa;

/** Where authentication is demanded, mail goes only to servers that are authenticated (RFC 7672 §6). */
@Tag("RFC7672-D17")
class MandatoryAuthenticationTest {

    private static final String DOMAIN = "example.test";
    private static final Identity SELF_SIGNED =
            TestAuthority.selfSigned(Network.CLOCK, "localhost").issue();

    @Test
    void aServerWithoutTlsaRecordsAndWithoutATrustedCertificateGetsNothing() {
        try (Network network = new Network()) {
            network.server(SELF_SIGNED);
            network.zones(zones -> zones.signed(DOMAIN, "@ MX 10 mx1", "mx1 A 127.0.7.1"));

            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.GradeMissed.class);
            network.assertNothingWasSent();
        }
    }

    @Test
    void unusableTlsaRecordsAuthenticateNobody() {
        try (Network network = new Network()) {
            network.server(SELF_SIGNED);
            network.zones(zones -> zones.signed(
                    DOMAIN,
                    "@ MX 10 mx1",
                    "mx1 A 127.0.7.1",
                    Tlsa.line("_" + network.port() + "._tcp.mx1", 1, 1, 1, SELF_SIGNED.certificate())));

            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.GradeMissed.class);
            network.assertNothingWasSent();
        }
    }

    @Test
    void theMailGoesToTheNextServerThatIsAuthenticated() {
        Identity second = TestAuthority.selfSigned(Network.CLOCK, "localhost").issue();
        try (Network network = new Network()) {
            network.server(SELF_SIGNED);
            network.server(second);
            network.zones(zones -> zones.signed(
                    DOMAIN,
                    "@ MX 10 mx1",
                    "@ MX 20 mx2",
                    "mx1 A 127.0.7.1",
                    "mx2 A 127.0.7.2",
                    network.daneEe("mx2", second)));

            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.Delivered.class);
            Network.assertNothingWasSent(network.sink(1));
            assertThat(network.sink(2).messages()).hasSize(1);
        }
    }

    @Test
    void belowAnUnsignedMxRecordSetAnAuthenticatedServerIsNotTheDomainsChoice() {
        try (Network network = new Network()) {
            network.server(SELF_SIGNED);
            network.zones(zones -> zones.unsigned(DOMAIN, "@ MX 10 mx1.signed.test.")
                    .signed("signed.test", "mx1 A 127.0.7.1", network.daneEe("mx1", SELF_SIGNED)));

            assertThat(network.fate(DOMAIN, TransportGrade.QUALIFIED)).isInstanceOf(Fate.GradeMissed.class);
            network.assertNothingWasSent();
        }
    }
}
