package org.siegel.testing.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.DHStandardGroups;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.KeyKind;
import org.siegel.testing.pki.TestAuthority;

/** STARTTLS with every setting, against two independent clients. */
class SinkTlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static TestAuthority authority;
    private static Identity ec;
    private static Identity rsa;

    @BeforeAll
    static void issue() {
        authority = TestAuthority.root(Clock.systemUTC());
        ec = authority.issue("mx1.test");
        rsa = authority.plan("mx1.test").key(KeyKind.rsa(2048)).issue();
    }

    private static SmtpSink sink(TlsSettings settings, Identity... identities) {
        var builder = SmtpSink.on(Loopback.address()).tls(settings);
        Stream.of(identities).forEach(builder::identity);
        return builder.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void theJdkDeliversThroughStartTls(String protocol) throws Exception {
        try (var sink = sink(TlsSettings.modern(), ec);
                var client = PlainClient.greeted(sink)) {
            assertThat(client.say("EHLO client.test")).contains("STARTTLS");
            var socket = client.startJdkTls(authority, "mx1.test", protocol);
            assertThat(client.say("MAIL FROM:<a@sender.test>"))
                    .as("the EHLO before TLS does not count")
                    .startsWith("503 ");
            assertThat(client.say("EHLO client.test")).doesNotContain("STARTTLS");
            client.sendMail("secret");
            assertThat(client.say("QUIT")).startsWith("221 ");
            assertThat(client.read()).isEqualTo(-1);

            var connection = sink.awaitConnections(1, PATIENCE).getFirst();
            assertThat(connection.cleartext()).isEqualTo("EHLO client.test\r\nSTARTTLS\r\n");
            assertThat(connection.failure()).isEmpty();
            TlsFacts facts = sink.messages().getFirst().tls().orElseThrow();
            assertThat(facts.version().replace(" ", "v")).isEqualTo(protocol);
            assertThat(facts.suite()).isEqualTo(socket.getSession().getCipherSuite());
            assertThat(facts.sni()).contains("mx1.test");
            assertThat(facts.signatureScheme()).contains("ecdsa_secp256r1_sha256");
            assertThat(sink.counts().handshakes()).isEqualTo(1);
        }
    }

    @Test
    void theJdkRejectsACertificateForAnotherName() throws Exception {
        try (var sink = sink(TlsSettings.modern(), authority.issue("other.test"));
                var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            assertThatThrownBy(() -> client.startJdkTls(authority, "mx1.test", "TLSv1.3"))
                    .isInstanceOf(SSLException.class);
            assertThat(sink.awaitConnections(1, PATIENCE).getFirst().failure()).isPresent();
            assertThat(sink.counts().handshakes()).isZero();
        }
    }

    @Test
    void theNameThatTheClientAsksForDecidesTheIdentity() throws Exception {
        try (var sink = SmtpSink.on(Loopback.address())
                .identity(authority.issue("other.test"))
                .identityFor("MX2.test", authority.issue("mx2.test"))
                .start()) {
            for (String name : new String[] {"mx2.test", "other.test"}) {
                try (var client = PlainClient.greeted(sink)) {
                    client.say("EHLO client.test");
                    client.startJdkTls(authority, name, "TLSv1.3");
                }
            }
        }
    }

    /** Settings, identity, what the BouncyCastle client offers, and the facts that must come of it. */
    static Stream<Arguments> negotiations() {
        var brainpool =
                authority.plan("mx1.test").key(KeyKind.ec("brainpoolP256r1")).issue();
        var ed25519 = authority.plan("mx1.test").key(KeyKind.ed25519()).issue();
        return Stream.of(
                Arguments.of(
                        "TLS 1.0",
                        TlsSettings.tls10Only(),
                        rsa,
                        "TLS 1.0 TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA secp256r1 -"),
                Arguments.of(
                        "TLS 1.0, EC",
                        TlsSettings.tls10Only(),
                        ec,
                        "TLS 1.0 TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA secp256r1 -"),
                Arguments.of(
                        "TLS 1.1",
                        TlsSettings.tls10Only().withVersions(ProtocolVersion.TLSv11),
                        rsa,
                        "TLS 1.1 TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA secp256r1 -"),
                Arguments.of(
                        "RSA key transport",
                        TlsSettings.rsaKeyTransportOnly(),
                        rsa,
                        "TLS 1.2 TLS_RSA_WITH_AES_128_GCM_SHA256 - -"),
                Arguments.of(
                        "DHE 1024",
                        TlsSettings.dheOnly(DHStandardGroups.rfc2409_1024),
                        rsa,
                        "TLS 1.2 TLS_DHE_RSA_WITH_AES_128_GCM_SHA256 DH-1024 rsa_pss_rsae_sha256"),
                Arguments.of(
                        "DHE 2048",
                        TlsSettings.dheOnly(DHStandardGroups.rfc3526_2048),
                        rsa,
                        "TLS 1.2 TLS_DHE_RSA_WITH_AES_128_GCM_SHA256 DH-2048 rsa_pss_rsae_sha256"),
                Arguments.of(
                        "DHE ffdhe3072",
                        TlsSettings.modern()
                                .withVersions(ProtocolVersion.TLSv12)
                                .withSuites(CipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384)
                                .withGroups(NamedGroup.ffdhe3072),
                        rsa,
                        "TLS 1.2 TLS_DHE_RSA_WITH_AES_256_GCM_SHA384 ffdhe3072 rsa_pss_rsae_sha256"),
                Arguments.of(
                        "SHA-1 signature",
                        TlsSettings.tls12Only().withSignatureSchemes(SignatureScheme.rsa_pkcs1_sha1),
                        rsa,
                        "TLS 1.2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 x25519 rsa_pkcs1_sha1"),
                Arguments.of(
                        "brainpool in 1.2",
                        TlsSettings.tls12Only().withGroups(NamedGroup.brainpoolP256r1),
                        brainpool,
                        "TLS 1.2 TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384 brainpoolP256r1 ecdsa_secp256r1_sha256"),
                Arguments.of(
                        "brainpool in 1.3",
                        TlsSettings.modern()
                                .withVersions(ProtocolVersion.TLSv13)
                                .withGroups(NamedGroup.brainpoolP256r1tls13),
                        brainpool,
                        "TLS 1.3 TLS_AES_256_GCM_SHA384 brainpoolP256r1tls13 ecdsa_brainpoolP256r1tls13_sha256"),
                Arguments.of(
                        "Ed25519",
                        TlsSettings.modern(),
                        ed25519,
                        "TLS 1.3 TLS_AES_256_GCM_SHA384 X25519MLKEM768 ed25519"),
                Arguments.of(
                        "a hybrid that needs a second hello",
                        TlsSettings.modern().withGroups(NamedGroup.SecP256r1MLKEM768),
                        rsa,
                        "TLS 1.3 TLS_AES_256_GCM_SHA384 SecP256r1MLKEM768 rsa_pss_rsae_sha256"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("negotiations")
    void bouncyCastleAgreesOnExactlyThis(String name, TlsSettings settings, Identity identity, String expected)
            throws IOException {
        try (var sink = sink(settings, identity)) {
            TlsFacts facts = deliver(sink, new CredulousClient(settings));
            assertThat(facts.version() + " " + facts.suite() + " "
                            + facts.group().orElse("-") + " "
                            + facts.signatureScheme().orElse("-"))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void theServersGroupsDecideWhateverTheClientLikesBest(String protocol) throws Exception {
        try (var sink = sink(TlsSettings.modern().withGroups(NamedGroup.secp384r1, NamedGroup.x25519), ec);
                var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            client.startJdkTls(authority, "mx1.test", protocol);
            client.say("EHLO client.test");
            client.sendMail("secret");
            assertThat(sink.messages().getFirst().tls().orElseThrow().group()).contains("secp384r1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void withoutACommonGroupThereIsNoHandshake(String protocol) throws Exception {
        try (var sink = sink(
                        TlsSettings.modern().withGroups(NamedGroup.brainpoolP256r1, NamedGroup.brainpoolP256r1tls13),
                        ec);
                var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            assertThatThrownBy(() -> client.startJdkTls(authority, "mx1.test", protocol))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void extendedMasterSecretAndEncryptThenMacCanBeLeftOut() throws IOException {
        var cbc = TlsSettings.tls12Only().withSuites(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256);
        try (var sink = sink(cbc, rsa)) {
            TlsFacts with = deliver(sink, new CredulousClient(cbc));
            assertThat(with.extendedMasterSecret()).isTrue();
            assertThat(with.encryptThenMac()).isTrue();

            sink.tls(cbc.withoutExtendedMasterSecret().withoutEncryptThenMac());
            TlsFacts without = deliver(sink, new CredulousClient(cbc));
            assertThat(without.extendedMasterSecret()).isFalse();
            assertThat(without.encryptThenMac()).isFalse();
        }
    }

    @Test
    void twoIdentitiesServeBothKindsOfSuites() throws IOException {
        try (var sink = sink(TlsSettings.tls12Only(), rsa, ec)) {
            assertThat(deliver(sink, new CredulousClient(TlsSettings.tls12Only()))
                            .suite())
                    .isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
            assertThat(deliver(
                                    sink,
                                    new CredulousClient(TlsSettings.tls12Only()
                                            .withSuites(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)))
                            .suite())
                    .isEqualTo("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        }
    }

    @Test
    void withoutACommonVersionThereIsNoHandshake() throws IOException {
        try (var sink = sink(TlsSettings.tls10Only(), rsa);
                var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            assertThatThrownBy(() -> client.startBcTls(new CredulousClient(TlsSettings.tls12Only())))
                    .isInstanceOf(IOException.class);
            var connection = sink.awaitConnections(1, PATIENCE).getFirst();
            assertThat(connection.failure())
                    .hasValueSatisfying(reason -> assertThat(reason).contains(TlsFatalAlert.class.getSimpleName()));
            assertThat(connection.tls()).isEmpty();
        }
    }

    @Test
    void startTlsIsNeitherOfferedNorAcceptedWithoutTls() throws IOException {
        try (var sink = sink(TlsSettings.none(), ec);
                var client = PlainClient.greeted(sink)) {
            assertThat(client.say("EHLO client.test")).doesNotContain("STARTTLS");
            assertThat(client.say("STARTTLS")).startsWith("502 ");
            sink.tls(TlsSettings.modern());
            assertThat(client.say("EHLO client.test")).contains("STARTTLS");
        }
    }

    @Test
    void requireTlsIsOfferedWithinTlsOnly() throws Exception {
        try (var sink = sink(TlsSettings.modern(), ec);
                var client = PlainClient.greeted(sink)) {
            sink.extensions("REQUIRETLS");
            assertThat(client.say("EHLO client.test")).doesNotContain("REQUIRETLS");
            client.startJdkTls(authority, "mx1.test", "TLSv1.3");
            assertThat(client.say("EHLO client.test")).contains("REQUIRETLS");
            assertThat(client.say("MAIL FROM:<a@sender.test> REQUIRETLS")).startsWith("250 ");
        }
    }

    @Test
    void whateverIsSaidInClearIsOnRecord() throws IOException {
        try (var sink = sink(TlsSettings.modern(), ec)) {
            try (var client = PlainClient.greeted(sink)) {
                client.say("EHLO client.test");
                client.send("STARTTLS\r\nMAIL FROM:<early@sender.test>\r\n");
                assertThat(client.reply()).startsWith("220 ");
                client.send("MAIL FROM:<stubborn@sender.test>\r\n");
                assertThat(client.read()).isEqualTo(-1);
            }
            var connection = sink.awaitConnections(1, PATIENCE).getFirst();
            assertThat(connection.cleartext()).contains("early@", "stubborn@");
            assertThat(connection.commands()).containsExactly("EHLO client.test", "STARTTLS");
            assertThat(connection.failure()).isPresent();
        }
    }

    private static TlsFacts deliver(SmtpSink sink, CredulousClient tls) throws IOException {
        sink.forget();
        try (var client = PlainClient.greeted(sink)) {
            client.say("EHLO client.test");
            client.startBcTls(tls);
            client.say("EHLO client.test");
            client.sendMail("secret");
        }
        return sink.awaitMessages(1, PATIENCE).getFirst().tls().orElseThrow();
    }
}
