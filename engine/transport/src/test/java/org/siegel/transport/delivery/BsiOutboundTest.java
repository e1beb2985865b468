package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.policy.TransportGrade.MANDATORY;
import static org.siegel.policy.TransportGrade.QUALIFIED;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.policy.MxTrust;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.dns.ZoneFlaw;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.pki.Tlsa;
import org.siegel.testing.smtp.TlsSettings;
import org.xbill.DNS.Type;

/**
 * The cases for sending of BSI TR-03108-P by their names, each with a signed DNS, a mail server and its certificate, from the first
 * look-up to the mail itself.
 */
class BsiOutboundTest {

    private static final TestAuthority ISSUER = Network.AUTHORITY.intermediate();
    private static final Identity SERVER =
            ISSUER.plan("mx1.example.test").withRoot().issue();
    private static final String POLICY = "version: STSv1\nmode: enforce\nmx: mx1.example.test\nmax_age: 604800\n";

    private static void assertDelivered(Network network, TransportGrade grade) {
        assertThat(network.predict("example.test"))
                .isInstanceOfSatisfying(
                        Prediction.Known.class,
                        known -> assertThat(known.grade()).isEqualTo(grade));
        assertThat(network.fate("example.test", grade)).isInstanceOf(Fate.Delivered.class);
    }

    /** Not even mail that demands nothing. */
    private static void assertNothingGoes(Network network) {
        assertThat(network.predict("example.test")).isInstanceOf(Prediction.Undetermined.class);
        assertThat(network.fate("example.test", TransportGrade.NONE)).isInstanceOf(Fate.Postponed.class);
        network.assertNothingWasSent();
    }

    private static Network publishing(String... tlsa) {
        return publishing(SERVER, tlsa);
    }

    private static Network publishing(Identity server, String... tlsa) {
        Network network = new Network();
        network.server(server);
        return network.zones(zones -> zones.signed("example.test", lines(network, tlsa)));
    }

    private static Network flawed(ZoneFlaw flaw) {
        Network network = new Network();
        network.server(SERVER);
        return network.zones(zones -> zones.flawed("example.test", flaw, lines(network, tlsa(3, 1, 1, SERVER))));
    }

    private static String[] lines(Network network, String... tlsa) {
        List<String> lines = new ArrayList<>(List.of("@ MX 10 mx1", "mx1 A 127.0.7.1"));
        Stream.of(tlsa).forEach(line -> lines.add("_" + network.port() + "._tcp.mx1 TLSA " + line));
        return lines.toArray(String[]::new);
    }

    private static String tlsa(int usage, int selector, int matching, Identity of) {
        String line = Tlsa.line("x", usage, selector, matching, of.certificate());
        return line.substring(line.indexOf("TLSA ") + "TLSA ".length());
    }

    @Test
    @Tag("TR03108P-B01")
    void b01GoodSignaturesAreTaken() {
        try (Network network = publishing(tlsa(3, 1, 1, SERVER))) {
            assertDelivered(network, QUALIFIED);
        }
    }

    static Stream<Arguments> manipulations() {
        return Stream.of(
                Arguments.of(new ZoneFlaw.EverySignatureCorrupt()),
                Arguments.of(new ZoneFlaw.SignatureCorrupt("@", Type.MX)),
                Arguments.of(new ZoneFlaw.SignatureCorrupt("mx1", Type.A)),
                Arguments.of(new ZoneFlaw.SignaturesStripped()));
    }

    @ParameterizedTest
    @MethodSource("manipulations")
    @Tag("TR03108P-B02")
    void b02ManipulatedSignaturesStopTheMail(ZoneFlaw manipulated) {
        try (Network network = flawed(manipulated)) {
            assertNothingGoes(network);
        }
    }

    /** The parent vouches for a key that the zone does not use any more. */
    @Test
    @Tag("TR03108P-B03")
    void b03AnOutdatedKeySigningKeyStopsTheMail() {
        try (Network network = flawed(new ZoneFlaw.ForeignDs())) {
            assertNothingGoes(network);
        }
    }

