package org.siegel.sealing.cover;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.sealing.Mails;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.message.Body;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.sealing.password.PasswordId;

class CoverTemplatesTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-04T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        put("cover_de.txt", "Subject: Post von uns\n\nKennung ${password-id}, Fragen an ${contact}.\n${how-to-open}\n");
        put("cover_de.html", "<p>Kennung <b>${password-id}</b> von ${sender}</p>\n${how-to-open}\n");
        put("cover_en.txt", "Subject: Mail from us\n\nID ${password-id}\n${files}\n${organisation}\n");
        put("cover_en.html", "<p>ID ${password-id}</p>\n${files}<p>${organisation}</p>\n");
    }

    @Test
    void theMailSaysWhatTheAdministratorWrote() throws Exception {
        try (var cover =
                cover("From: Anna <a@x.example>\nReply-To: b@x.example\nSubject: Streng geheim\n\nx\n", "Amt")) {
            assertThat(cover.headers().subject()).isEqualTo("Post von uns / Mail from us [K7Q2]");
            assertThat(alternative(cover))
                    .contains(
                            "Kennung K7Q2, Fragen an b@x.example.",
                            "1. Speichern Sie",
                            "ID K7Q2\n- Nachricht-K7Q2.pdf\nAmt")
                    .doesNotContain("${", "Save the attached", "Guten Tag", "Hello", "Streng");
            assertThat(html(cover))
                    .contains(
                            "<b>K7Q2</b> von Anna &lt;a@x.example&gt;",
                            "<ol><li>Speichern Sie",
                            "<ul><li>Nachricht-K7Q2.pdf</li></ul>")
                    .doesNotContain("${", "Streng");
        }
    }

    @Test
    void withoutReplyToTheContactIsTheSender() throws Exception {
        try (var cover = cover("From: Anna <a@x.example>\n\nx\n", "")) {
            assertThat(alternative(cover)).contains("Fragen an Anna <a@x.example>.");
        }
    }

    @Test
    void valuesCannotBecomeMarkupOrPlaceholders() throws Exception {
        try (var cover = cover(
                "From: \"<img src=x onerror=y> ${organisation}\" <a@x.example>\n\nx\n",
                "A&B <script>\"'${password-id}")) {
            var document = Jsoup.parse(html(cover));
            assertThat(document.select("img, script")).isEmpty();
            assertThat(document.body().text())
                    .contains("<img src=x onerror=y> ${organisation}", "A&B <script>\"'${password-id}");
        }
    }

    @Test
    void aByteOrderMarkAndLineEndsOfWindowsAreNoDifference() throws Exception {
        put("cover_de.txt", "\uFEFFSubject: Grüße\r\n\r\nKennung ${password-id}\r\nEnde\r\n");
        try (var cover = cover("From: a@x.example\n\nx\n", "")) {
            assertThat(cover.headers().subject()).startsWith("Grüße / ");
            assertThat(alternative(cover)).startsWith("Kennung K7Q2\nEnde\n");
        }
    }

    @Test
    void oneSubjectForBothLanguagesIsSaidOnce() throws Exception {
        put("cover_de.txt", "Subject: Mail from us\n${password-id}\n");
        try (var cover = cover("From: a@x.example\n\nx\n", "")) {
            assertThat(cover.headers().subject()).isEqualTo("Mail from us [K7Q2]");
        }
    }

    @Test
    void whatIsLeftOpenInGermanEndsBeforeTheEnglish() throws Exception {
        put("cover_de.html", "<p>${password-id}<b><!-- offen");
        try (var cover = cover("From: a@x.example\n\nx\n", "")) {
            var document = Jsoup.parse(html(cover));
            assertThat(document.select("div[lang=en]").text()).contains("ID K7Q2");
            assertThat(document.select("b div")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cover_de.txt", "cover_de.html", "cover_en.txt", "cover_en.html"})
    void eachFileMustBeThereBeUtf8AndHaveThePasswordId(String name) throws Exception {
        String good = Files.readString(folder.resolve(name));
        put(name, good.replace("${password-id}", "K7Q2"));
        assertRefused(name, "line " + (1 + good.lines().count()), "${password-id}");
        byte[] bytes = Arrays.copyOf(good.getBytes(UTF_8), good.length() + 1);
        bytes[good.length()] = (byte) 0xFC;
        Files.write(folder.resolve(name), bytes);
        assertRefused(name, "line " + (1 + good.lines().count()), "not UTF-8");
        put(name, good + "ä".repeat(3));
        assertThat(CoverTemplates.read(folder)).isNotNull();
        Files.delete(folder.resolve(name));
        assertRefused(name, "missing");
    }

    @Test
    void aCharacterThatIsCutOffAtTheEndIsNotUtf8() throws Exception {
        byte[] cut = "Subject: x\n\n${password-id} ä".getBytes(UTF_8);
        Files.write(folder.resolve("cover_en.txt"), Arrays.copyOf(cut, cut.length - 1));
        assertRefused("cover_en.txt", "line 3", "not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subject", "text", "to", "password", "PASSWORD-ID", "", " sender", "headers.subject"})
    void whatTheCoverMustNotTellOrDoesNotKnowIsNoPlaceholder(String word) throws Exception {
        put("cover_en.txt", "Subject: x\n\n${password-id}\n${" + word + "}\n");
        assertRefused("cover_en.txt", "line 4", "${" + word + "}", "does not exist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${password-id} ${sender                   | without }",
                "${password-id}<a href='${sender}'>x</a>   | in a tag or comment",
                "<!-- ${password-id} -->                   | in a tag or comment",
                "<p>${sender}</p><a ${password-id}         | where no program",
                "<p>&#36;{subject}</p>${password-id}       | where no program",
                "<b ${sender}>${password-id}</b>           | in a tag or comment",
                "<style>${password-id}</style>             | <style",
                "<body>${password-id}</body>               | <body",
                "<!DOCTYPE html>${password-id}             | <!DOCTYPE",
                "<SCRIPT>1</SCRIPT>${password-id}          | <SCRIPT"
            })
    void htmlThatWouldNotBeSafeIsRefused(String line, String problem) throws Exception {
        put("cover_de.html", "<p>eins</p>\n" + line + "\n");
        assertRefused("cover_de.html", "line 2", problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello\n", "Subject:\n", "Subject: \n", "Subject: ${sender}\n", "Subject: a\u0007b\n"})
    void theFirstLineIsTheSubjectAndHasNoPlaceholders(String line) throws Exception {
        put("cover_en.txt", line + "\n${password-id}\n");
        assertRefused("cover_en.txt", "line 1", "subject");
    }

    @Test
    void thePasswordIdInTheSubjectAloneIsNotEnough() throws Exception {
        put("cover_en.txt", "Subject: ${password-id}\n\nx\n");
        assertRefused("cover_en.txt", "line 1", "placeholders");
    }

    private void assertRefused(String file, String... parts) {
        assertThatThrownBy(() -> CoverTemplates.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(folder.resolve(file).toString())
                .hasMessageContainingAll(parts);
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void whoseLanguageIsKnownReadsItInThatAlone() throws Exception {
        var cover = cover(Mails.HEADER + "\nx\n", "", List.of(Language.ENGLISH));
        assertThat(alternative(cover)).doesNotContain("--------");
        assertThat(html(cover)).contains("lang=\"en\"").doesNotContain("lang=\"de\"", "<hr>");
    }

    private static String alternative(SourceMessage cover) throws Exception {
        return ((Body.Html) cover.body().pieces().get(0)).alternative().replace("\r\n", "\n");
    }

    private static String html(SourceMessage cover) throws Exception {
        return ((Body.Html) cover.body().pieces().get(0)).text();
    }

    private SourceMessage cover(String original, String organisation) throws Exception {
        return cover(original, organisation, List.of(Language.values()));
    }

    private SourceMessage cover(String original, String organisation, List<Language> languages) throws Exception {
        Path file = Files.writeString(folder.resolve("container.pdf"), "sealed");
        var sealed = new SealedContainer(file, "Nachricht-K7Q2.pdf", ContainerKind.PDF, 6, "", 1, Set.of());
        try (var message = Mails.read(original, folder)) {
            Path mail = new CoverMail(new SecureRandom(), NOW, Optional.of(CoverTemplates.read(folder)))
                    .write(
                            message,
                            sealed,
                            new PasswordId("K7Q2"),
                            new CoverMail.Frame(organisation, "mail.x.example", languages),
                            folder);
            return Mails.read(Files.readString(mail, ISO_8859_1).getBytes(ISO_8859_1), folder);
        }
    }
}
