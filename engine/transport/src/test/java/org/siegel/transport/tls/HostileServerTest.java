package org.siegel.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.transport.tls.RawServer.ALERT;
import static org.siegel.transport.tls.RawServer.CHANGE_CIPHER_SPEC;
import static org.siegel.transport.tls.RawServer.HANDSHAKE;
import static org.siegel.transport.tls.RawServer.SERVER_HELLO_DONE;
import static org.siegel.transport.tls.RawServer.certificate;
import static org.siegel.transport.tls.RawServer.extension;
import static org.siegel.transport.tls.RawServer.keyExchange;
import static org.siegel.transport.tls.RawServer.message;
import static org.siegel.transport.tls.RawServer.number;
import static org.siegel.transport.tls.RawServer.record;
import static org.siegel.transport.tls.RawServer.renegotiationInfo;
import static org.siegel.transport.tls.RawServer.serverHello;
import static org.siegel.transport.tls.Servers.EC;
import static org.siegel.transport.tls.Servers.MX;
import static org.siegel.transport.tls.Servers.RSA;
import static org.siegel.transport.tls.Servers.offer;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.crypto.DHStandardGroups;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.smtp.SmtpSink;
import org.siegel.testing.smtp.TlsSettings;
import org.siegel.transport.judgement.CodePoints;
import org.siegel.transport.tls.RawServer.Answer;

/** Servers that do in the handshake what nobody offered: it ends, in bounded time and memory, and it is told why. */
class HostileServerTest {

    private static final int TLS12 = 0x0303;
    private static final int GCM = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int KEY_SHARE = 51;
    private static final int PRE_SHARED_KEY = 41;
    private static final int MOST_BUFFERED = 32 * 1024 * 1024;

    private static TlsOutcome.Refused refused(Answer answer) {
        return refused(answer, TransportGrade.QUALIFIED);
    }

    private static TlsOutcome.Refused refused(Answer answer, TransportGrade demand) {
        try (RawServer server = new RawServer(answer)) {
            TlsOutcome outcome = server.shakeHands(offer(demand), MX);

            assertThat(outcome).isInstanceOf(TlsOutcome.Refused.class);
            TlsOutcome.Refused refused = (TlsOutcome.Refused) outcome;
            assertThat(refused.reason()).containsAnyOf("not acceptable", "too short");
            return refused;
        }
    }

    private static byte[] tls13(int suite, RawServer.ClientHello hello, byte[]... more) {
        return serverHello(
                TLS12, suite, 0, hello, true, extension(SUPPORTED_VERSIONS, number(0x0304, 2)), RawServer.join(more));
    }