    static Stream<Arguments> parameters() {
        List<Arguments> all = new ArrayList<>();
        for (int usage = 0; usage <= 3; usage++) {
            for (int selector = 0; selector <= 1; selector++) {
                for (int matching = 0; matching <= 2; matching++) {
                    all.add(Arguments.of(usage, selector, matching));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("parameters")
    @Tag("TR03108P-C04")
    void c04EveryCombinationThatFitsIsTaken(int usage, int selector, int matching) {
        boolean isAnchor = usage == 0 || usage == 2;
        Identity recorded = isAnchor ? SERVER.withChain(List.of(ISSUER.certificate())) : SERVER;
        try (Network network = publishing(tlsa(usage, selector, matching, recorded))) {
            assertDelivered(network, QUALIFIED); // usages 0 and 1 by the certificate's own trusted chain
        }
    }

    /** Usages 0 and 1 are unusable and so bind to TLS only (RFC 7672 §3.1.3); the others bind to the certificate. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("parameters")
    @Tag("TR03108P-C04")
    void c04EveryCombinationThatDoesNotFitIsRefusedWhereItBinds(int usage, int selector, int matching) {
        Identity other = Network.AUTHORITY.issue("mx1.example.test");
        try (Network network = publishing(tlsa(usage, selector, matching, other))) {
            if (usage <= 1) {
                assertDelivered(network, QUALIFIED);
            } else {
                assertNothingGoes(network);
            }
        }
    }

    @Test
    @Tag("TR03108P-C05")
    void c05ManipulatedSignaturesOverTlsaRecordsStopTheMail() {
        Network network = new Network();
        network.server(SERVER);
        network.zones(zones -> zones.flawed(
                "example.test",
                new ZoneFlaw.SignatureCorrupt("_" + network.port() + "._tcp.mx1", Type.TLSA),
                lines(network, tlsa(3, 1, 1, SERVER))));
        try (network) {
            assertNothingGoes(network);
        }
    }

    /** The domain is fine; the zone with its mail server's records is not signed anew in time. */
    @Test
    @Tag("TR03108P-C06")
    void c06ExpiredSignaturesOverTlsaRecordsStopTheMail() {
        Network network = new Network();
        Identity server = Network.AUTHORITY.issue("mx1.provider.test");
        network.server(server);
        network.zones(zones -> zones.signed("example.test", "@ MX 10 mx1.provider.test.")
                .flawed("provider.test", new ZoneFlaw.SignaturesExpired(), lines(network, tlsa(3, 1, 1, server))));
        try (network) {
            assertNothingGoes(network);
        }
    }

    @Test
    @Tag("TR03108P-C07")
    void c07RecordsOfAnotherCertificateStopTheMail() {
        try (Network network = publishing(tlsa(3, 0, 1, Network.AUTHORITY.issue("mx1.example.test")))) {
            assertNothingGoes(network);
        }
    }

    /** The server's own authority is trusted by everybody, but it is not the one that the records name. */
    @Test
    @Tag("TR03108P-C08")
    void c08RecordsOfAnotherAuthorityStopTheMail() {
        Identity otherAuthority =
                SERVER.withChain(List.of(TestAuthority.root(Network.CLOCK).certificate()));
        try (Network network = publishing(tlsa(2, 0, 1, otherAuthority))) {
            assertNothingGoes(network);
        }
    }

    /** Data in full that is no key at all is unusable (RFC 6698 §4.1). */
    static Stream<Arguments> digestsThatBind() {
        return Stream.of(2, 3)
                .flatMap(usage -> Stream.of(0, 1)
                        .flatMap(selector -> Stream.of(1, 2).map(digest -> Arguments.of(usage, selector, digest))));
    }

    /** The digest is of the certificate, and the selector says that it is of the key, or the other way round. */
    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("digestsThatBind")
    @Tag("TR03108P-C09")
    void c09ASelectorThatDoesNotFitTheDataStopsTheMail(int usage, int selector, int matching) {
        String right = tlsa(usage, selector, matching, SERVER);
        String wrong = right.replace(usage + " " + selector + " ", usage + " " + (1 - selector) + " ");
        try (Network network = publishing(wrong)) {
            assertNothingGoes(network);
        }
    }

    private static Network announcing(Identity policyHost) {
        Network network = new Network();
        network.server(TlsSettings.modern(), SERVER);
        return network.zones(zones -> zones.unsigned(
                        "example.test",
                        "@ MX 10 mx1",
                        "mx1 A 127.0.7.1",
                        "mta-sts A 127.0.0.1",
                        "_mta-sts TXT \"v=STSv1; id=1\""))
                .policyHost(policyHost, POLICY)
                .trusting(MxTrust.DNSSEC, MxTrust.MTA_STS);
    }

    @Test
    @Tag("TR03108P-J01")
    void j01APolicyFromAHostWithAGoodCertificateCounts() {
        try (Network network = announcing(Network.AUTHORITY.issue("mta-sts.example.test"))) {
            assertDelivered(network, QUALIFIED);
        }
    }

    @Test
    @Tag("TR03108P-J02")
    void j02APolicyFromAHostWithAnExpiredCertificateDoesNotCount() {
        assertDoesNotCount(
                Network.AUTHORITY.plan("mta-sts.example.test").expired().issue());
    }

    @Test
    @Tag("TR03108P-J03")
    void j03APolicyFromAHostWithACertificateThatNobodyTrustsDoesNotCount() {
        assertDoesNotCount(TestAuthority.root(Network.CLOCK).issue("mta-sts.example.test"));
        assertDoesNotCount(
                TestAuthority.selfSigned(Network.CLOCK, "mta-sts.example.test").issue());
    }

    @Test
    @Tag("TR03108P-J04")
    void j04APolicyFromAHostWithACertificateForAnotherNameDoesNotCount() {
        assertDoesNotCount(Network.AUTHORITY.issue("mta-sts.example.invalid", "example.test"));
    }

    /** The mail goes as if there were no policy (RFC 8461 §3.3), and is not told to be more. */
    private static void assertDoesNotCount(Identity policyHost) {
        try (Network network = announcing(policyHost)) {
            assertDelivered(network, MANDATORY);
            assertThat(network.fate("example.test", QUALIFIED)).isInstanceOf(Fate.GradeMissed.class);
        }
    }
}
