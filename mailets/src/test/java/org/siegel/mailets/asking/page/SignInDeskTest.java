package org.siegel.mailets.asking.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.mailets.Organisation;
import org.siegel.mailets.asking.Answering;
import org.siegel.mailets.asking.Offers;
import org.siegel.mailets.asking.Remembering;
import org.siegel.mailets.asking.SignIn;
import org.siegel.mailets.asking.SignInStep;
import org.siegel.mailets.asking.Tally;
import org.siegel.mailets.sealing.PhoneBook;
import org.siegel.mailets.sealing.TextMessages;
import org.siegel.policy.AskRules;
import org.siegel.policy.Choice;
import org.siegel.policy.SealingRules;
import org.siegel.store.HeldMail;
import org.siegel.store.Question;
import org.siegel.store.QuestionDecision;
import org.siegel.store.QuestionStore;
import org.siegel.store.SecretBox;
import org.siegel.store.SignInStore;
import org.siegel.store.SignInStore.NewCode;
import org.siegel.store.Store;
import org.siegel.testing.FakeClock;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.TestAuthority;

/** Senders sign in before the page shows them anything, as browsers do it: over HTTPS, with cookies. */
class SignInDeskTest {

    private static final int NETWORK = 62;
    private static final List<Network> INSIDE = List.of(new Network(Loopback.address(NETWORK, 0), 24));
    private static final InetAddress OUTSIDE = Loopback.address(NETWORK + 1, 1);
    private static final AskRules RULES = Organisation.allChoices(Optional.empty());
    private static final List<String> DETAILS =
            List.of("Befund", "jo@praxis.test", "password-pdf", "erika@office.test");

    private final FakeClock clock = FakeClock.at("2026-11-23T10:00:00Z");
    private final TestAuthority authority = TestAuthority.root(clock);
    private final SecureRandom random = new SecureRandom();
    private final List<NewCode> sent = new CopyOnWriteArrayList<>();
    private final List<SignInStep> steps = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    private Path folder;
    private Store store;
    private QuestionStore questions;
    private SecretBox secrets;
    private boolean isPostAway;

    @BeforeEach
    void open(@TempDir Path home) {
        folder = home;
        store = Organisation.store(home, "node-1", clock);
        secrets = SecretBox.openOrCreate(home.resolve("key"), random);
        questions = store.questions(secrets);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
        store.close();
    }