    private static byte[] x25519Share() {
        return extension(KEY_SHARE, number(NamedGroup.x25519, 2), number(32, 2), new byte[32]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0302, 0x0301, 0x0300, 0x0002, 0x0304, 0x0305, 0x7F1C})
    @Tag("TR03108P-F01")
    void aVersionThatWasNotOfferedEndsTheHandshake(int version) {
        refused((hello, out) -> out.write(record(HANDSHAKE, serverHello(version, GCM, 0, hello, false))));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
                CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
                CipherSuite.TLS_RSA_WITH_NULL_SHA256,
                CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
                CipherSuite.TLS_AES_128_GCM_SHA256
            })
    @Tag("TR03108P-F02")
    void aCipherSuiteThatWasNotOfferedForThisVersionEndsTheHandshake(int suite) {
        refused((hello, out) ->
                out.write(record(HANDSHAKE, serverHello(TLS12, suite, 0, hello, false, renegotiationInfo()))));
    }

    @Test
    @Tag("TR03108P-F02")
    void aSuiteOfTls13ThatWasNotOfferedEndsTheHandshake() {
        refused((hello, out) ->
                out.write(record(HANDSHAKE, tls13(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, hello, x25519Share()))));
    }

    @Test
    @Tag("TR03108P-F03")
    void aKeyShareOfAGroupThatWasNotOfferedEndsTheHandshake() {
        refused((hello, out) ->
                out.write(record(HANDSHAKE, tls13(CipherSuite.TLS_AES_128_GCM_SHA256, hello, x25519Share()))));
    }

    @Test
    @Tag("TR03108P-F03")
    void aKeyExchangeInACurveThatWasNotOfferedEndsTheHandshake() {
        refused((hello, out) -> out.write(record(
                HANDSHAKE,
                serverHello(TLS12, GCM, 0, hello, false, renegotiationInfo()),
                certificate(EC.chain()),
                keyExchange(
                        hello,
                        NamedGroup.x25519,
                        new byte[32],
                        SignatureScheme.ecdsa_secp256r1_sha256,
                        "SHA256withECDSA",
                        EC.privateKey()),
                message(SERVER_HELLO_DONE))));
    }

    @ParameterizedTest
    @EnumSource(
            value = TransportGrade.class,
            names = {"QUALIFIED", "MANDATORY"})
    @Tag("TR03108P-F03")
    void shortDiffieHellmanParametersEndTheHandshake(TransportGrade demand) {
        for (var group : List.of(DHStandardGroups.rfc2409_768, DHStandardGroups.rfc3526_2048)) {
            try (SmtpSink sink = Servers.sink(TlsSettings.dheOnly(group), RSA)) {
                assertThat(Servers.shakeHands(sink, offer(demand), MX)).isInstanceOf(TlsOutcome.Refused.class);
            }
        }
    }

    @Test
    @Tag("TR03108P-F04")
    void aSignatureSchemeThatWasNotOfferedEndsTheHandshake() {
        refused((hello, out) -> out.write(record(
                HANDSHAKE,
                serverHello(
                        TLS12, CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, 0, hello, false, renegotiationInfo()),
                certificate(RSA.chain()),
                keyExchange(
                        hello,
                        NamedGroup.secp256r1,
                        point(),
                        SignatureScheme.rsa_pkcs1_sha1,
                        "SHA1withRSA",
                        RSA.privateKey()),
                message(SERVER_HELLO_DONE))));
    }

    /** The generator of secp256r1: a valid share. */
    private static byte[] point() {
        return HexFormat.of()
                .parseHex("046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                        + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
    }

    @Test
    @Tag("TR03108P-F05")
    void compressionEndsTheHandshake() {
        refused((hello, out) ->
                out.write(record(HANDSHAKE, serverHello(TLS12, GCM, 1, hello, false, renegotiationInfo()))));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 15, 16, 35, 0x1234, 0xFFCE})
    @Tag("TR03108P-F05")
    void anExtensionThatWasNotOfferedEndsTheHandshake(int type) {
        refused((hello, out) -> out.write(
                record(HANDSHAKE, serverHello(TLS12, GCM, 0, hello, false, renegotiationInfo(), extension(type)))));
    }

    @Test
    @Tag("TR03108P-F05")
    void aResumptionThatNobodyAskedForEndsTheHandshake() {
        refused((hello, out) -> out.write(record(
                HANDSHAKE, tls13(CipherSuite.TLS_AES_128_GCM_SHA256, hello, extension(PRE_SHARED_KEY, number(0, 2))))));
        refused((hello, out) -> {
            out.write(record(HANDSHAKE, serverHello(TLS12, GCM, 0, hello, false, renegotiationInfo())));
            out.write(record(CHANGE_CIPHER_SPEC, new byte[] {1}));
        });
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                CipherSuite.TLS_DH_anon_WITH_AES_128_GCM_SHA256,
                CipherSuite.TLS_DH_anon_WITH_AES_128_CBC_SHA,
                CipherSuite.TLS_ECDH_anon_WITH_AES_128_CBC_SHA
            })
    @Tag("RFC7672-D16")
    void anAnonymousSuiteEndsTheHandshakeWhateverTheDemand(int suite) {
        for (TransportGrade demand : TransportGrade.values()) {
            refused(
                    (hello, out) -> out.write(
                            record(HANDSHAKE, serverHello(TLS12, suite, 0, hello, false, renegotiationInfo()))),
                    demand);
        }
    }

    @Test
    @Tag("RFC7672-D16")
    void noAnonymousSuiteIsEverOffered() {
        for (String profile : List.of("bsi-2026-strict", "bsi-practical", "dsk-mandatory")) {
            for (TransportGrade demand : TransportGrade.values()) {
                assertThat(offer(demand, profile).cipherSuites().stream().map(CodePoints::suite))
                        .isNotEmpty()
                        .noneMatch(suite -> suite.toLowerCase(Locale.ROOT).matches(".*(_anon_|_null_|export).*"));
            }
        }
    }

    /** After each record of a good server's, in the clear, as anybody on the way could. */
    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3"})
    void anAlertAtAnyPointEndsTheHandshakeInWords(String version) throws IOException {
        TlsSettings settings = version.equals("1.2") ? TlsSettings.tls12Only() : TlsSettings.modern();
        for (int after = 0; after < (version.equals("1.2") ? 4 : 2); after++) {
            for (byte[] alert : List.of(new byte[] {2, 40}, new byte[] {2, 80}, new byte[] {1, 0}, new byte[] {9, 9})) {
                try (SmtpSink sink = Servers.sink(settings.withGroups(NamedGroup.secp256r1), EC);
                        Socket socket = Servers.connect(sink)) {
                    socket.setSoTimeout(20_000);
                    TlsOutcome outcome = new TlsHandshake(new SecureRandom())
                            .over(
                                    new InterruptedStream(socket.getInputStream(), after, record(ALERT, alert)),
                                    socket.getOutputStream(),
                                    offer(TransportGrade.QUALIFIED),
                                    MX);

                    assertThat(outcome)
                            .as("alert %d %d after %d records", alert[0], alert[1], after)
                            .isNotInstanceOf(TlsOutcome.Established.class);
                }
            }
        }
    }

    /** Puts bytes between two TLS records; then nothing comes any more. */
    private static final class InterruptedStream extends FilterInputStream {
        private final InputStream last;
        private int left;
        private byte[] pending = new byte[0];

        InterruptedStream(InputStream in, int records, byte[] last) {
            super(in);
            this.left = records;
            this.last = new ByteArrayInputStream(last);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (pending.length == 0 && left > 0) {
                byte[] head = in.readNBytes(5);
                byte[] body = in.readNBytes(((head[3] & 0xFF) << 8) | (head[4] & 0xFF));
                pending = RawServer.join(head, body);
                left--;
            }
            if (pending.length == 0) {
                return last.read(buffer, offset, length);
            }
            int count = Math.min(length, pending.length);
            System.arraycopy(pending, 0, buffer, offset, count);
            pending = Arrays.copyOfRange(pending, count, pending.length);
            return count;
        }
    }

    @Test
    void warningsWithoutEndAreNotReadWithoutEnd() {
        assertGivesUp((_hello, out) -> {
            while (true) {
                out.write(record(ALERT, new byte[] {1, 90}));
            }
        });
    }

    @Test
    void aMessageThatClaimsToBeHugeIsNotWaitedFor() {
        assertGivesUp((_hello, out) -> {
            out.write(record(HANDSHAKE, new byte[] {2, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF}));
            while (true) {
                out.write(record(HANDSHAKE, new byte[16_000]));
            }
        });
    }

    @Test
    void aThousandHelloRequestsAndEmptyRecordsAreNotReadWithoutEnd() {
        assertGivesUp((_hello, out) -> {
            while (true) {
                out.write(record(HANDSHAKE));
            }
        });
    }

    private static void assertGivesUp(Answer endless) {
        try (RawServer server = new RawServer(endless)) {
            TlsOutcome outcome = server.shakeHands(offer(TransportGrade.QUALIFIED), MX);

            assertThat(outcome).isInstanceOf(TlsOutcome.Refused.class);
            assertThat(server.sent()).isLessThan(MOST_BUFFERED);
        }
    }

    @Test
    void aChainOfAHundredCertificatesIsRefusedInWords() {
        List<X509Certificate> hundred = Collections.nCopies(100, EC.chain().getLast());
        Identity identity = EC.withChain(
                Stream.concat(EC.chain().stream(), hundred.stream()).toList());
        try (SmtpSink sink = Servers.sink(TlsSettings.modern(), identity)) {
            TlsOutcome outcome = Servers.shakeHands(sink, offer(TransportGrade.QUALIFIED), MX);

            assertThat(outcome).isInstanceOf(TlsOutcome.Refused.class);
            assertThat(((TlsOutcome.Refused) outcome).reason()).contains("not acceptable", "internal_error");
        }
    }

    @Test
    void aCertificateOf16KilobytesIsRead() {
        Identity large = Servers.AUTHORITY
                .plan(MX.ascii())
                .with("1.3.6.1.4.1.55555.1", false, new byte[16 * 1024])
                .issue();
        try (SmtpSink sink = Servers.sink(TlsSettings.modern(), large)) {
            assertThat(Servers.shakeHands(sink, offer(TransportGrade.QUALIFIED), MX))
                    .isInstanceOfSatisfying(
                            TlsOutcome.Established.class,
                            established ->
                                    assertThat(established.observation().leaf()).isEqualTo(large.certificate()));
        }
    }

    @Test
    void aCertificateThatIsNoneEndsTheHandshake() {
        refused((hello, out) -> out.write(record(
                HANDSHAKE,
                serverHello(TLS12, GCM, 0, hello, false, renegotiationInfo()),
                message(RawServer.CERTIFICATE, number(6, 3), number(3, 3), new byte[3]))));
    }

    /** Found by fuzzing: the platform has an exception of another kind for it. */
    @Test
    void aCertificateThatThePlatformFailsAtEndsTheHandshakeInWords() throws IOException {
        byte[] der = resource(
                "/org/siegel/transport/judgement/StrengthFuzzTestInputs/anyKeyAndSignatureHaveAName/emptyedwards");
        TlsOutcome.Refused refused = refused((hello, out) -> out.write(record(
                HANDSHAKE,
                serverHello(TLS12, GCM, 0, hello, false, renegotiationInfo()),
                message(RawServer.CERTIFICATE, number(der.length + 3, 3), number(der.length, 3), der))));

        assertThat(refused.reason()).contains("bad_certificate", "a certificate cannot be read");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = HostileServerTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    @Test
    void halfAServerHelloEndsTheHandshake() {
        refused((hello, out) -> {
            byte[] whole = serverHello(TLS12, GCM, 0, hello, false, renegotiationInfo());
            out.write(record(HANDSHAKE, message(RawServer.SERVER_HELLO, Arrays.copyOfRange(whole, 4, 20))));
        });
    }
}
