package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NamedGroup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.dns.DnsFault;
import org.siegel.testing.dns.ZoneFlaw;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.pki.Tlsa;
import org.siegel.testing.smtp.TlsSettings;
import org.xbill.DNS.Type;

/** Domains as they are found: what is predicted, and what then happens to mail of each demand. */
class WorldsTest {

    /** What a domain is like. */
    record World(String name, Outlook outlook, Supplier<Network> network) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** What may be predicted. */
    enum Outlook {
        QUALIFIED,
        MANDATORY,
        OPPORTUNISTIC,
        NONE,
        /** Nothing is known, and nothing is sent. */
        UNDETERMINED,
        /** Nobody is there to get it. */
        NOWHERE
    }

    private static Identity selfSigned() {
        return TestAuthority.selfSigned(Network.CLOCK, "localhost").issue();
    }

    private static Network tlsa(TlsSettings tls, int usage, Identity shown, Identity published, boolean inChain) {
        Network network = new Network();
        network.server(tls, shown);
        return network.zones(zones -> zones.signed(
                "example.test",
                "@ MX 10 mx1",
                "mx1 A 127.0.7.1",
                Tlsa.line(
                        "_" + network.port() + "._tcp.mx1",
                        usage,
                        0,
                        1,
                        inChain ? published.chain().getLast() : published.certificate())));
    }

    private static Network flawed(ZoneFlaw flaw) {
        Network network = new Network();
        network.server(Network.AUTHORITY.issue("mx1.example.test"));
        return network.zones(zones -> zones.flawed("example.test", flaw, "@ MX 10 mx1", "mx1 A 127.0.7.1"));
    }

    private static Network failing(String name, int type) {
        Network network = Network.qualified("example.test");
        network.dns()
                .fail(
                        (name.contains("PORT") ? name.replace("PORT", "" + network.port()) : name),
                        type,
                        DnsFault.SERVFAIL);
        return network;
    }

    static List<World> worlds() {
        Identity trusted = Network.AUTHORITY.issue("mx1.example.test");
        Identity withRoot =
                Network.AUTHORITY.plan("mx1.example.test").withRoot().issue();
        TlsSettings modern = TlsSettings.modern();
        return List.of(
                new World("signed, DANE-EE, TLS 1.3", Outlook.QUALIFIED, () -> Network.qualified("example.test")),
                new World(
                        "signed, DANE-TA, TLS 1.3", Outlook.QUALIFIED, () -> tlsa(modern, 2, withRoot, withRoot, true)),
                new World("signed, PKIX, TLS 1.2", Outlook.QUALIFIED, () -> {
                    Network network = new Network();
                    network.server(TlsSettings.tls12Only(), trusted);
                    return network.zones(zones -> zones.signed("example.test", "@ MX 10 mx1", "mx1 A 127.0.7.1"));
                }),
                new World("signed, without MX", Outlook.QUALIFIED, () -> {
                    Network network = new Network();
                    network.server(Network.AUTHORITY.issue("example.test"));
                    return network.zones(zones -> zones.signed("example.test", "@ A 127.0.7.1"));
                }),
                new World(
                        "unsigned, pinned, PKIX",
                        Outlook.QUALIFIED,
                        () -> Network.unsigned("example.test", modern, trusted)
                                .pinning("example.test", "mx1.example.test")),
                new World(
                        "unsigned, pinned to another host, PKIX",
                        Outlook.MANDATORY,
                        () -> Network.unsigned("example.test", modern, trusted)
                                .pinning("example.test", "mx2.example.test")),
                new World("unsigned, PKIX", Outlook.MANDATORY, () -> Network.unsigned("example.test", modern, trusted)),
                new World(
                        "unsigned, TLS 1.2, self-signed",
                        Outlook.MANDATORY,
                        () -> Network.unsigned("example.test", TlsSettings.tls12Only(), selfSigned())),
                new World("half DANE: unsigned MX, signed host", Outlook.MANDATORY, () -> {
                    Network network = new Network();
                    network.server(trusted);
                    return network.zones(zones -> zones.unsigned("example.test", "@ MX 10 mx1.hoster.test.")
                            .signed("hoster.test", "mx1 A 127.0.7.1", network.daneEe("mx1", trusted)));
                }),
                new World(
                        "unusable TLSA records, self-signed",
                        Outlook.MANDATORY,
                        () -> tlsa(modern, 1, selfSigned(), trusted, false)),
                new World(
                        "TLS 1.0 only",
                        Outlook.OPPORTUNISTIC,
                        () -> Network.unsigned("example.test", TlsSettings.tls10Only(), Network.RSA)),
                new World(
                        "RSA key transport only",
                        Outlook.OPPORTUNISTIC,
                        () -> Network.unsigned("example.test", TlsSettings.rsaKeyTransportOnly(), Network.RSA)),
                new World(
                        "x25519 only",
                        Outlook.OPPORTUNISTIC,
                        () -> Network.unsigned("example.test", modern.withGroups(NamedGroup.x25519), trusted)),
                new World("signed, DANE-EE, but TLS 1.0 only", Outlook.OPPORTUNISTIC, () -> {
                    Network network = new Network();
                    network.server(TlsSettings.tls10Only(), Network.RSA);
                    return network.zones(zones -> zones.signed(
                            "example.test", "@ MX 10 mx1", "mx1 A 127.0.7.1", network.daneEe("mx1", Network.RSA)));
                }),
                new World("no TLS", Outlook.NONE, () -> Network.unsigned("example.test", TlsSettings.none())),
                new World(
                        "TLS that does not work with anybody",
                        Outlook.NONE,
                        () -> Network.unsigned(
                                "example.test",
                                modern.withSuites(CipherSuite.TLS_ECDHE_ECDSA_WITH_CAMELLIA_128_GCM_SHA256),
                                trusted)),
                new World(
                        "every signature bogus",
                        Outlook.UNDETERMINED,
                        () -> flawed(new ZoneFlaw.EverySignatureCorrupt())),
                new World("signatures expired", Outlook.UNDETERMINED, () -> flawed(new ZoneFlaw.SignaturesExpired())),
                new World("MX bogus", Outlook.UNDETERMINED, () -> flawed(new ZoneFlaw.SignatureCorrupt("@", Type.MX))),
                new World(
                        "address bogus",
                        Outlook.UNDETERMINED,
                        () -> flawed(new ZoneFlaw.SignatureCorrupt("mx1", Type.A))),
                new World("MX look-up fails", Outlook.UNDETERMINED, () -> failing("example.test", Type.MX)),
                new World("A look-up fails", Outlook.UNDETERMINED, () -> failing("mx1.example.test", Type.A)),
                new World("AAAA look-up fails", Outlook.UNDETERMINED, () -> failing("mx1.example.test", Type.AAAA)),
                new World(
                        "TLSA look-up fails",
                        Outlook.UNDETERMINED,
                        () -> failing("_PORT._tcp.mx1.example.test", Type.TLSA)),
                new World(
                        "TLSA of another certificate",
                        Outlook.UNDETERMINED,
                        () -> tlsa(modern, 3, trusted, selfSigned(), false)),
                new World(
                        "TLSA of an authority that is not sent",
                        Outlook.UNDETERMINED,
                        () -> tlsa(modern, 2, trusted, withRoot, true)),
                new World(
                        "TLSA, but no TLS",
                        Outlook.UNDETERMINED,
                        () -> tlsa(TlsSettings.none(), 3, trusted, trusted, false)),
                new World(
                        "unusable TLSA, but no TLS",
                        Outlook.UNDETERMINED,
                        () -> tlsa(TlsSettings.none(), 0, trusted, trusted, false)),
                new World(
                        "TLSA, but TLS that does not work with anybody",
                        Outlook.UNDETERMINED,
                        () -> tlsa(
                                modern.withSuites(CipherSuite.TLS_ECDHE_ECDSA_WITH_CAMELLIA_128_GCM_SHA256),
                                3,
                                trusted,
                                trusted,
                                false)),
                new World(
                        "only private addresses",
                        Outlook.NOWHERE,
                        () -> Network.qualified("example.test").publicAddressesOnly()),
                new World("null MX", Outlook.NOWHERE, () -> {
                    Network network = new Network();
                    network.server(trusted);
                    return network.zones(zones -> zones.signed("example.test", "@ MX 0 .", "@ A 127.0.7.1"));
                }),
                new World(
                        "no such domain",
                        Outlook.NOWHERE,
                        () -> new Network().zones(zones -> zones.signed("other.test"))),
                new World(
                        "MX without address",
                        Outlook.NOWHERE,
                        () -> new Network().zones(zones -> zones.signed("example.test", "@ MX 10 mx1"))));
    }

