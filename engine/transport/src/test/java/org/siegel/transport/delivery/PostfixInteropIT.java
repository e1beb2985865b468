package org.siegel.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.policy.TransportGrade.MANDATORY;
import static org.siegel.policy.TransportGrade.NONE;
import static org.siegel.policy.TransportGrade.OPPORTUNISTIC;
import static org.siegel.policy.TransportGrade.QUALIFIED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
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
import org.siegel.transport.interop.Postfix;
import org.siegel.transport.interop.Program;

/** Postfix (with OpenSSL) set up well, badly and oddly: what we say of each is what the table of BSI TR-02102-2 says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostfixInteropIT {

    private static final KeyKind P256 = KeyKind.ec("secp256r1");
    private static final String ONLY_TLS13 = "smtpd_tls_protocols=>=TLSv1.3";
    private static final String ONLY_TLS12 = "smtpd_tls_protocols=TLSv1.2";

    private final Setups setups = new Setups(8, setups());
    private Network practical;
    private Network strict;
    private Postfix postfix;

    static List<Setup> setups() {
        List<Setup> setups = new ArrayList<>();
        Stream.of("prime256v1", "secp384r1", "secp521r1", "ffdhe3072")
                .forEach(group ->
                        setups.add(setup("tls13-" + group, P256, QUALIFIED, QUALIFIED, ONLY_TLS13, groups(group))));
        Stream.of("X25519", "X448", "ffdhe2048")
                .forEach(group -> setups.add(
                        setup("tls13-" + group, P256, OPPORTUNISTIC, OPPORTUNISTIC, ONLY_TLS13, groups(group))));
        Stream.of("prime256v1", "secp384r1", "secp521r1", "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1")
                .forEach(group ->
                        setups.add(setup("tls12-" + group, P256, QUALIFIED, QUALIFIED, ONLY_TLS12, groups(group))));
        setups.addAll(List.of(
                setup("tls12-x25519", P256, OPPORTUNISTIC, OPPORTUNISTIC, ONLY_TLS12, groups("X25519")),
                setup("tls13-rsa2048", KeyKind.rsa(2048), QUALIFIED, MANDATORY, ONLY_TLS13),
                setup("tls13-rsa3072", KeyKind.rsa(3072), QUALIFIED, QUALIFIED, ONLY_TLS13),
                setup("tls13-p384", KeyKind.ec("secp384r1"), QUALIFIED, QUALIFIED, ONLY_TLS13),
                setup("tls13-p521", KeyKind.ec("secp521r1"), QUALIFIED, QUALIFIED, ONLY_TLS13),
                setup("tls12-rsa2048", KeyKind.rsa(2048), QUALIFIED, MANDATORY, ONLY_TLS12),
                setup("tls12-rsa3072", KeyKind.rsa(3072), QUALIFIED, QUALIFIED, ONLY_TLS12),
                setup("tls12-cbc", P256, QUALIFIED, QUALIFIED, ONLY_TLS12, ciphers("ECDHE-ECDSA-AES128-SHA256")),
                setup("tls12-ccm", P256, QUALIFIED, QUALIFIED, ONLY_TLS12, ciphers("ECDHE-ECDSA-AES256-CCM")),
                setup("tls12-sha1", P256, OPPORTUNISTIC, OPPORTUNISTIC, ONLY_TLS12, ciphers("ECDHE-ECDSA-AES128-SHA")),
                setup(
                        "tls12-chacha",
                        P256,
                        OPPORTUNISTIC,
                        OPPORTUNISTIC,
                        ONLY_TLS12,
                        ciphers("ECDHE-ECDSA-CHACHA20-POLY1305")),
                setup(
                        "tls12-dhe3072",
                        KeyKind.rsa(3072),
                        QUALIFIED,
                        QUALIFIED,
                        ONLY_TLS12,
                        ciphers("DHE-RSA-AES256-GCM-SHA384"),
                        "smtpd_tls_dh1024_param_file=DIRECTORY/ffdhe3072.pem"),
                setup(
                        "tls12-dhe2048",
                        KeyKind.rsa(3072),
                        OPPORTUNISTIC,
                        OPPORTUNISTIC,
                        ONLY_TLS12,
                        ciphers("DHE-RSA-AES256-GCM-SHA384"),
                        "smtpd_tls_dh1024_param_file=DIRECTORY/ffdhe2048.pem"),
                setup(
                        "tls12-keytransport",
                        KeyKind.rsa(3072),
                        OPPORTUNISTIC,
                        OPPORTUNISTIC,
                        ONLY_TLS12,
                        ciphers("AES256-GCM-SHA384")),
                setup(
                        "tls11",
                        KeyKind.rsa(3072),
                        OPPORTUNISTIC,
                        OPPORTUNISTIC,
                        "smtpd_tls_protocols=TLSv1.1",
                        ciphers("ALL:@SECLEVEL=0")),
                setup(
                        "tls10",
                        KeyKind.rsa(3072),
                        OPPORTUNISTIC,
                        OPPORTUNISTIC,
                        "smtpd_tls_protocols=TLSv1",
                        ciphers("ALL:@SECLEVEL=0")),
                setup("notls", P256, NONE, NONE, "smtpd_tls_security_level=none"),
                setup("default-p256", P256, QUALIFIED, QUALIFIED),
                setup("default-rsa2048", KeyKind.rsa(2048), QUALIFIED, MANDATORY)));
        return setups;
    }

    private static Setup setup(
            String name, KeyKind key, TransportGrade practical, TransportGrade strict, String... options) {
        return new Setup(name, key, practical, strict, List.of(options));
    }

    private static String groups(String names) {
        return "tls_eecdh_auto_curves=" + names;
    }

    private static String ciphers(String names) {
        return "tls_medium_cipherlist=" + names;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Program openssl = Program.called("openssl", "openssl");
        for (String group : List.of("ffdhe2048", "ffdhe3072")) {
            openssl.run(
                    directory,
                    "genpkey",
                    "-genparam",
                    "-algorithm",
                    "DH",
                    "-pkeyopt",
                    "group:" + group,
                    "-out",
                    group + ".pem");
        }
        List<Postfix.Server> servers = new ArrayList<>();
        for (Setup setup : setups.all()) {
            List<String> options = new ArrayList<>();
            setup.options().forEach(option -> options.add(option.replace("DIRECTORY", directory.toString())));
            options.add("smtpd_tls_chain_files=" + setups.pem(directory, setup));
            servers.add(new Postfix.Server(setups.address(setup), options));
        }
        postfix = Postfix.start(servers, List.of("receiver.test"));
        practical = setups.network(postfix, "bsi-practical");
        strict = setups.network(postfix, "bsi-2026-strict");
    }

    @AfterAll
    void stop() {
        practical.close();
        strict.close();
        postfix.close();
    }

    @ParameterizedTest
    @MethodSource("setups")
    void aServerIsWorthWhatTheTableSays(Setup setup) {
        assertThat(Setups.verdict(practical, postfix, setup))
                .as("bsi-practical")
                .startsWith(setup.practical().name());
        assertThat(Setups.verdict(strict, postfix, setup))
                .as("bsi-2026-strict")
                .startsWith(setup.strict().name());
    }
}
