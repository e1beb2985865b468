package org.siegel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealCommandTest {

    private static final String MAIL = """
            From: Anna <anna@musterstadt.example>
            To: Bernd <bernd@example.org>
            Subject: Streng vertraulich
            Date: Tue, 3 Nov 2026 10:15:00 +0100

            Sehr geehrte Damen und Herren
            """;

    private static final String WITH_TABLE = """
            From: Anna <anna@musterstadt.example>
            To: Bernd <bernd@example.org>
            Subject: Tabelle
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=grenze

            --grenze
            Content-Type: text/plain

            Siehe Anlage
            --grenze
            Content-Type: text/csv; name=tabelle.csv
            Content-Disposition: attachment; filename=tabelle.csv

            a;b
            --grenze--
            """;

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void mail() throws Exception {
        Files.writeString(home.resolve("mail.eml"), MAIL.replace("\n", "\r\n"));
    }

    @Test
    void aPdfForEachRecipientOpensWithThePrintedPassword() throws Exception {
        assertThat(run("--pdf", "--to", "bernd@example.org", "--to", "cora@example.org"))
                .isZero();

        List<MatchResult> passwords = Pattern.compile("password (\\w{4}) for (\\S+): (\\S+)")
                .matcher(out.toString())
                .results()
                .toList();
        assertThat(passwords)
                .extracting(match -> match.group(2))
                .containsExactly("bernd@example.org", "cora@example.org");
        for (MatchResult password : passwords) {
            Path file = home.resolve("out/Nachricht-" + password.group(1) + ".pdf");
            try (var document = Loader.loadPDF(file.toFile(), password.group(3))) {
                assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Streng vertraulich");
            }
        }
    }

    @Test
    void aGivenPasswordIsUsedAndNotPrinted() throws Exception {
        Files.writeString(home.resolve("password"), "xK9#mQ2$vL7@wN4!zR\n");

        assertThat(run(
                        "--pdf",
                        "--to",
                        "bernd@example.org",
                        "--password-file",
                        home.resolve("password").toString()))
                .isZero();

        assertThat(out.toString()).doesNotContain("xK9#");
        Path file = home.resolve("out").toFile().listFiles()[0].toPath();
        Loader.loadPDF(file.toFile(), "xK9#mQ2$vL7@wN4!zR").close();
    }

    @Test
    void aWeakPasswordIsRefusedWithoutBeingQuoted() throws Exception {
        Files.writeString(home.resolve("password"), "Sommer2026");

        assertThat(run("--zip", "--password-file", home.resolve("password").toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains("at least 120 bits").doesNotContain("Sommer");
        assertThat(home.resolve("out")).isEmptyDirectory();
    }

    @Test
    void aZipWithItsCoverMailTellsNothing() throws Exception {
        assertThat(run("--zip", "--to", "bernd@example.org", "--cover", "--language", "en"))
                .isZero();

        try (var files = Files.list(home.resolve("out"))) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("Streng", "Sehr geehrte"));
        }
    }

    @Test
    void theCoverMailIsShownInTheAdministratorsWording() throws Exception {
        Path wording = Files.createDirectory(home.resolve("wording"));
        for (String language : List.of("de", "en")) {
            Files.writeString(wording.resolve("cover_" + language + ".txt"), "Subject: Post\n\n${password-id}\n");
            Files.writeString(wording.resolve("cover_" + language + ".html"), "<p>${password-id}</p>\n");
        }
        assertThat(run("--zip", "--to", "bernd@example.org", "--cover-templates", wording.toString()))
                .isZero();
        try (var files = Files.list(home.resolve("out"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".eml")))
                    .singleElement()
                    .satisfies(file -> assertThat(Files.readString(file)).contains("Subject: Post ["));
        }

        Files.writeString(wording.resolve("cover_en.html"), "<p>${password-id}</p>\n${subject}\n");
        assertThat(run("--zip", "--to", "bernd@example.org", "--cover-templates", wording.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("cover_en.html, line 2", "${subject}");
    }

    @Test
    void whatTheGatewayLetsPassIsNamed() throws Exception {
        Files.writeString(home.resolve("mail.eml"), "Auto-Submitted: auto-replied\r\n" + MAIL.replace("\n", "\r\n"));

        assertThat(run("--pdf")).isEqualTo(1);

        assertThat(err.toString()).contains("written by a program", "--anyway");
    }

    @Test
    void attachmentsGoAsThePolicyHasItForEachRecipient() throws Exception {
        Files.writeString(home.resolve("mail.eml"), WITH_TABLE.replace("\n", "\r\n"));
        Path conf = Files.createDirectory(home.resolve("conf"));
        Path shipped = Path.of("../james-conf/conf/adaptive-encryption.xml");
        Files.writeString(
                conf.resolve("adaptive-encryption.xml"),
                Files.readString(shipped)
                        .replace(
                                "<sealing attachments=\"auto\" zip=\"no\"/>",
                                "<sealing><to domain='labor.example' attachments='zip'/></sealing>"));

        assertThat(run("--to", "bernd@example.org", "--to", "cora@labor.example", "--conf", conf.toString()))
                .isZero();

        assertThat(home.resolve("out").toFile().list())
                .hasSize(3)
                .filteredOn(name -> name.startsWith("Anlagen-"))
                .hasSize(1);
        assertThat(out.toString()).contains("Anlagen-", ".zip  ");
    }

    @Test
    void anUnknownLayoutIsNamed() {
        assertThat(run("--attachments", "folder")).isEqualTo(2);

        assertThat(err.toString()).contains("folder", "embed, separate, zip, auto");
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        Files.delete(home.resolve("mail.eml"));

        assertThat(run("--pdf")).isEqualTo(2);

        assertThat(err.toString()).contains("mail.eml");
    }

    private int run(String... arguments) {
        List<String> all = new java.util.ArrayList<>(List.of(
                "seal",
                home.resolve("mail.eml").toString(),
                "--out",
                home.resolve("out").toString()));
        all.addAll(List.of(arguments));
        return Siegel.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
