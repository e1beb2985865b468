package org.siegel.mailets.asking.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.mailets.Organisation;
import org.siegel.mailets.asking.Answering;
import org.siegel.mailets.asking.Offers;
import org.siegel.mailets.asking.Remembering;
import org.siegel.mailets.asking.SignInStep;
import org.siegel.mailets.asking.Tally;
import org.siegel.mailets.sealing.PhoneBook;
import org.siegel.mailets.sealing.TextGateway;
import org.siegel.mailets.sealing.TextMessages;
import org.siegel.policy.AskRules;
import org.siegel.policy.Choice;
import org.siegel.policy.PasswordWay;
import org.siegel.policy.PhoneNumber;
import org.siegel.policy.RememberRules;
import org.siegel.policy.SealingRules;
import org.siegel.store.AnswerMemory;
import org.siegel.store.HeldMail;
import org.siegel.store.Question;
import org.siegel.store.QuestionDecision;
import org.siegel.store.QuestionState;
import org.siegel.store.QuestionStore;
import org.siegel.store.RememberedAnswer;
import org.siegel.store.SecretBox;
import org.siegel.store.Store;
import org.siegel.testing.FakeClock;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;

/** The page as it is served: over HTTPS, to browsers, from the store. */
class AnswerServerTest {

    private static final int AT_ONCE = 200;
    private static final int A_BROWSER = 20;
    private static final int NETWORK = 61;
    private static final List<Network> NETWORKS =
            List.of(new Network(Loopback.address(), 32), new Network(Loopback.address(NETWORK, 0), 24));
    private static final AskRules RULES = Organisation.allChoices(Optional.of(
            new RememberRules(EnumSet.of(Choice.PASSWORD_PDF), RememberRules.Reach.SENDER, Duration.ofDays(90))));

    private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
    private final TestAuthority authority = TestAuthority.root(clock);
    private final AtomicInteger decisions = new AtomicInteger();
    private final AtomicInteger counted = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();

    private Path certificates;
    private Path key;
    private Store store;
    private SecretBox secrets;
    private QuestionStore questions;
    private AnswerServer server;

    @BeforeEach
    void serve(@TempDir Path folder) throws IOException {
        certificates = folder.resolve("page.pem");
        key = folder.resolve("page.key");
        authority.issue("localhost").writePem(certificates, key);
        store = Organisation.store(folder, "node-1", clock);
        secrets = SecretBox.openOrCreate(folder.resolve("key"), random);
        questions = store.questions(secrets);
        Tally tally = new Tally() {
            @Override
            public void held() {}

            @Override
            public void remembered() {}

            @Override
            public void decided(Question question, QuestionDecision decision) {
                counted.incrementAndGet();
            }

            @Override
            public void signIn(SignInStep step) {}
        };
        server = AnswerServer.start(
                new InetSocketAddress(Loopback.address(), 0),
                new AnswerServer.Access(Optional.of(PageCertificate.read(certificates, key)), NETWORKS),
                URI.create("https://localhost/"),
                new Answering(questions, offers(), memory(), tally, decisions::incrementAndGet, clock),
                "Musterwerke",
                RULES,
                clock);
    }

    @AfterEach
    void close() {
        server.close();
        store.close();
    }

