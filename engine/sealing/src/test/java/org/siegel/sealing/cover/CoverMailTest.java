package org.siegel.sealing.cover;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.sealing.Mails;
import org.siegel.sealing.Wrapping;
import org.siegel.sealing.container.ContainerKind;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.SealedContainer;
import org.siegel.sealing.container.SealingException;
import org.siegel.sealing.message.Body;
import org.siegel.sealing.message.SourceMessage;
import org.siegel.sealing.password.PasswordId;

class CoverMailTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-04T08:00:00Z"), ZoneOffset.UTC);
    private static final PasswordId ID = new PasswordId("K7Q2");

    @TempDir
    Path directory;

    private final SecureRandom random = new SecureRandom();

    @Test
    void keepsWhoWritesToWhomWhenAndInAnswerToWhat() throws Exception {
        var cover = cover(Mails.HEADER + "Cc: c@example.org\nReply-To: antwort@example.org\nIn-Reply-To: <a@b>\n"
                + "References: <a@b> <c@d>\nBcc: versteckt@example.org\n\nGeheimer Text\n");
        assertThat(cover.headers().from()).isEqualTo("Anna Absender <anna@musterstadt.example>");
        assertThat(cover.headers().to()).isEqualTo("Bernd <bernd@example.org>");
        assertThat(cover.headers().cc()).isEqualTo("c@example.org");
        assertThat(cover.headers().replyTo()).isEqualTo("antwort@example.org");
        assertThat(cover.headers().date()).isEqualTo("Tue, 3 Nov 2026 10:15:00 +0100");
        assertThat(cover.field("in-reply-to")).isEqualTo("<a@b>");
        assertThat(cover.field("references")).isEqualTo("<a@b> <c@d>");
        assertThat(cover.headers().messageId())
                .endsWith("@mail.musterstadt.example>")
                .doesNotContain("original");
        assertThat(cover.field("auto-submitted")).isEmpty();
        assertThat(cover.field("x-siegel-sealed")).isEqualTo("pdf");
        assertThat(cover.headers().subject()).isEqualTo("Verschlüsselte Nachricht / Encrypted message [K7Q2]");
    }

    @Test
    void tellsNothingOfTheMessage() throws Exception {
        String raw = raw(Mails.HEADER + "Bcc: versteckt@example.org\n\nGeheimer Text\n");
        assertThat(raw).doesNotContain("Streng", "Geheimer", "versteckt", "k7mq", "original@");
    }

    @Test
    void explainsInTwoLanguagesAndCarriesTheContainer() throws Exception {
        var cover = cover(Mails.HEADER + "\nx\n");
        assertThat(cover.body().pieces().get(0)).isInstanceOfSatisfying(Body.Html.class, html -> {
            assertThat(html.alternative()).contains("So öffnen Sie die Nachricht", "How to open the message", "K7Q2");
            assertThat(html.text()).contains("<ol>", "How to open the message").doesNotContain("http");
        });
        assertThat(cover.attachments()).hasSize(1);
        assertThat(cover.attachments().get(0).name().value()).isEqualTo("Nachricht-K7Q2.pdf");
        assertThat(cover.attachments().get(0).mediaType()).isEqualTo("application/pdf");
        assertThat(cover.attachments().get(0).content().head(300_000))
                .isEqualTo(container().readAllBytes());
        assertThat(Wrapping.of(cover)).isEqualTo(Wrapping.MARKED_AS_SEALED);
    }

    @Test
    void isPureAsciiWithShortLinesWhateverTheOriginalHeld() throws Exception {
        String raw =
                raw("From: Jürgen Groß <j@x.example>\nTo: \"Weiß, Max\" <m@x.example>, Ö <o@x.example>\nReferences: "
                        + "<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.org> ".repeat(40) + "\n\nx\n");
        assertThat(raw.chars()).allMatch(c -> c == '\r' || c == '\n' || (c >= ' ' && c <= '~'));
        assertThat(raw.split("\r\n"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(78));
        assertThat(raw.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        var cover = Mails.read(raw.getBytes(ISO_8859_1), directory);
        assertThat(cover.headers().from()).isEqualTo("Jürgen Groß <j@x.example>");
        assertThat(cover.headers().to())
                .contains("Weiß, Max")
                .contains("<m@x.example>")
                .contains("Ö <o@x.example>");
    }

    @Test
    void cannotBeWrittenWithoutASender() {
        assertThatThrownBy(() -> raw("To: x@example.org\n\nx\n"))
                .isInstanceOf(SealingException.class)
                .hasMessageContaining("From");
    }

    @Test
    void aMissingDateIsReplacedByNow() throws Exception {
        assertThat(cover("From: x@example.org\n\nx\n").headers().date()).isEqualTo("Wed, 4 Nov 2026 08:00:00 GMT");
    }

    @Test
    void theNoticeGivesThePasswordToTheSenderAndMarksItselfAsAutomatic() throws Exception {
        var about = new PasswordNotice.Subject(
                "postmaster@musterstadt.example",
                "anna@musterstadt.example",
                List.of("bernd@example.org", "c@example.org"),
                Optional.of(OffsetDateTime.parse("2026-11-03T10:15:00+01:00")),
                ID,
                "musterstadt.example",
                "",
                Optional.empty());
        Path file = new PasswordNotice(random, NOW)
                .write(about, PasswordNotice.Occasion.THIS_MAIL, Optional.of(Mails.passphrase()), directory);
        try (var notice = SourceMessage.read(file, directory)) {
            assertThat(notice.headers().from()).isEqualTo("postmaster@musterstadt.example");
            assertThat(notice.headers().to()).isEqualTo("anna@musterstadt.example");
            assertThat(notice.headers().subject()).isEqualTo("Passwort / Password K7Q2");
            assertThat(notice.field("auto-submitted")).isEqualTo("auto-generated");
            assertThat(Wrapping.of(notice)).isEqualTo(Wrapping.AUTOMATIC);
            assertThat(notice.body().pieces().get(0))
                    .isInstanceOfSatisfying(
                            Body.Html.class,
                            html -> assertThat(html.alternative())
                                    .contains(
                                            "k7mq-x3td-9hwp-2bfz-4nrs-8vgy",
                                            "bernd@example.org, c@example.org",
                                            "3. November 2026")
                                    .contains("3 November 2026", "SMS"));
        }
    }

    @Test
    void speaksOneLanguageOnlyToWhomItIsKnownToBeRight() throws Exception {
        for (Language language : Language.values()) {
            var frame = new CoverMail.Frame("Stadt Musterstadt", "mail.musterstadt.example", List.of(language));
            var cover = Mails.read(raw(Mails.HEADER + "\nx\n", frame).getBytes(ISO_8859_1), directory);
            boolean german = language == Language.GERMAN;
            assertThat(cover.headers().subject())
                    .isEqualTo((german ? "Verschlüsselte Nachricht" : "Encrypted message") + " [K7Q2]");
            assertThat(html(cover).contains("So öffnen Sie die Nachricht")).isEqualTo(german);
            assertThat(html(cover).contains("How to open the message")).isEqualTo(!german);
        }
    }

    private static String html(SourceMessage cover) {
        return ((Body.Html) cover.body().pieces().get(0)).alternative();
    }

    private SourceMessage cover(String original) throws Exception {
        return Mails.read(raw(original).getBytes(ISO_8859_1), directory);
    }

    private String raw(String original) throws Exception {
        return raw(original, new CoverMail.Frame("Stadt Musterstadt", "mail.musterstadt.example"));
    }

    private String raw(String original, CoverMail.Frame frame) throws Exception {
        try (var message = Mails.read(original, directory)) {
            Path file = directory.resolve("container.pdf");
            try (var in = container()) {
                Files.write(file, in.readAllBytes());
            }
            var sealed = new SealedContainer(
                    file, "Nachricht-K7Q2.pdf", ContainerKind.PDF, Files.size(file), "", 1, Set.of());
            Path mail = new CoverMail(random, NOW).write(message, sealed, ID, frame, directory);
            return Files.readString(mail, ISO_8859_1);
        }
    }

    private static java.io.InputStream container() throws IOException {
        byte[] bytes = new byte[200_000];
        new java.util.Random(1).nextBytes(bytes);
        return new java.io.ByteArrayInputStream(bytes);
    }
}
