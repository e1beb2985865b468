package org.siegel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By the shipped policy. */
class ExplainCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aMailIsExplainedWithoutAskingAnybody() throws Exception {
        Path mail = mail("""
                From: anna@sender.test
                To: =?utf-8?q?J=C3=B6rg?= <joerg@one.test>, berta@two.test
                Subject: [vertraulich] Konto
                Content-Type: multipart/mixed; boundary=b

                --b

                Bitte auf DE89 3704 0044 0532 0130 00 und AT61 1904 3002 3457 3201
                --b
                Content-Type: image/png
                Content-Transfer-Encoding: base64

                iVBORw0KGgo=
                --b--
                """);

        assertThat(explain(mail, "--offline")).isZero();

        assertThat(out.toString())
                .startsWith("Risk class: high")
                .contains("high       iban, 2 different in text", "tag:vertraulich in subject")
                .contains("scanned             text/plain", "image-only          image/png")
                .contains("joerg@one.test", "berta@two.test")
                .contains("required   qualified")
                .contains("where that cannot be had: password-pdf over a connection that is at least mandatory")
                .doesNotContain("3704", "1904");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void programsGetItAsJsonForTheRecipientsGiven() throws Exception {
        assertThat(explain(mail("Subject: Hallo\n\nGuten Tag\n"), "--offline", "--json", "--to", "x@three.test"))
                .isZero();

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("riskClass").asText()).isEqualTo("normal");
        assertThat(json.path("reasons")).isEmpty();
        assertThat(json.at("/parts/0/state").asText()).isEqualTo("scanned");
        assertThat(json.at("/recipients/0/address").asText()).isEqualTo("x@three.test");
        assertThat(json.at("/recipients/0/decision/demand").asText()).isEqualTo("mandatory");
        assertThat(json.at("/recipients/0/otherwise/procedure").asText()).isEqualTo("password-pdf");
    }

    @Test
    void aMailThatIsNeverSentIsSaidToBeRefusedWhateverTheRecipient() throws Exception {
        assertThat(explain(
                        mail("Subject: VS-NfD: Lage\n\nx\n"),
                        "--offline",
                        "--to",
                        "x@one.test",
                        "--to",
                        "y@[192.0.2.1]"))
                .isZero();
        assertThat(out.toString())
                .startsWith("Risk class: classified")
                .contains("x@one.test", "y@[192.0.2.1]", "procedure  refuse\n")
                .doesNotContain("over a connection");
    }

    @Test
    void whoWritesToWhomCountsAsInTheGateway() throws Exception {
        Path conf = Files.createDirectory(folder.resolve("conf"));
        Path shipped = Path.of(System.getProperty("siegel.root"), "james-conf/conf");
        try (Stream<Path> files = Files.list(shipped)) {
            for (Path each : files.toList()) {
                Files.copy(each, conf.resolve(each.getFileName()));
            }
        }
        Path policy = conf.resolve("adaptive-encryption.xml");
        Files.writeString(policy, Files.readString(policy).replace("<not-scanned class=\"normal\"/>", """
                <when name="leaves" class="high"><sent-to who="outside"/></when>
                <trigger name="requiretls" class="very-high"/>
                <not-scanned class="normal"/>"""));
        Path mail = mail("From: Anna <anna@own.test>\nTo: berta@own.test\nSubject: x\n\ny\n");

        explainWith(conf, mail, "--offline");
        assertThat(out.toString()).startsWith("Risk class: normal");
        out.getBuffer().setLength(0);
        explainWith(conf, mail, "--offline", "--from", "cora@else.test");
        assertThat(out.toString()).startsWith("Risk class: high").contains("rule:leaves in envelope");
        out.getBuffer().setLength(0);
        explainWith(conf, mail, "--offline", "--require-tls");
        assertThat(out.toString()).startsWith("Risk class: very-high").contains("tag:requiretls in envelope");
    }

    @Test
    void aMailWithoutRecipientsIsStillExplained() throws Exception {
        assertThat(explain(mail("Subject: Hallo\n\nGuten Tag\n"), "--offline")).isZero();
        assertThat(out.toString()).contains("nothing was found", "--to");
    }

    @Test
    void whatIsNotThereCannotBeExplained() {
        assertThat(explain(folder.resolve("missing.eml"), "--offline")).isEqualTo(66);
        assertThat(err.toString()).contains("missing.eml", "cannot be read").hasLineCount(1);
    }

    private Path mail(String text) throws Exception {
        return Files.writeString(folder.resolve("mail.eml"), text);
    }

    private int explain(Path mail, String... options) {
        return explainWith(Path.of(System.getProperty("siegel.root"), "james-conf/conf"), mail, options);
    }

    private int explainWith(Path conf, Path mail, String... options) {
        List<String> arguments = new ArrayList<>(List.of("explain", "--conf", conf.toString()));
        arguments.addAll(Arrays.asList(options));
        arguments.add(mail.toString());
        return Siegel.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