    @Test
    void ofTwoHundredAnswersAtOnceOneCounts() throws Exception {
        Question question = ask();
        URI link = link(question);
        List<Choice> choices = question.mail().choices();
        // Each browser at an address of its own, since one address may not ask so often.
        List<HttpClient> browsers = IntStream.range(0, AT_ONCE / A_BROWSER)
                .mapToObj(i -> browser(Loopback.address(NETWORK, i + 1)))
                .toList();
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> browsers.get(i % browsers.size())
                        .sendAsync(post(link, choices.get(i % choices.size())), BodyHandlers.ofString()))
                .toList();
        Map<Integer, Long> statuses = answers.stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));
        browsers.forEach(HttpClient::close);

        assertThat(statuses).isEqualTo(Map.of(303, 1L, 409, AT_ONCE - 1L));
        assertThat(decisions).hasValue(1);
        assertThat(counted).hasValue(1);
        Question after = questions.find(question.id()).orElseThrow();
        assertThat(after.state()).isNotEqualTo(QuestionState.WAITING);
        assertThat(questions.toCarryOut(AT_ONCE)).hasSize(1);
    }

    @Test
    void aNewCertificateIsTakenWhenItsFilesHaveChanged() throws Exception {
        URI link = link(ask());
        X509Certificate before = shown(link);
        assertThat(server.trouble()).isEmpty();

        PageCertificate certificate = server.certificate().orElseThrow();
        Identity renewed = authority.issue("localhost");
        Files.writeString(certificates, renewed.chainPem()); // the key follows
        certificate.refresh();
        assertThat(certificate.trouble().orElseThrow()).contains("page.key is not that of the first certificate");
        assertThat(shown(link)).isEqualTo(before);

        renewed.writePem(certificates, key);
        certificate.refresh();
        assertThat(certificate.trouble()).isEmpty();
        assertThat(shown(link)).isEqualTo(renewed.certificate());
        assertThat(server.trouble()).isEmpty();
    }

    @Test
    void itKnowsWhenItIsNotReached() {
        server.close();
        assertThat(server.trouble().orElseThrow()).contains("does not answer");
    }

    @Test
    void withTheDatabaseAwayThePageSaysSoAndNothingIsDecided() throws Exception {
        URI link = link(ask());
        store.close();
        try (HttpClient browser = browser(Loopback.address())) {
            HttpResponse<String> answer = browser.send(post(link, Choice.PASSWORD_PDF), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("entschieden wurde nichts");
        }
        assertThat(decisions).hasValue(0);
    }

    @Test
    void itIsNotServedInTheClearToOthers() {
        assertThatThrownBy(() -> AnswerServer.start(
                        new InetSocketAddress(0),
                        new AnswerServer.Access(Optional.empty(), List.of()),
                        URI.create("https://localhost/"),
                        new Answering(questions, offers(), memory(), new Silent(), () -> {}, clock),
                        "Musterwerke",
                        RULES,
                        clock))
                .hasMessageContaining("ask.certificate");
    }

    @Test
    void fromElsewhereNothingIsShownAndNothingDecided() throws Exception {
        Question question = ask();
        URI link = link(question);
        try (HttpClient browser = browser(Loopback.address(NETWORK + 1, 1))) {
            HttpResponse<String> shown = browser.send(
                    HttpRequest.newBuilder(link).header("Accept-Language", "de").build(), BodyHandlers.ofString());
            assertThat(shown.statusCode()).isEqualTo(403);
            assertThat(shown.body())
                    .contains("aus dem Netz unserer Organisation")
                    .doesNotContain("Befund");
            assertThat(browser.send(post(link, Choice.PASSWORD_PDF), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(decisions).hasValue(0);
        assertThat(questions.find(question.id()).orElseThrow().decision()).isEmpty();
    }

    @Test
    void behindAnotherWebServerNetworksCannotBeToldApart() {
        assertThatThrownBy(() -> new AnswerServer.Access(Optional.empty(), NETWORKS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ask.networks");
    }

    private record Silent() implements Tally {
        @Override
        public void held() {}

        @Override
        public void remembered() {}

        @Override
        public void decided(Question question, QuestionDecision decision) {}

        @Override
        public void signIn(SignInStep step) {}
    }

    @Test
    void whatIsAlwaysToBeDoneIsRememberedShownAndForgottenOnThePage() throws Exception {
        URI link = link(ask());
        try (HttpClient browser = browser(Loopback.address())) {
            HttpResponse<String> refused =
                    browser.send(post(link, "choice=password-zip&remember=domain"), BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("lässt sich nicht für spätere Nachrichten merken");
            assertThat(decisions).hasValue(0);

            assertThat(browser.send(post(link, "choice=password-pdf&remember=domain"), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(303);
            RememberedAnswer answer =
                    store.answers().givenBy("erika@office.test", 10).getFirst();
            assertThat(answer.target()).isEqualTo("@praxis.test");
            assertThat(answer.expires()).isEqualTo(clock.instant().plus(Duration.ofDays(90)));
            assertThat(browser.send(
                                    HttpRequest.newBuilder(link)
                                            .header("Accept-Language", "de")
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .contains("Für @praxis.test wieder fragen");

            assertThat(browser.send(post(link, "forget=nothing"), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(303);
            assertThat(store.answers().count()).isEqualTo(1);
            assertThat(browser.send(post(link, "forget=" + answer.id()), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(303);
            assertThat(store.answers().count()).isZero();
        }
    }

    @Test
    void nobodyForgetsWhatSomebodyElseLaidDown() throws Exception {
        store.answers()
                .remember(new AnswerMemory.New(
                        "tom@office.test",
                        false,
                        List.of("jo@praxis.test"),
                        "high",
                        new QuestionDecision(Choice.PASSWORD_PDF, QuestionDecision.By.PAGE, clock.instant(), ""),
                        Duration.ofDays(90)));
        String id = store.answers().all(1, "").getFirst().id();
        URI link = link(ask());
        try (HttpClient browser = browser(Loopback.address())) {
            assertThat(browser.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString())
                            .body())
                    .doesNotContain(id);
            assertThat(browser.send(post(link, "forget=" + id), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(303);
        }
        assertThat(store.answers().count()).isEqualTo(1);
    }

    @Test
    void aNumberIsAskedForUntilItIsOneAndThenNeitherShownNorLost() throws Exception {
        Question question = ask(List.of(PasswordWay.TO_SENDER, PasswordWay.SMS));
        URI link = link(question);
        try (HttpClient browser = browser(Loopback.address())) {
            for (String wrong : List.of("", "0170+1234567", "Anna%3Cb%3E")) {
                HttpResponse<String> refused = browser.send(
                        post(link, "choice=password-pdf&password=sms&phone=" + wrong), BodyHandlers.ofString());
                assertThat(refused.statusCode()).isEqualTo(400);
                assertThat(refused.body())
                        .contains("fehlt eine Nummer mit Ländervorwahl")
                        .contains("value=\"sms\" checked")
                        .doesNotContain("<b>");
            }
            HttpResponse<String> unused = browser.send(
                    post(link, "choice=password-pdf&password=to-sender&phone=%2B491701234567"),
                    BodyHandlers.ofString());
            assertThat(unused.statusCode()).isEqualTo(400);
            assertThat(unused.body()).contains("aber einen anderen Weg", "value=\"+491701234567\"");
            for (String unknown : List.of("known", "by-pigeon", "derived")) {
                HttpResponse<String> refused =
                        browser.send(post(link, "choice=password-pdf&password=" + unknown), BodyHandlers.ofString());
                assertThat(refused.statusCode()).as(unknown).isEqualTo(400);
                assertThat(refused.body()).contains("Auf diesem Weg können die Empfänger");
            }
            assertThat(decisions).hasValue(0);
            assertThat(questions.find(question.id()).orElseThrow().decision()).isEmpty();

            assertThat(browser.send(
                                    post(link, "choice=password-pdf&password=sms&phone=%2B49+170+1234567"),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(303);
            assertThat(questions.phone(question)).contains(new PhoneNumber("+491701234567"));
            String after = browser.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString())
                    .body();
            assertThat(after)
                    .contains("Das Passwort geht per SMS an die Nummer, die Sie genannt haben.")
                    .doesNotContain("1701234567");
        }
    }

    @Test
    void whereTheMailIsGoneThePageSaysSo() throws Exception {
        Question question = ask();
        URI link = link(question);
        try (HttpClient browser = browser(Loopback.address())) {
            browser.send(post(link, Choice.PASSWORD_PDF), BodyHandlers.ofString());
            questions.gone(question);
            assertThat(browser.send(
                                    HttpRequest.newBuilder(link)
                                            .header("Accept-Language", "de")
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .contains("Ihre Nachricht ist nicht mehr da", "Ausgeführt wurde das nicht")
                    .doesNotContain("Das ist erledigt");
        }
    }

    private Offers offers() {
        TextGateway provider = new TextGateway(
                new TextGateway.Request(
                        "https://sms.invalid/?to=${to}&text=${text}",
                        "POST",
                        List.of(),
                        "",
                        Optional.empty(),
                        Duration.ofSeconds(1)),
                "",
                trusting());
        return new Offers(
                Organisation.policy(RULES),
                store.recipientSecrets(secrets),
                new TextMessages(Optional.of(provider), PhoneBook.empty(), SealingRules.STANDARD));
    }

    private Remembering memory() {
        return new Remembering(store.answers(), Organisation.policy(RULES));
    }

    private Question ask() {
        return ask(List.of());
    }

    private Question ask(List<PasswordWay> passwords) {
        return questions.ask(
                new HeldMail(
                        "mail-1",
                        "file://var/mail/held/",
                        "erika@office.test",
                        List.of("jo@praxis.test"),
                        Optional.of("Befund"),
                        "high",
                        List.of(Choice.PASSWORD_PDF, Choice.PASSWORD_ZIP, Choice.WITHDRAW),
                        passwords,
                        Map.of()),
                clock.instant().plus(Duration.ofDays(3)),
                Optional.empty());
    }

    private URI link(Question question) {
        return URI.create("https://localhost:" + server.address().getPort() + "/a/"
                + questions.newToken(question).text());
    }

    private static HttpRequest post(URI link, Choice choice) {
        return post(link, "choice=" + choice.configName());
    }

    private static HttpRequest post(URI link, String form) {
        return HttpRequest.newBuilder(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept-Language", "de")
                .POST(BodyPublishers.ofString(form))
                .build();
    }

    /** The certificate that a new connection is shown. */
    private X509Certificate shown(URI link) throws Exception {
        try (HttpClient browser = browser(Loopback.address())) {
            HttpResponse<String> page =
                    browser.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            return (X509Certificate) page.sslSession().orElseThrow().getPeerCertificates()[0];
        }
    }

    private HttpClient browser(InetAddress from) {
        return HttpClient.newBuilder()
                .sslContext(trusting())
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(from)
                .build();
    }

    private SSLContext trusting() {
        try {
            KeyStore roots = KeyStore.getInstance("PKCS12");
            roots.load(null, null);
            roots.setCertificateEntry("root", authority.rootCertificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(roots);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls;
        } catch (java.security.GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