    @Test
    void openingTheLinkSendsNothingAndTellsNothing() throws Exception {
        Browser browser = new Browser(serve(INSIDE, false), OUTSIDE, ask("mail-1"));
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> page = browser.get();
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("Bitte anmelden", "e***@office.test", "Code schicken");
            assertThat(page.body()).doesNotContain(DETAILS);
            assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'");
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        }
        assertThat(browser.exchange(browser.request().method("HEAD", BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(sent).isEmpty();
        assertThat(steps).isEmpty();
    }

    @Test
    void withTheCodeThePageShowsAndDecidesAsToThoseInside() throws Exception {
        Question question = ask("mail-1");
        Browser browser = new Browser(serve(INSIDE, false), OUTSIDE, question);
        assertThat(browser.post("choice=password-pdf").statusCode()).isEqualTo(403);
        assertThat(browser.post("sign-in=ask").statusCode()).isEqualTo(303);
        assertThat(browser.cookie)
                .matches(
                        "__Host-siegel-[0-9a-f]{32}=[0-9a-v]{52}; Path=/; Max-Age=600; Secure; HttpOnly; SameSite=Strict");
        assertThat(sent).hasSize(1);
        HttpResponse<String> field = browser.get();
        assertThat(field.body())
                .contains("autocomplete=\"one-time-code\"", "inputmode=\"numeric\"", "e***@office.test")
                .doesNotContain(DETAILS)
                .doesNotContain(sent.getFirst().code().text());
        assertThat(browser.post("choice=password-pdf").statusCode()).isEqualTo(403);

        assertThat(browser.enter(sent.getFirst()).statusCode()).isEqualTo(303);
        assertThat(browser.cookie).contains("Max-Age=1800; Secure; HttpOnly; SameSite=Strict");
        assertThat(browser.get().body()).contains("Befund", "jo@praxis.test");
        assertThat(browser.post("sign-in=again").statusCode())
                .as("no need any more")
                .isEqualTo(303);
        assertThat(sent).hasSize(1);
        assertThat(browser.post("choice=password-pdf").statusCode()).isEqualTo(303);
        assertThat(questions.find(question.id()).orElseThrow().decision()).isPresent();
        assertThat(steps).containsExactly(SignInStep.CODE_SENT, SignInStep.SIGNED_IN);
    }

    @Test
    void whoIsInsideIsNotAsked() throws Exception {
        Question question = ask("mail-1");
        Browser browser = new Browser(serve(INSIDE, false), Loopback.address(NETWORK, 1), question);
        assertThat(browser.get().body()).contains("Befund");
        assertThat(browser.post("choice=password-pdf").statusCode()).isEqualTo(303);
        assertThat(sent).isEmpty();
    }

    @Test
    void whereAllMustSignInThoseOutsideTheNetworksAreRefusedAllTheSame() throws Exception {
        Question question = ask("mail-1");
        AnswerServer server = serve(INSIDE, true);
        assertThat(new Browser(server, OUTSIDE, question).get().statusCode()).isEqualTo(403);
        assertThat(new Browser(server, OUTSIDE, question).post("sign-in=ask").statusCode())
                .isEqualTo(403);
        assertThat(sent).isEmpty();
        Browser inside = new Browser(server, Loopback.address(NETWORK, 1), question);
        assertThat(inside.get().body()).contains("Code schicken").doesNotContain(DETAILS);
        inside.signIn();
        assertThat(inside.get().body()).contains("Befund");
    }

    @Test
    void whereNobodyIsOutsideNobodyCanBeAskedForIt() {
        SignInDemand demand = new SignInDemand(signIn(), false);
        assertThatThrownBy(() -> new AnswerServer.Access(Optional.empty(), List.of(), Optional.of(demand)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ask.sign-in");
    }

    @Test
    void whatWasDecidedIsBehindItToo() throws Exception {
        Question question = ask("mail-1");
        questions.decide(
                question,
                new QuestionDecision(
                        Choice.WITHDRAW, QuestionDecision.By.ADMINISTRATOR, clock.instant(), "telefonisch"));
        questions.gone(question);
        Browser browser = new Browser(serve(List.of(), true), OUTSIDE, question);
        assertThat(browser.get().body())
                .contains("Bitte anmelden")
                .doesNotContain(DETAILS)
                .doesNotContain("telefonisch", "nicht mehr da");
        browser.signIn();
        assertThat(browser.get().body()).contains("Ihre Nachricht ist nicht mehr da", "Befund");
    }

    @Test
    void wrongCodesAreCountedAndThenTheRightOneIsTooLate() throws Exception {
        Browser browser = new Browser(serve(List.of(), true), OUTSIDE, ask("mail-1"));
        browser.post("sign-in=ask");
        String wrong = wrong(sent.getFirst());
        for (int left = SignInStore.TRIES - 1; left > 0; left--) {
            HttpResponse<String> page = browser.post("sign-in=code&code=" + wrong);
            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body())
                    .contains("die noch bleiben: " + left, "aria-invalid=\"true\"", "role=\"alert\"")
                    .doesNotContain(DETAILS);
            assertThat(browser.post("sign-in=code&code=12-34").body())
                    .as("what is no code is no try")
                    .contains("Das ist kein Code");
        }
        assertThat(browser.post("sign-in=code&code=" + wrong).body())
                .contains("Hier gilt kein Code mehr", "Code schicken");
        HttpResponse<String> late = browser.enter(sent.getFirst());
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.body()).contains("Hier gilt kein Code mehr").doesNotContain(DETAILS);
        assertThat(steps.stream().filter(SignInStep.FAILED::equals)).hasSize(SignInStore.TRIES + 1);

        browser.signIn();
        assertThat(browser.get().body()).contains("Befund");
    }

    @Test
    void anotherBrowserOrQuestionNeedsACodeOfItsOwn() throws Exception {
        AnswerServer server = serve(List.of(), true);
        Question question = ask("mail-1");
        Browser mine = new Browser(server, OUTSIDE, question);
        mine.post("sign-in=ask");
        Browser thief = new Browser(server, OUTSIDE, question);
        assertThat(thief.enter(sent.getFirst()).statusCode()).isEqualTo(400);
        assertThat(thief.get().body()).doesNotContain(DETAILS);
        mine.enter(sent.getFirst());
        assertThat(thief.get().body()).doesNotContain(DETAILS);

        Question other = ask("mail-2");
        Browser both = new Browser(server, OUTSIDE, other);
        both.cookie = mine.cookie;
        assertThat(both.get().body()).doesNotContain(DETAILS);
        both.cookie = mine.cookie.replace(question.id(), other.id());
        assertThat(both.get().body()).as("a cookie that was given another name").doesNotContain(DETAILS);
        assertThat(mine.get().body()).contains("Befund");
    }

    @Test
    void theButtonSendsNoSecondCodeWhileOneCountsUnlessANewOneIsWanted() throws Exception {
        Browser browser = new Browser(serve(List.of(), true), OUTSIDE, ask("mail-1"));
        browser.post("sign-in=ask");
        assertThat(browser.post("sign-in=ask").statusCode()).isEqualTo(303);
        assertThat(sent).hasSize(1);
        for (int i = 1; i < SignInStore.CODES_AN_HOUR; i++) {
            assertThat(browser.post("sign-in=again").statusCode()).isEqualTo(303);
        }
        assertThat(sent).hasSize(SignInStore.CODES_AN_HOUR);
        HttpResponse<String> many = browser.post("sign-in=again");
        assertThat(many.statusCode()).isEqualTo(429);
        assertThat(many.body()).contains("schon 5 Codes", "id=\"code\"").doesNotContain(DETAILS);
        assertThat(sent).hasSize(SignInStore.CODES_AN_HOUR);
        assertThat(steps).endsWith(SignInStep.CODE_REFUSED);
        assertThat(browser.enter(sent.getFirst()).statusCode())
                .as("the newest counts")
                .isEqualTo(400);
        assertThat(browser.enter(sent.getLast()).statusCode()).isEqualTo(303);
    }

    @Test
    void afterHalfAnHourSomebodyElseAtThatBrowserSeesNothing() throws Exception {
        Question question = ask("mail-1");
        Browser browser = new Browser(serve(List.of(), true), OUTSIDE, question);
        browser.signIn();
        clock.advance(SignInStore.VALIDITY);
        assertThat(browser.get().body()).contains("Code schicken").doesNotContain(DETAILS);
        HttpResponse<String> late = browser.post("choice=password-pdf");
        assertThat(late.statusCode()).isEqualTo(403);
        assertThat(late.body()).contains("Ihre Anmeldung ist abgelaufen. Entschieden wurde nichts.");
        assertThat(questions.find(question.id()).orElseThrow().decision()).isEmpty();
    }

    @Test
    void aCodeOfOneNodeSignsInOnAnother() throws Exception {
        Question question = ask("mail-1");
        Browser browser = new Browser(serve(List.of(), true), OUTSIDE, question);
        AnswerServer other = serve(List.of(), true);
        browser.post("sign-in=ask");
        browser.server = other;
        assertThat(browser.enter(sent.getFirst()).statusCode()).isEqualTo(303);
        assertThat(browser.get().body()).contains("Befund");
    }

    @Test
    void aCodeThatCannotBeSentIsNotSaidToBeOnItsWay() throws Exception {
        isPostAway = true;
        Browser browser = new Browser(serve(List.of(), true), OUTSIDE, ask("mail-1"));
        HttpResponse<String> page = browser.post("sign-in=ask");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(steps).isEmpty();
    }

    @Test
    void withTheDatabaseAwayNobodyIsLetIn() throws Exception {
        Browser browser = new Browser(serve(List.of(), true), OUTSIDE, ask("mail-1"));
        browser.signIn();
        browser.link();
        store.close();
        HttpResponse<String> page = browser.get();
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).doesNotContain(DETAILS);
    }

    @Test
    void itSpeaksEnglishToo() throws Exception {
        Browser browser = new Browser(serve(List.of(), true), OUTSIDE, ask("mail-1"));
        browser.language = "en-GB";
        assertThat(browser.get().body()).contains("<html lang=\"en\">", "Please sign in", "Send the code");
        browser.post("sign-in=ask");
        assertThat(browser.get().body()).contains("Code in the mail (eight digits)");
        browser.enter(sent.getFirst());
        assertThat(browser.get().body()).contains("Your message waits for your decision");
    }

    @ParameterizedTest
    @CsvSource({
        "erika@office.test, e***@office.test",
        "eva@office.test, e***@office.test",
        "ab@office.test, ***@office.test",
        "a@office.test, ***@office.test",
        "\"x@y\"@office.test, '\"***@office.test'",
        "@office.test, ***@office.test"
    })
    void ofTheMailboxItsOwnerKnowsItAndNobodyLearnsIt(String address, String masked) {
        assertThat(SignInPage.masked(address)).isEqualTo(masked);
    }

    private static String wrong(NewCode code) {
        String digits = code.code().text().replace(" ", "");
        return digits.substring(0, 7) + (digits.endsWith("0") ? "1" : "0");
    }

    private SignIn signIn() {
        return new SignIn(
                store.signIns(),
                (_question, code) -> {
                    if (isPostAway) {
                        throw new MessagingException("the spool is away");
                    }
                    sent.add(code);
                },
                new Steps(steps));
    }

    private record Steps(List<SignInStep> steps) implements Tally {
        @Override
        public void held() {}

        @Override
        public void remembered() {}

        @Override
        public void decided(Question question, QuestionDecision decision) {}

        @Override
        public void signIn(SignInStep step) {
            steps.add(step);
        }
    }

    private AnswerServer serve(List<Network> networks, boolean isForAll) throws IOException {
        Path certificates = folder.resolve("page.pem");
        Path key = folder.resolve("page.key");
        authority.issue("localhost").writePem(certificates, key);
        AnswerServer server = AnswerServer.start(
                new InetSocketAddress(Loopback.address(), 0),
                new AnswerServer.Access(
                        Optional.of(PageCertificate.read(certificates, key)),
                        networks,
                        Optional.of(new SignInDemand(signIn(), isForAll))),
                URI.create("https://localhost/"),
                new Answering(
                        questions,
                        new Offers(
                                Organisation.policy(RULES),
                                store.recipientSecrets(secrets),
                                new TextMessages(Optional.empty(), PhoneBook.empty(), SealingRules.STANDARD)),
                        new Remembering(store.answers(), Organisation.policy(RULES)),
                        new Steps(new ArrayList<>()),
                        () -> {},
                        clock),
                "Musterwerke",
                RULES,
                clock);
        opened.add(server);
        return server;
    }

    private Question ask(String name) {
        return questions.ask(
                new HeldMail(
                        name,
                        "file://var/mail/held/",
                        "erika@office.test",
                        List.of("jo@praxis.test"),
                        Optional.of("Befund"),
                        "high",
                        List.of(Choice.PASSWORD_PDF, Choice.WITHDRAW),
                        List.of(),
                        Map.of()),
                clock.instant().plus(Duration.ofDays(3)),
                Optional.empty());
    }

    /** Keeps the cookie of one question, as browsers do. */
    private final class Browser {

        private final HttpClient client;
        private final String token;
        private AnswerServer server;
        private String cookie = "";
        private String language = "de";

        Browser(AnswerServer server, InetAddress from, Question question) {
            this.server = server;
            this.token = questions.newToken(question).text();
            this.client = HttpClient.newBuilder()
                    .sslContext(trusting())
                    .version(HttpClient.Version.HTTP_1_1)
                    .localAddress(from)
                    .build();
            opened.add(client);
        }

        URI link() {
            return URI.create("https://localhost:" + server.address().getPort() + "/a/" + token);
        }

        HttpRequest.Builder request() {
            HttpRequest.Builder request = HttpRequest.newBuilder(link()).header("Accept-Language", language);
            return cookie.isEmpty() ? request : request.header("Cookie", "other=1; " + cookie.split(";", 2)[0]);
        }

        HttpResponse<String> get() throws Exception {
            return exchange(request());
        }

        HttpResponse<String> post(String form) throws Exception {
            return exchange(request()
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)));
        }

        HttpResponse<String> enter(NewCode code) throws Exception {
            return post("sign-in=code&code=" + code.code().text().replace(' ', '+'));
        }

        void signIn() throws Exception {
            assertThat(post("sign-in=again").statusCode()).isEqualTo(303);
            assertThat(enter(sent.getLast()).statusCode()).isEqualTo(303);
        }

        HttpResponse<String> exchange(HttpRequest.Builder request) throws Exception {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set);
            return answer;
        }
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