    private static Outlook outlook(Prediction prediction) {
        return switch (prediction) {
            case Prediction.Known known -> Outlook.valueOf(known.grade().name());
            case Prediction.Undetermined _unknown -> Outlook.UNDETERMINED;
            case Prediction.Nowhere _nowhere -> Outlook.NOWHERE;
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worlds")
    void thePredictionIsWhatTheWorldDeserves(World world) {
        try (Network network = world.network().get()) {
            Prediction prediction = network.predict("example.test");

            assertThat(outlook(prediction)).as(prediction.toString()).isEqualTo(world.outlook());
            if (prediction instanceof Prediction.Known known) {
                assertThat(known.why().isEmpty()).isEqualTo(known.grade() == TransportGrade.QUALIFIED);
            }
            network.assertNothingWasSent();
        }
    }

    static Stream<Arguments> demands() {
        List<Arguments> all = new ArrayList<>();
        for (World world : worlds()) {
            for (TransportGrade demand : TransportGrade.values()) {
                all.add(Arguments.of(world, demand));
            }
        }
        return all.stream();
    }

    /** The prediction holds: what was predicted at least as good as the demand is delivered, everything else is not. */
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("demands")
    void mailIsDeliveredAsDemandedOrNotAtAll(World world, TransportGrade demand) {
        try (Network network = world.network().get()) {
            DeliveryReport report = network.deliver("example.test", demand);
            Fate fate = report.results().getFirst().fate();
            assertThat(fate.words()).isNotBlank();
            switch (world.outlook()) {
                case UNDETERMINED -> {
                    // A server that TLSA records bind and whose handshake fails with every offer falls short, too.
                    assertThat(fate).isInstanceOfAny(Fate.Postponed.class, Fate.GradeMissed.class);
                    network.assertNothingWasSent();
                }
                case NOWHERE -> {
                    assertThat(fate).isInstanceOf(Fate.Refused.class);
                    network.assertNothingWasSent();
                }
                case QUALIFIED, MANDATORY, OPPORTUNISTIC, NONE -> {
                    TransportGrade best = TransportGrade.valueOf(world.outlook().name());
                    if (best.atLeast(demand)) {
                        assertThat(fate).isInstanceOf(Fate.Delivered.class);
                        assertThat(network.sink(1).messages()).hasSize(1);
                        assertThat(report.facts()
                                        .orElseThrow()
                                        .judgement()
                                        .grade()
                                        .atLeast(demand))
                                .isTrue();
                    } else {
                        assertThat(fate).isInstanceOf(Fate.GradeMissed.class);
                        network.assertNothingWasSent();
                    }
                }
            }
        }
    }
}
