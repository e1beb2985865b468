package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.policy.TransportGrade.MANDATORY;
import static org.siegel.policy.TransportGrade.OPPORTUNISTIC;
import static org.siegel.policy.TransportGrade.QUALIFIED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.policy.TransportGrade;
import org.siegel.testing.pki.KeyKind;
import org.siegel.transport.delivery.Setups.Setup;
import org.siegel.transport.interop.Exim;

/** Exim (with GnuTLS) with TLS 1.2 and 1.3, RSA and ECDSA, group by group: what we say of each is what the table of BSI TR-02102-2 says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EximInteropIT {

    private static final KeyKind P256 = KeyKind.ec("secp256r1");
    private static final String ONLY_TLS13 = "NORMAL:-VERS-ALL:+VERS-TLS1.3";
    private static final String ONLY_TLS12 = "NORMAL:-VERS-ALL:+VERS-TLS1.2";

    private final Setups setups = new Setups(10, setups());
    private Network practical;
    private Network strict;
    private Exim exim;

    static List<Setup> setups() {
        List<Setup> setups = new ArrayList<>();
        for (KeyKind key : List.of(P256, KeyKind.rsa(3072))) {
            String kind = key.equals(P256) ? "ecdsa" : "rsa";
            Stream.of("secp256r1", "secp384r1", "secp521r1", "ffdhe3072")
                    .forEach(group -> setups.add(
                            setup("tls13-" + kind + "-" + group, key, QUALIFIED, QUALIFIED, ONLY_TLS13 + only(group))));
            Stream.of("x25519", "x448", "ffdhe2048")
                    .forEach(group -> setups.add(setup(
                            "tls13-" + kind + "-" + group,
                            key,
                            OPPORTUNISTIC,
                            OPPORTUNISTIC,
                            ONLY_TLS13 + only(group))));
            Stream.of("secp256r1", "secp384r1", "secp521r1")
                    .forEach(group -> setups.add(
                            setup("tls12-" + kind + "-" + group, key, QUALIFIED, QUALIFIED, ONLY_TLS12 + only(group))));
            setups.add(
                    setup("tls12-" + kind + "-x25519", key, OPPORTUNISTIC, OPPORTUNISTIC, ONLY_TLS12 + only("x25519")));
        }
        setups.addAll(List.of(
                setup("tls13-rsa2048", KeyKind.rsa(2048), QUALIFIED, MANDATORY, ONLY_TLS13),
                setup("tls12-rsa2048", KeyKind.rsa(2048), QUALIFIED, MANDATORY, ONLY_TLS12),
                setup("tls13-p384", KeyKind.ec("secp384r1"), QUALIFIED, QUALIFIED, ONLY_TLS13),
                setup("tls13-p521", KeyKind.ec("secp521r1"), QUALIFIED, QUALIFIED, ONLY_TLS13),
                setup(
                        "tls12-cbc",
                        P256,
                        QUALIFIED,
                        QUALIFIED,
                        ONLY_TLS12 + ":-CIPHER-ALL:+AES-128-CBC:-MAC-ALL:+SHA256:%FORCE_ETM"),
                setup(
                        "tls12-sha1",
                        P256,
                        OPPORTUNISTIC,
                        OPPORTUNISTIC,
                        ONLY_TLS12 + ":-CIPHER-ALL:+AES-128-CBC:-MAC-ALL:+SHA1"),
                setup("tls12-ccm", P256, QUALIFIED, QUALIFIED, ONLY_TLS12 + ":-CIPHER-ALL:+AES-256-CCM"),
                setup(
                        "tls12-chacha",
                        P256,
                        OPPORTUNISTIC,
                        OPPORTUNISTIC,
                        ONLY_TLS12 + ":-CIPHER-ALL:+CHACHA20-POLY1305"),
                setup(
                        "tls12-keytransport",
                        KeyKind.rsa(3072),
                        OPPORTUNISTIC,
                        OPPORTUNISTIC,
                        ONLY_TLS12 + ":-KX-ALL:+RSA"),
                setup(
                        "tls11",
                        KeyKind.rsa(3072),
                        OPPORTUNISTIC,
                        OPPORTUNISTIC,
                        "NORMAL:-VERS-ALL:+VERS-TLS1.1:+SHA1:%VERIFY_ALLOW_SIGN_WITH_SHA1"),
                setup("default-p256", P256, QUALIFIED, QUALIFIED, "NORMAL"),
                setup("default-rsa2048", KeyKind.rsa(2048), QUALIFIED, MANDATORY, "NORMAL")));
        return setups;
    }

    private static Setup setup(
            String name, KeyKind key, TransportGrade practical, TransportGrade strict, String priorities) {
        return new Setup(name, key, practical, strict, List.of(priorities));
    }

    private static String only(String group) {
        return ":-GROUP-ALL:+GROUP-" + group.toUpperCase(Locale.ROOT);
    }

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Exim.Server> servers = new ArrayList<>();
        for (Setup setup : setups.all()) {
            servers.add(new Exim.Server(
                    setups.address(setup), setup.options().getFirst(), setups.pem(directory, setup), false));
        }
        exim = Exim.start(servers, List.of("receiver.test"));
        practical = setups.network(exim, "bsi-practical");
        strict = setups.network(exim, "bsi-2026-strict");
    }

    @AfterAll
    void stop() {
        practical.close();
        strict.close();
        exim.close();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void aServerIsWorthWhatTheTableSays(Setup setup) {
        assertThat(Setups.verdict(practical, exim, setup))
                .as("bsi-practical")
                .startsWith(setup.practical().name());
        assertThat(Setups.verdict(strict, exim, setup))
                .as("bsi-2026-strict")
                .startsWith(setup.strict().name());
    }
}
