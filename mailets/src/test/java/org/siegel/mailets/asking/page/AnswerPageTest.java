package org.siegel.mailets.asking.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.mailets.Organisation;
import org.siegel.mailets.asking.Remembering.Known;
import org.siegel.mailets.asking.Remembering.Scope;
import org.siegel.mailets.asking.page.AnswerPage.Complaint;
import org.siegel.mailets.asking.page.AnswerPage.Draft;
import org.siegel.mailets.notice.Wording;
import org.siegel.policy.AskRules;
import org.siegel.policy.Choice;
import org.siegel.policy.PasswordWay;
import org.siegel.policy.RememberRules;
import org.siegel.store.HeldMail;
import org.siegel.store.Question;
import org.siegel.store.QuestionDecision;
import org.siegel.store.QuestionState;
import org.siegel.store.RememberedAnswer;
import org.siegel.testing.FakeClock;

class AnswerPageTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

    private final AnswerPage page =
            new AnswerPage("Stadt Musterhausen & Söhne", rules(), FakeClock.at("2026-11-23T10:00:00Z"));

    private static AskRules rules() {
        return Organisation.allChoices(Optional.of(
                new RememberRules(EnumSet.of(Choice.PASSWORD_PDF), RememberRules.Reach.SENDER, Duration.ofDays(90))));
    }

    private static Question question(String subject, Optional<QuestionDecision> decision) {
        return new Question(
                "q1",
                "node-1",
                new HeldMail(
                        "Mail42",
                        "file://var/mail/held/",
                        "erika@office.test",
                        List.of("jo@praxis.test", "empfang@praxis.test"),
                        Optional.of(subject),
                        "high",
                        List.of(Choice.values()),
                        Map.of(
                                "de",
                                List.of(
                                        new HeldMail.Fact("Schutzklasse", "high"),
                                        new HeldMail.Fact(
                                                "Erkannt",
                                                "2 × IBAN (Bankverbindung) in: Text; Krankenversichertennummer in: Anhang 1"),
                                        new HeldMail.Fact(
                                                "Erwarteter Schutz der Verbindung",
                                                "obligatorisch (immer verschlüsselt)"),
                                        new HeldMail.Fact("Technische Einzelheiten", "no DNSSEC")),
                                "en",
                                List.of(new HeldMail.Fact("Found", "2 × IBAN")))),
                NOON,
                NOON.plus(Duration.ofDays(3)),
                decision.isPresent() ? QuestionState.RELEASED : QuestionState.WAITING,
                decision,
                Optional.empty(),
                false);
    }

    private static RememberedAnswer remembered(String target) {
        return new RememberedAnswer(
                "0123",
                Optional.of("erika@office.test"),
                target,
                "high",
                Choice.PASSWORD_PDF,
                "",
                "erika@office.test",
                NOON,
                Instant.parse("2027-02-23T12:00:00Z"));
    }

    @Test
    void everyFieldHasALabelAndNothingIsLoaded() throws IOException {
        String html = page.question(
                Wording.german(),
                question("Befund für Frau Müller", Optional.empty()),
                new Known(List.of(Choice.PASSWORD_PDF), List.of(remembered("@praxis.test"))),
                Complaint.REASON,
                new Draft(Optional.of(Choice.SEND), "weil", Scope.DOMAIN));
        keep("question", html);
        Document document = Jsoup.parse(html);

        assertThat(document.selectFirst("html").attr("lang")).isEqualTo("de");
        assertThat(document.select("h1")).hasSize(1);
        assertThat(document.title()).isNotBlank();
        assertThat(document.select("input[type=radio]"))
                .hasSize(5 + Scope.values().length)
                .allMatch(input -> "label".equals(input.parent().tagName()));
        assertThat(document.select("input[checked]").eachAttr("value"))
                .as("what was chosen is still chosen")
                .containsExactly("send", "domain");
        assertThat(document.select("fieldset").get(1).text())
                .contains("an jo@praxis.test, empfang@praxis.test")
                .contains("alle Adressen mit @praxis.test")
                .contains("90 Tage lang für Ihre Nachrichten")
                .contains("nur: mit Passwort geschützt, als PDF.");
        assertThat(document.select("ul.known li").eachText())
                .containsExactly("An @praxis.test: mit Passwort geschützt, als PDF. Gilt bis 23. Februar 2027, 12:00 Z."
                        + " Für @praxis.test wieder fragen");
        Element reason = document.selectFirst("textarea");
        assertThat(document.select("label[for=" + reason.id() + "]")).hasSize(1);
        assertThat(document.getElementById(reason.attr("aria-describedby")).text())
                .contains("Grund");
        assertThat(reason.text()).isEqualTo("weil");
        assertThat(document.select("[src], link, script, iframe, object, [style]"))
                .isEmpty();
        assertThat(document.select("form").eachAttr("method")).containsExactly("post", "post");
        assertThat(document.select("dd[lang=en]").eachText()).containsExactly("no DNSSEC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en"})
    void theNumberStandsUnderItsChoiceWithALabelOfItsOwn(String language) throws IOException {
        Wording wording = language.equals("de") ? Wording.german() : Wording.english();
        String html = page.question(
                wording,
                asking(List.of(PasswordWay.BY_RULE, PasswordWay.TO_SENDER, PasswordWay.SMS, PasswordWay.KNOWN)),
                new Known(List.of(Choice.PASSWORD_PDF), List.of()),
                Complaint.PHONE,
                new Draft(
                        Optional.of(Choice.PASSWORD_ZIP), "", Scope.ONCE, Optional.of(PasswordWay.SMS), "\"><b>0170"));
        keep("question-passwords-" + language, html);
        Document document = Jsoup.parse(html);

        assertThat(document.select("input[name=password]").eachAttr("value"))
                .containsExactly("by-rule", "to-sender", "sms", "known");
        assertThat(document.select("input[checked]").eachAttr("value")).containsExactly("password-zip", "sms", "once");
        Element phone = document.getElementById("phone");
        assertThat(phone.attr("value")).isEqualTo("\"><b>0170");
        assertThat(document.select("b")).isEmpty();
        assertThat(document.select("label[for=phone]").text()).contains("+49 170 1234567");
        assertThat(document.getElementById(phone.attr("aria-describedby")).text())
                .contains("+49 170 1234567");
        assertThat(phone.attr("aria-invalid")).isEqualTo("true");
        assertThat(document.selectFirst("fieldset").text())
                .as("how the password goes is asked apart")
                .doesNotContain("SMS");
    }

    private static Question asking(List<PasswordWay> passwords) {
        Question question = question("Befund", Optional.empty());
        HeldMail mail = question.mail();
        return new Question(
                question.id(),
                question.node(),
                new HeldMail(
                        mail.mailName(),
                        mail.repository(),
                        mail.sender(),
                        mail.recipients(),
                        mail.subject(),
                        mail.riskClass(),
                        mail.choices(),
                        passwords,
                        mail.why()),
                question.asked(),
                question.expires(),
                question.state(),
                question.decision(),
                question.carriedOut(),
                false);
    }

    @Test
    void whatStrangersWroteIsShownAndNeverRun() {
        Document document = Jsoup.parse(page.question(
                Wording.english(),
                question(HOSTILE, Optional.empty()),
                new Known(List.of(), List.of(remembered(HOSTILE))),
                Complaint.REASON,
                new Draft(Optional.empty(), HOSTILE, Scope.ONCE)));

        assertThat(document.select("script, img")).isEmpty();
        assertThat(document.select("dd").first().text()).isEqualTo(HOSTILE);
        assertThat(document.selectFirst("textarea").text()).isEqualTo(HOSTILE);
        Set<String> attributes = document.getAllElements().stream()
                .flatMap(element -> element.attributes().asList().stream())
                .map(attribute -> attribute.getKey())
                .collect(Collectors.toSet());
        assertThat(attributes).noneMatch(name -> name.startsWith("on"));
    }

    @ParameterizedTest
    @EnumSource(QuestionDecision.By.class)
    void saysWhatWasDecidedByWhomAndWhy(QuestionDecision.By by) throws IOException {
        String html = page.state(
                Wording.german(),
                question("Befund", Optional.of(new QuestionDecision(Choice.SEND, by, NOON, "telefonisch vereinbart"))),
                new Known(List.of(), List.of()));
        keep("state-" + by.label(), html);

        assertThat(Jsoup.parse(html).text())
                .contains("Über eine verschlüsselte Verbindung senden")
                .contains("telefonisch vereinbart")
                .contains("23. November 2026");
        assertThat(Jsoup.parse(html).select("form")).isEmpty();
    }

    /** For people to look at. */
    private static void keep(String name, String html) throws IOException {
        Files.writeString(Files.createDirectories(Path.of("target/pages")).resolve(name + ".html"), html);
    }
}
