package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.policy.Choice;
import org.siegel.testing.smtp.Received;
import org.siegel.testing.smtp.SmtpSink;

/** A sender is asked, and decides: on the page or by mail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldMailIT {

    private static final String ANSWERS = "answers.organisation.test";
    private static final Pattern ADDRESS = Pattern.compile("answer-[0-9a-v]{52}@" + Pattern.quote(ANSWERS));

    private AskingOffice asking;
    private RunningOffice office;

    @BeforeAll
    void open(@TempDir Path home) {
        asking = AskingOffice.open(home, conf -> {
            conf.set("siegel.properties", "ask.reply-domain", ANSWERS);
            SenderPage.demandSignInOutside(conf);
        });
        office = asking.office;
    }

    @AfterAll
    void close() {
        if (asking != null) {
            asking.close();
        }
    }

    @BeforeEach
    void forget() {
        office.forget();
    }

    @Test
    void theSenderIsAskedAndTheOthersGetTheirCopiesAtOnce() throws Exception {
        asking.send("[vertraulich] Gehälter <b>2027</b>", "kanzlei@mandatory.test", "personal@qualified.test");

        office.world.sink("qualified.test").awaitMessages(1, AskingOffice.SECONDS);
        Mime question = question();
        assertThat(question.subject()).startsWith("Bitte entscheiden / Please decide: [vertraulich] Gehälter");
        assertThat(question.text())
                .contains("kanzlei@mandatory.test")
                .doesNotContain("personal@qualified.test")
                .contains("Kennzeichnung „vertraulich“")
                .doesNotContain("Geheimer Inhalt");
        URI link = SenderPage.link(question).orElseThrow();

        HttpResponse<String> page = asking.page.open(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Gehälter &lt;b&gt;2027&lt;/b&gt;")
                .contains("kanzlei@mandatory.test")
                .contains("value=\"password-pdf\"")
                .doesNotContain("<script")
                .doesNotContain("Geheimer Inhalt");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'");
        assertThat(asking.page.open(link).body()).as("looking decides nothing").contains("<form");
        assertThat(office.arrivedAt("mandatory.test")).isEmpty();

        assertThat(asking.page.decide(link, Choice.WITHDRAW, "").statusCode()).isEqualTo(303);
        assertThat(asking.page.open(link).body())
                .contains("Die Entscheidung ist getroffen")
                .doesNotContain("<form");
        assertThat(asking.page.decide(link, Choice.PASSWORD_PDF, "").statusCode())
                .as("decided once")
                .isEqualTo(409);
        asking.awaitNothingHeld();
        assertThat(office.arrivedAt("mandatory.test")).isEmpty();
    }

    @Test
    void decidedOnThePageItGoesAsPdfAndTheSenderGetsThePassword() throws Exception {
        asking.send("[vertraulich] Angebot", "kanzlei@mandatory.test");
        assertThat(asking.page.decide(asking.link(), Choice.PASSWORD_PDF, "").statusCode())
                .isEqualTo(303);

        office.world.sink("mandatory.test").awaitMessages(1, AskingOffice.SECONDS);
        Mime cover = Mime.of(office.arrivedAt("mandatory.test").getFirst());
        assertThat(cover.has("application/pdf")).isTrue();
        assertThat(cover.allText()).doesNotContain("Geheimer Inhalt");
        asking.awaitNothingHeld();
        assertThat(Patience.await(
                        AskingOffice.SECONDS,
                        () -> asking.own().anyMatch(mail -> mail.subject().contains("Passwort"))))
                .isTrue();
    }

    @Test
    void aReplyWithAReasonSendsItAsItIs() throws Exception {
        asking.send("[vertraulich] Vertrag", "kanzlei@mandatory.test");
        question();
        String address = address();
        reply(address, RunningOffice.SENDER, "SENDEN", "");
        assertThat(Patience.await(
                        AskingOffice.SECONDS,
                        () -> asking.own().anyMatch(mail -> mail.text().contains("Es fehlt noch ein Grund"))))
                .isTrue();
        assertThat(office.arrivedAt("mandatory.test")).isEmpty();

        reply(address, "mallory@organisation.test", "SENDEN: gefälscht", "");
        reply(address, RunningOffice.SENDER, "SENDEN: out of office", "Auto-Submitted: auto-replied\r\n");
        office.awaitEnd();
        assertThat(office.arrivedAt("mandatory.test")).isEmpty();

        reply(address, RunningOffice.SENDER, "Senden: so mit Herrn Klöckner vereinbart", "");
        office.world.sink("mandatory.test").awaitMessages(1, AskingOffice.SECONDS);
        Received arrived = office.arrivedAt("mandatory.test").getFirst();
        assertThat(arrived.body().text()).contains("Geheimer Inhalt");
        assertThat(arrived.tls()).isPresent();
        asking.awaitNothingHeld();
    }

    @Test
    void onceEachAlthoughTheGatewayIsKilledWhileDecisionsAreCarriedOut() throws Exception {
        int mails = 20;
        for (int i = 0; i < mails; i++) {
            asking.send("[vertraulich] Nummer " + i, "kanzlei@mandatory.test");
        }
        assertThat(Patience.await(AskingOffice.SECONDS, () -> asking.links().size() == mails))
                .isTrue();
        office.awaitEnd();
        List<URI> links = asking.links();
        for (URI link : links.subList(0, mails / 2)) {
            assertThat(asking.page.decide(link, Choice.PASSWORD_ZIP, "").statusCode())
                    .isEqualTo(303);
        }
        office.kill();
        office.start();
        for (URI link : links.subList(mails / 2, mails)) {
            assertThat(asking.page.decide(link, Choice.PASSWORD_ZIP, "").statusCode())
                    .isEqualTo(303);
        }

        SmtpSink sink = office.world.sink("mandatory.test");
        sink.awaitMessages(mails, AskingOffice.SECONDS);
        office.awaitEnd();
        asking.awaitNothingHeld();
        // The kill may fall between the server's reply and its record, as with any mail.
        assertThat(sink.messages().size()).isBetween(mails, mails + mails / 2);
        assertThat(links.stream().map(asking.page::open).map(HttpResponse::body))
                .allMatch(page -> page.contains("Das ist erledigt"));
    }

    @Test
    void nothingIsToldWithoutTheWholeToken() throws Exception {
        asking.send("[vertraulich] Angebot", "kanzlei@mandatory.test");
        String link = asking.link().toString();

        for (String wrong : List.of(
                link.substring(0, link.length() - 1),
                link.substring(0, link.length() - 1) + (link.endsWith("0") ? "1" : "0"),
                link + "0",
                link.replace("/a/", "/b/"),
                link.substring(0, link.indexOf("/a/")) + "/")) {
            assertThat(asking.page.open(URI.create(wrong)).statusCode())
                    .as(wrong)
                    .isEqualTo(404);
            assertThat(asking.page.open(URI.create(wrong)).body()).doesNotContain("Angebot");
        }
        assertThat(asking.page.decide(URI.create(link), Choice.SEND, " ").statusCode())
                .isEqualTo(400);
        assertThat(asking.page.send(URI.create(link), "choice=nonsense&reason=").statusCode())
                .isEqualTo(400);
        assertThat(asking.page
                        .decide(URI.create(link), Choice.WITHDRAW, "x".repeat(100_000))
                        .statusCode())
                .isEqualTo(400);
        assertThat(asking.page.decide(URI.create(link), Choice.WITHDRAW, "").statusCode())
                .isEqualTo(303);
        asking.awaitNothingHeld();
    }

    @Test
    void whoIsOutsideSignsInByACodeThatGoesToTheMailbox() throws Exception {
        asking.send("[vertraulich] Gehälter", "kanzlei@mandatory.test");
        URI link = asking.link();
        try (SenderPage outside = asking.page.outside()) {
            HttpResponse<String> page = outside.open(link);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("Bitte anmelden", "***@organisation.test")
                    .doesNotContain("Gehälter", "mandatory.test", "password-pdf", RunningOffice.SENDER);
            assertThat(outside.decide(link, Choice.PASSWORD_PDF, "").statusCode())
                    .isEqualTo(403);
            office.awaitEnd();
            assertThat(asking.codes()).as("opening the link sends nothing").isEmpty();

            assertThat(outside.send(link, "sign-in=ask").statusCode()).isEqualTo(303);
            String code = asking.code(1);
            assertThat(outside.open(link).body())
                    .contains("autocomplete=\"one-time-code\"")
                    .doesNotContain("Gehälter");
            String wrong = code.substring(0, code.length() - 1) + (code.endsWith("0") ? "1" : "0");
            assertThat(outside.send(link, "sign-in=code&code=" + wrong.replace(' ', '+'))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(outside.send(link, "sign-in=code&code=" + code.replace(' ', '+'))
                            .statusCode())
                    .isEqualTo(303);
            assertThat(outside.open(link).body()).contains("Gehälter", "value=\"password-pdf\"");
            assertThat(outside.decide(link, Choice.WITHDRAW, "").statusCode()).isEqualTo(303);

            assertThat(office.gateway().output())
                    .contains("A code to sign in was sent to " + RunningOffice.SENDER, "A wrong code to sign in")
                    .contains("127.0.0.2")
                    .doesNotContain(code, code.replace(" ", ""));
        }
        try (SenderPage another = asking.page.outside()) {
            assertThat(another.open(link).body())
                    .as("what was decided is not for everybody either")
                    .contains("Bitte anmelden")
                    .doesNotContain("Gehälter", "entschieden");
        }
        asking.awaitNothingHeld();
        assertThat(office.arrivedAt("mandatory.test")).isEmpty();
    }

    private void reply(String to, String from, String words, String header) throws IOException {
        String mail = "From: " + from + "\r\nTo: " + to + "\r\nMessage-ID: <reply." + System.nanoTime()
                + "@organisation.test>\r\nSubject: Re: Bitte entscheiden\r\n" + header
                + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + words
                + "\r\n\r\nAm Montag schrieb die Ausgangspost:\r\n> VERWERFEN\r\n";
        office.send(from, List.of(to), mail.getBytes(StandardCharsets.UTF_8));
    }

    private Mime question() {
        asking.link();
        return asking.own()
                .filter(mail -> mail.subject().startsWith("Bitte entscheiden"))
                .findFirst()
                .orElseThrow();
    }

    private String address() {
        String raw = office.arrivedAt(World.OWN).stream()
                .map(mail -> mail.body().text())
                .filter(text ->
                        ADDRESS.matcher(text.replaceAll("=?\\r\\n\\s*", "")).find())
                .findFirst()
                .orElseThrow();
        Matcher address = ADDRESS.matcher(raw.replaceAll("=?\\r\\n\\s*", ""));
        assertThat(address.find()).isTrue();
        return address.group();
    }
}
