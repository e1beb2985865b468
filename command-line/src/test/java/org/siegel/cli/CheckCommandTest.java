package org.siegel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.policy.Criterion;
import org.siegel.testing.Loopback;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.testing.dns.ZoneFlaw;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.pki.Tlsa;
import org.siegel.testing.smtp.SmtpSink;
import org.siegel.testing.smtp.TlsSettings;

/** The command, pointed at a world of its own. */
class CheckCommandTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    static Path folder;

    private static SmtpSink good;
    private static SmtpSink plain;
    private static SmtpSink old;
    private static SignedDnsWorld dns;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void world() throws Exception {
        TestAuthority authority = TestAuthority.root(CLOCK);
        authority.writeRootPem(folder.resolve("roots.pem"));
        Identity identity = authority.issue("mx.good.test");
        good = SmtpSink.on(Loopback.address(9, 1))
                .tls(TlsSettings.modern())
                .identity(identity)
                .start();
        plain = SmtpSink.on(Loopback.address(9, 2))
                .port(good.port())
                .tls(TlsSettings.none())
                .start();
        old = SmtpSink.on(Loopback.address(9, 3))
                .port(good.port())
                .tls(TlsSettings.tls10Only())
                .identity(authority.issue("mx.old.test"))
                .start();
        dns = SignedDnsWorld.at(CLOCK)
                .signed(
                        "good.test",
                        "@ MX 10 mx",
                        "mx 99 IN A 127.0.9.1",
                        Tlsa.line("_" + good.port() + "._tcp.mx", 3, 1, 1, identity.certificate()))
                .unsigned("unsigned.test", "@ MX 10 mx.good.test.")
                .unsigned("plain.test", "@ MX 10 mx", "mx A 127.0.9.2")
                .unsigned("old.test", "@ MX 10 mx", "mx A 127.0.9.3")
                .signed("null.test", "@ MX 0 .")
                .flawed("bogus.test", new ZoneFlaw.SignaturesExpired(), "@ MX 10 mx", "mx A 127.0.9.1")
                .start();
        Files.write(folder.resolve("anchors"), dns.trustAnchors());
        Path shipped = Path.of(System.getProperty("siegel.root"), "james-conf/conf");
        Files.createDirectories(folder.resolve("conf"));
        for (String name : List.of("siegel.properties", "adaptive-encryption.xml")) {
            Files.copy(shipped.resolve(name), folder.resolve("conf").resolve(name));
        }
    }

    @AfterAll
    static void end() {
        dns.close();
        good.close();
        plain.close();
        old.close();
    }

    @ParameterizedTest
    @CsvSource({
        "good.test, 0, qualified",
        "unsigned.test, 1, mandatory",
        "old.test, 2, opportunistic",
        "plain.test, 3, none",
        "bogus.test, 4, undetermined",
        "null.test, 4, nowhere",
        "missing.test, 4, nowhere"
    })
    void theExitCodeTellsTheGradeAndTheFirstLineNamesIt(String domain, int code, String grade) {
        assertThat(check(domain)).isEqualTo(code);
        assertThat(out.toString()).startsWith(domain + ": " + grade + "\n");
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().lines().skip(1).findFirst().orElseThrow())
                .contains(domain)
                .endsWith(".");
    }

    @Test
    void everyCriterionIsThereWithItsSource() {
        check("good.test");

        // What a domain was like before only the gateway's store knows.
        for (Criterion criterion : EnumSet.complementOf(EnumSet.of(Criterion.DOWNGRADE))) {
            assertThat(out.toString()).contains(" " + criterion.label() + " ");
        }
        assertThat(out.toString())
                .contains("10 mx.good.test [127.0.9.1]:" + good.port() + ": qualified")
                .contains("DANE 3 1 1", "[RFC 7672 §3.1; RFC 8461 §4.2]", "bsi-practical 2026-01");
    }

    @Test
    void theReasonIsThereInGermanToo() {
        check("unsigned.test", "--lang", "de");

        assertThat(out.toString())
                .contains("E-Mails an unsigned.test werden immer verschlüsselt", "nicht gegen Fälschung");
    }

    @Test
    void whatWasFoundIsToldInGermanToo() {
        check("unsigned.test", "--language", "de");

        assertThat(out.toString())
                .contains("Adresse durch DNSSEC gesichert", "Schlüssel des Servers: ", "keine MTA-STS-Richtlinie")
                .contains("die Namen der Mailserver sind fälschbar")
                .doesNotContain("secured by", "server key", "does not", "the domain");
    }

    @Test
    void programsGetItAsJson() throws Exception {
        assertThat(check("unsigned.test", "--json")).isEqualTo(1);

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("grade").asText()).isEqualTo("mandatory");
        assertThat(json.at("/hosts/0/host").asText()).isEqualTo("mx.good.test");
        assertThat(json.at("/hosts/0/connection/version").asText()).isEqualTo("TLSv1.3");
        assertThat(StreamSupport.stream(json.at("/hosts/0/criteria").spliterator(), false)
                        .filter(criterion -> criterion.path("status").asText().equals("FAIL"))
                        .map(criterion -> criterion.path("criterion").asText()))
                .containsExactly("mx-security");
    }

    @Test
    void theProfileCanBeChosen() {
        check("good.test", "--profile", "bsi-2026-strict");
        assertThat(out.toString()).contains("bsi-2026-strict 2026-01");

        assertThat(check("good.test", "--profile", "bsi-1999")).isEqualTo(64);
        assertThat(err.toString()).contains("bsi-1999", "bsi-practical").hasLineCount(1);
    }

    @Test
    void whatIsNoDomainIsRefusedWithAReason() {
        assertThat(check("a..b")).isEqualTo(64);
        assertThat(err.toString()).isNotBlank().doesNotContain("Exception");
    }

    private int check(String domain, String... further) {
        List<String> arguments = new ArrayList<>(List.of("check"));
        arguments.addAll(List.of(
                "--conf",
                folder.resolve("conf").toString(),
                "--home",
                folder.toString(),
                "--resolver",
                dns.address().getAddress().getHostAddress() + ":"
                        + dns.address().getPort(),
                "--port",
                "" + good.port(),
                "--trust-anchor",
                folder.resolve("anchors").toString(),
                "--trusted-roots",
                folder.resolve("roots.pem").toString(),
                "--allow-private"));
        arguments.addAll(Arrays.asList(further));
        arguments.addAll(List.of("--", domain));
        return Siegel.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
