package org.siegel.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.transport.tls.Servers.BRAINPOOL;
import static org.siegel.transport.tls.Servers.EC;
import static org.siegel.transport.tls.Servers.MX;
import static org.siegel.transport.tls.Servers.RSA;
import static org.siegel.transport.tls.Servers.offer;
import static org.siegel.transport.tls.Servers.shakeHands;
import static org.siegel.transport.tls.Servers.sink;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.crypto.DHStandardGroups;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.KeyKind;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.smtp.Behaviour;
import org.siegel.testing.smtp.SmtpSink;
import org.siegel.testing.smtp.Step;
import org.siegel.testing.smtp.TlsFacts;
import org.siegel.testing.smtp.TlsSettings;
import org.siegel.transport.judgement.CodePoints;

/** What is observed is what was agreed on, and what is not offered does not happen. */
class TlsHandshakeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TlsSettings TLS12 = TlsSettings.tls12Only();

    private static TlsSettings group(int group) {
        return TlsSettings.modern().withGroups(group);
    }

    private static TlsSettings suite(Integer suite) {
        return TLS12.withSuites(suite)
                .withGroups(NamedGroup.secp384r1, NamedGroup.brainpoolP256r1, NamedGroup.ffdhe3072);
    }

    /** Settings of the server, its identity, our demand. */
    static Stream<Arguments> agreements() {
        return Stream.of(
                Arguments.of("TLS 1.3 with ECDSA", group(NamedGroup.secp256r1), EC, TransportGrade.QUALIFIED),
                Arguments.of(
                        "TLS 1.3 with another group than the one guessed",
                        group(NamedGroup.secp384r1),
                        EC,
                        TransportGrade.QUALIFIED),
                Arguments.of("a hybrid", group(NamedGroup.SecP256r1MLKEM768), EC, TransportGrade.QUALIFIED),
                Arguments.of("the long hybrid", group(NamedGroup.SecP384r1MLKEM1024), EC, TransportGrade.MANDATORY),
                Arguments.of(
                        "the hybrid that BSI does not list",
                        group(NamedGroup.X25519MLKEM768),
                        EC,
                        TransportGrade.OPPORTUNISTIC),
                Arguments.of("TLS 1.3 with RSA-PSS", group(NamedGroup.secp521r1), RSA, TransportGrade.QUALIFIED),
                Arguments.of(
                        "TLS 1.3 with brainpool",
                        group(NamedGroup.brainpoolP256r1tls13),
                        BRAINPOOL,
                        TransportGrade.QUALIFIED),
                Arguments.of("TLS 1.3 with ffdhe3072", group(NamedGroup.ffdhe3072), EC, TransportGrade.QUALIFIED),
                Arguments.of("TLS 1.3 with x25519", group(NamedGroup.x25519), EC, TransportGrade.OPPORTUNISTIC),
                Arguments.of(
                        "TLS 1.3 with ChaCha20",
                        TlsSettings.modern().withSuites(CipherSuite.TLS_CHACHA20_POLY1305_SHA256),
                        EC,
                        TransportGrade.OPPORTUNISTIC),
                Arguments.of(
                        "ECDHE with ECDSA",
                        suite(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256),
                        EC,
                        TransportGrade.QUALIFIED),
                Arguments.of(
                        "ECDHE with a brainpool key",
                        suite(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CCM).withGroups(NamedGroup.brainpoolP256r1),
                        BRAINPOOL,
                        TransportGrade.QUALIFIED),
                Arguments.of(
                        "ECDHE with RSA-PSS",
                        suite(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384),
                        RSA,
                        TransportGrade.QUALIFIED),
                Arguments.of(
                        "ECDHE with PKCS #1",
                        suite(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384)
                                .withSignatureSchemes(SignatureScheme.rsa_pkcs1_sha256),
                        RSA,
                        TransportGrade.QUALIFIED),
                Arguments.of(
                        "ECDHE without extended master secret",
                        suite(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384).withoutExtendedMasterSecret(),
                        RSA,
                        TransportGrade.QUALIFIED),
                Arguments.of(
                        "DHE in ffdhe3072",
                        suite(CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256),
                        RSA,
                        TransportGrade.QUALIFIED),
                Arguments.of(
                        "CBC with encrypt-then-MAC",
                        suite(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384),
                        RSA,
                        TransportGrade.QUALIFIED),
                Arguments.of(
                        "CBC without encrypt-then-MAC",
                        suite(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384).withoutEncryptThenMac(),
                        RSA,
                        TransportGrade.QUALIFIED),
                Arguments.of("RSA key transport", TlsSettings.rsaKeyTransportOnly(), RSA, TransportGrade.OPPORTUNISTIC),
                Arguments.of(
                        "a SHA-1 signature",
                        suite(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384)
                                .withSignatureSchemes(SignatureScheme.rsa_pkcs1_sha1),
                        RSA,
                        TransportGrade.OPPORTUNISTIC),
                Arguments.of(
                        "an Ed25519 key",
                        TlsSettings.modern().withGroups(NamedGroup.secp256r1),
                        Servers.AUTHORITY
                                .plan(MX.ascii())
                                .key(KeyKind.ed25519())
                                .issue(),
                        TransportGrade.OPPORTUNISTIC),
                Arguments.of("TLS 1.0", TlsSettings.tls10Only(), RSA, TransportGrade.OPPORTUNISTIC),
                Arguments.of(
                        "TLS 1.1",
                        TlsSettings.tls10Only().withVersions(ProtocolVersion.TLSv11),
                        EC,
                        TransportGrade.NONE),
                Arguments.of(
                        "1024 bit Diffie-Hellman in TLS 1.0",
                        TlsSettings.tls10Only().withSuites(CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA),
                        RSA,
                        TransportGrade.OPPORTUNISTIC));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("agreements")
    void bothSidesSawTheSame(String name, TlsSettings settings, Identity identity, TransportGrade demand) {
        try (SmtpSink sink = sink(settings, identity)) {
            TlsOutcome outcome = shakeHands(sink, offer(demand), MX);

            assertThat(outcome).as(name).isInstanceOf(TlsOutcome.Established.class);
            TlsObservation seen = ((TlsOutcome.Established) outcome).observation();
            TlsFacts theirs =
                    sink.awaitConnections(1, PATIENCE).getFirst().tls().orElseThrow();
            assertThat(seen.version()).isEqualTo(version(theirs));
            assertThat(CodePoints.suite(seen.cipherSuite())).isEqualTo(theirs.suite());
            assertThat(seen.group()
                            .map(CodePoints::group)
                            .or(() -> seen.dhBits().map(bits -> "DH-" + bits)))
                    .isEqualTo(theirs.group());
            assertThat(seen.signatureScheme().map(CodePoints::signature)).isEqualTo(theirs.signatureScheme());
            assertThat(seen.encryptThenMac()).isEqualTo(theirs.encryptThenMac());
            assertThat(seen.extendedMasterSecret()).isEqualTo(theirs.extendedMasterSecret());
            assertThat(seen.chain()).isEqualTo(identity.chain());
            assertThat(theirs.sni()).as("SNI").contains(MX.ascii());
        }
    }

    private static String version(TlsFacts facts) {
        return facts.version().equals("TLS 1.0") ? "TLSv1" : facts.version().replace("TLS ", "TLSv");
    }

    @Test
    void theLengthOfAFiniteFieldGroupIsSeen() {
        try (SmtpSink sink = sink(suite(CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256), RSA)) {
            assertThat(((TlsOutcome.Established) shakeHands(sink, offer(TransportGrade.QUALIFIED), MX))
                            .observation()
                            .dhBits())
                    .contains(3072);
        }
    }

    @Test
    void anUnnamedGroupOfSufficientLengthIsAccepted() {
        try (SmtpSink sink = sink(TlsSettings.dheOnly(DHStandardGroups.rfc3526_4096), RSA)) {
            TlsObservation seen =
                    ((TlsOutcome.Established) shakeHands(sink, offer(TransportGrade.QUALIFIED), MX)).observation();

            assertThat(seen.dhBits()).contains(4096);
        }
    }

    static Stream<Arguments> tooWeak() {
        return Stream.of(
                Arguments.of("TLS 1.0", TlsSettings.tls10Only()),
                Arguments.of("TLS 1.1", TlsSettings.tls10Only().withVersions(ProtocolVersion.TLSv11)),
                Arguments.of("RSA key transport", TlsSettings.rsaKeyTransportOnly()),
                Arguments.of("1024 bit Diffie-Hellman", TlsSettings.dheOnly(DHStandardGroups.rfc2409_1024)),
                Arguments.of("2048 bit Diffie-Hellman", TlsSettings.dheOnly(DHStandardGroups.rfc3526_2048)),
                Arguments.of(
                        "ffdhe2048",
                        TLS12.withSuites(CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256)
                                .withGroups(NamedGroup.ffdhe2048)),
                Arguments.of("ffdhe2048 in TLS 1.3", group(NamedGroup.ffdhe2048)),
                Arguments.of("x25519 only", group(NamedGroup.x25519)),
                Arguments.of("x25519 only in TLS 1.2", TLS12.withGroups(NamedGroup.x25519)),
                Arguments.of("X25519MLKEM768 only", group(NamedGroup.X25519MLKEM768)),
                Arguments.of(
                        "ChaCha20 only", TlsSettings.modern().withSuites(CipherSuite.TLS_CHACHA20_POLY1305_SHA256)),
                Arguments.of(
                        "SHA-1 in the MAC only",
                        TLS12.withSuites(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA)
                                .withGroups(NamedGroup.secp256r1)),
                Arguments.of(
                        "SHA-1 signatures only",
                        TLS12.withSignatureSchemes(SignatureScheme.rsa_pkcs1_sha1)
                                .withGroups(NamedGroup.secp256r1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooWeak")
    void noNarrowOfferIsTakenByAServerThatIsTooWeak(String name, TlsSettings settings) {
        for (TlsOffer narrow : List.of(
                offer(TransportGrade.QUALIFIED, "bsi-2026-strict"),
                offer(TransportGrade.QUALIFIED, "bsi-practical"),
                offer(TransportGrade.MANDATORY))) {
            try (SmtpSink sink = sink(settings, RSA)) {
                assertThat(shakeHands(sink, narrow, MX))
                        .as("%s, %s", name, narrow.signatureSchemes())
                        .isInstanceOf(TlsOutcome.Refused.class);
                assertThat(sink.counts().handshakes()).isZero();
            }
        }
    }

    @Test
    void theStrictOfferRefusesPkcs1SignaturesOfTheHandshake() {
        TlsSettings pkcs1 =
                TLS12.withSignatureSchemes(SignatureScheme.rsa_pkcs1_sha256).withGroups(NamedGroup.secp256r1);
        try (SmtpSink sink = sink(pkcs1, RSA)) {
            assertThat(shakeHands(sink, offer(TransportGrade.QUALIFIED, "bsi-2026-strict"), MX))
                    .isInstanceOf(TlsOutcome.Refused.class);
            assertThat(shakeHands(sink, offer(TransportGrade.QUALIFIED, "bsi-practical"), MX))
                    .isInstanceOf(TlsOutcome.Established.class);
        }
    }

    @Test
    void theNameAskedForDecidesWhichCertificateIsShown() {
        Identity second = Servers.AUTHORITY.issue("mx2.example.test");
        try (SmtpSink sink = SmtpSink.on(Loopback.address())
                .identity(EC)
                .identityFor("mx2.example.test", second)
                .start()) {
            TlsOutcome outcome = shakeHands(sink, offer(TransportGrade.QUALIFIED), DomainName.of("mx2.example.test"));

            assertThat(((TlsOutcome.Established) outcome).observation().leaf()).isEqualTo(second.certificate());
        }
    }

    @Test
    void anExpiredOrForeignCertificateIsShownAndNotJudgedYet() {
        Identity expired =
                TestAuthority.selfSigned(Servers.CLOCK, "localhost").expired().issue();
        try (SmtpSink sink = sink(TlsSettings.modern(), expired)) {
            assertThat(shakeHands(sink, offer(TransportGrade.QUALIFIED), MX))
                    .isInstanceOfSatisfying(
                            TlsOutcome.Established.class,
                            established ->
                                    assertThat(established.observation().leaf()).isEqualTo(expired.certificate()));
        }
    }

    @Test
    void noSessionIsResumed() {
        try (SmtpSink sink = sink(TlsSettings.modern(), EC)) {
            for (int i = 0; i < 3; i++) {
                assertThat(((TlsOutcome.Established) shakeHands(sink, offer(TransportGrade.QUALIFIED), MX))
                                .observation()
                                .chain())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void bytesTravelBothWaysAfterwards() throws IOException {
        try (SmtpSink sink = sink(TlsSettings.modern(), EC);
                Socket socket = Servers.connect(sink)) {
            var tls = (TlsOutcome.Established) new TlsHandshake(new SecureRandom())
                    .over(socket.getInputStream(), socket.getOutputStream(), offer(TransportGrade.QUALIFIED), MX);
            tls.out().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            tls.out().flush();

            assertThat(new String(tls.in().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("221 ");
            assertThat(sink.awaitConnections(1, PATIENCE).getFirst().cleartext())
                    .doesNotContain("QUIT");
            tls.closer().close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "500 what?\r\n",
                "\u0016\u0003\u0003",
                "\u0016\u0003\u0003\u0000\u0004\u0002\u0000\u0000\u0000",
                "\u0016\u0003\u0003\u0000\u0004\u000b\u0000\u0000\u0000",
                "\u0016\u0003\u0003\u00ff\u00ff\u0002",
                "\u0015\u0003\u0003\u0000\u0002\u0001\u0000",
                "\u0015\u0003\u0003\u0000\u0002\u0002(",
                "\u0017\u0003\u0003\u0000\u0001\u0000",
                "\u0014\u0003\u0003\u0000\u0001\u0001",
                "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000"
            })
    void garbageInsteadOfAHandshakeIsAnOutcomeNotAnException(String characters) {
        for (TransportGrade demand : TransportGrade.values()) {
            TlsOutcome outcome = new TlsHandshake(new SecureRandom())
                    .over(
                            new ByteArrayInputStream(characters.getBytes(StandardCharsets.ISO_8859_1)),
                            OutputStream.nullOutputStream(),
                            offer(demand),
                            MX);

            assertThat(outcome).isInstanceOfAny(TlsOutcome.Refused.class, TlsOutcome.Broken.class);
        }
    }

    /** Any bit that somebody flips on the way breaks the handshake, and breaks nothing else. */
    @ParameterizedTest
    @ValueSource(strings = {"1.3", "1.2"})
    void aHandshakeThatWasTamperedWithNeverSucceeds(String version) throws IOException {
        TlsSettings settings = (version.equals("1.3") ? TlsSettings.modern() : TLS12).withGroups(NamedGroup.secp256r1);
        try (SmtpSink sink = sink(settings, EC)) {
            for (int seed = 0; seed < 40; seed++) {
                RandomGenerator random = new SplittableRandom(seed);
                try (Socket socket = Servers.connect(sink)) {
                    socket.setSoTimeout(150);
                    // The last byte before application data that a server sends is far behind this one.
                    InputStream tampered =
                            new FlippingStream(socket.getInputStream(), random.nextInt(600), 1 << random.nextInt(8));

                    assertThat(new TlsHandshake(new SecureRandom())
                                    .over(tampered, socket.getOutputStream(), offer(TransportGrade.QUALIFIED), MX))
                            .as("seed %d", seed)
                            .isNotInstanceOf(TlsOutcome.Established.class);
                }
            }
        }
    }

    private static final class FlippingStream extends FilterInputStream {
        private final int mask;
        private int left;

        FlippingStream(InputStream in, int position, int mask) {
            super(in);
            this.left = position;
            this.mask = mask;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count > left && left >= 0) {
                buffer[offset + left] ^= (byte) mask;
            }
            left -= Math.max(0, count);
            return count;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TransportGrade.class,
            names = {"QUALIFIED", "NONE"})
    void aServerThatHangsUpBrokeTheHandshake(TransportGrade demand) {
        try (SmtpSink sink = sink(TlsSettings.modern(), EC)) {
            sink.at(Step.HANDSHAKE, new Behaviour.Close());

            assertThat(shakeHands(sink, offer(demand), MX)).isInstanceOf(TlsOutcome.Broken.class);
        }
    }

    @Test
    void aServerThatSaysNothingIsWaitedForAsLongAsTheStreamsAllow() throws IOException {
        try (SmtpSink sink = sink(TlsSettings.modern(), EC)) {
            sink.at(Step.HANDSHAKE, new Behaviour.Hang());
            try (Socket socket = Servers.connect(sink)) {
                socket.setSoTimeout(100);
                assertThat(new TlsHandshake(new SecureRandom())
                                .over(
                                        socket.getInputStream(),
                                        socket.getOutputStream(),
                                        offer(TransportGrade.QUALIFIED),
                                        MX))
                        .isInstanceOf(TlsOutcome.Broken.class);
            }
        }
    }
}
