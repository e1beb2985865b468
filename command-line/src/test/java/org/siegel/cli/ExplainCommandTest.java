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
        List<String> arguments = new ArrayList<>(List.of(
                "explain",
                "--conf",
                Path.of(System.getProperty("siegel.root"), "james-conf/conf").toString()));
        arguments.addAll(Arrays.asList(options));
        arguments.add(mail.toString());
        return Siegel.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
