package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.testing.smtp.Received;
import org.siegel.testing.smtp.SmtpSink;

/** A sender is asked, and decides: on the page or by mail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldMailIT {

    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final String ANSWERS = "answers.organisation.test";
    private static final Pattern LINK = Pattern.compile("https://localhost:\\d+/a/[0-9a-v]{52}");
    private static final Pattern ADDRESS = Pattern.compile("answer-[0-9a-v]{52}@" + Pattern.quote(ANSWERS));

    private final TestAuthority authority = TestAuthority.root(Clock.systemUTC());
    private RunningOffice office;
    private HttpClient browser;

    @BeforeAll
    void open(@TempDir Path home) throws Exception {
        Identity identity = authority.issue("localhost");
        browser = HttpClient.newBuilder().sslContext(trusting(authority)).build();
        office = RunningOffice.open(home, conf -> ask(conf, identity));
    }

    private static void ask(ConfFolder conf, Identity identity) {
        int port = freePort();
        conf.edit(
                        "adaptive-encryption.xml",
                        "name=\"high\"      required-grade=\"qualified\" otherwise=\"password-pdf\"",
                        "name=\"high\"      required-grade=\"qualified\" otherwise=\"ask-sender\"")
                .edit(
                        "adaptive-encryption.xml",
                        "<choices>password-pdf, wait, withdraw</choices>",
                        "<choices>password-pdf, password-zip, send, wait, withdraw</choices>\n"
                                + "    <send up-to=\"high\" grade=\"mandatory\"/>")
                .set("siegel.properties", "ask.url", "https://localhost:" + port + "/")
                .set("siegel.properties", "ask.bind", "127.0.0.1")
                .set("siegel.properties", "ask.port", Integer.toString(port))
                .set("siegel.properties", "ask.certificate", "conf/page.pem")
                .set("siegel.properties", "ask.private-key", "conf/page.key")
                .set("siegel.properties", "ask.reply-domain", ANSWERS);
        try {
            identity.writePem(conf.home().resolve("conf/page.pem"), conf.home().resolve("conf/page.key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, Loopback.address())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLContext trusting(TestAuthority authority) throws GeneralSecurityException, IOException {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("root", authority.rootCertificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }

    @AfterAll
    void close() {
        if (office != null) {
            office.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void forget() {
        office.forget();
    }

    @Test
    void theSenderIsAskedAndTheOthersGetTheirCopiesAtOnce() throws Exception {
        send("[vertraulich] Gehälter <b>2027</b>", "kanzlei@mandatory.test", "personal@qualified.test");

        office.world.sink("qualified.test").awaitMessages(1, SECONDS);
        Mime question = question();
        assertThat(question.subject()).startsWith("Bitte entscheiden / Please decide: [vertraulich] Gehälter");
        assertThat(question.text())
                .contains("kanzlei@mandatory.test")
                .doesNotContain("personal@qualified.test")
                .contains("Kennzeichnung „vertraulich“")
                .doesNotContain("Geheimer Inhalt");
        URI link = link(question);

        HttpResponse<String> page = get(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Gehälter &lt;b&gt;2027&lt;/b&gt;")
                .contains("kanzlei@mandatory.test")
                .contains("value=\"password-pdf\"")
                .doesNotContain("<script")
                .doesNotContain("Geheimer Inhalt");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'");
        assertThat(get(link).body()).as("looking decides nothing").contains("<form");
        assertThat(office.arrivedAt("mandatory.test")).isEmpty();

        assertThat(post(link, "withdraw", "").statusCode()).isEqualTo(303);
        assertThat(get(link).body()).contains("Die Entscheidung ist getroffen").doesNotContain("<form");
        assertThat(post(link, "password-pdf", "").statusCode())
                .as("decided once")
                .isEqualTo(409);
        awaitNothingHeld();
        assertThat(office.arrivedAt("mandatory.test")).isEmpty();
    }

    @Test
    void decidedOnThePageItGoesAsPdfAndTheSenderGetsThePassword() throws Exception {
        send("[vertraulich] Angebot", "kanzlei@mandatory.test");
        assertThat(post(link(question()), "password-pdf", "").statusCode()).isEqualTo(303);

        office.world.sink("mandatory.test").awaitMessages(1, SECONDS);
        Mime cover = Mime.of(office.arrivedAt("mandatory.test").getFirst());
        assertThat(cover.has("application/pdf")).isTrue();
        assertThat(cover.allText()).doesNotContain("Geheimer Inhalt");
        awaitNothingHeld();
        assertThat(Patience.await(
                        SECONDS, () -> own().anyMatch(mail -> mail.subject().contains("Passwort"))))
                .isTrue();
    }

    @Test
    void aReplyWithAReasonSendsItAsItIs() throws Exception {
        send("[vertraulich] Vertrag", "kanzlei@mandatory.test");
        question();
        String address = address();
        reply(address, RunningOffice.SENDER, "SENDEN", "");
        assertThat(Patience.await(
                        SECONDS, () -> own().anyMatch(mail -> mail.text().contains("Es fehlt noch ein Grund"))))
                .isTrue();
        assertThat(office.arrivedAt("mandatory.test")).isEmpty();

        reply(address, "mallory@organisation.test", "SENDEN: gefälscht", "");
        reply(address, RunningOffice.SENDER, "SENDEN: out of office", "Auto-Submitted: auto-replied\r\n");
        office.awaitEnd();
        assertThat(office.arrivedAt("mandatory.test")).isEmpty();

        reply(address, RunningOffice.SENDER, "Senden: so mit Herrn Klöckner vereinbart", "");
        office.world.sink("mandatory.test").awaitMessages(1, SECONDS);
        Received arrived = office.arrivedAt("mandatory.test").getFirst();
        assertThat(arrived.body().text()).contains("Geheimer Inhalt");
        assertThat(arrived.tls()).isPresent();
        awaitNothingHeld();
    }

    @Test
    void onceEachAlthoughTheGatewayIsKilledWhileDecisionsAreCarriedOut() throws Exception {
        int mails = 20;
        for (int i = 0; i < mails; i++) {
            send("[vertraulich] Nummer " + i, "kanzlei@mandatory.test");
        }
        assertThat(Patience.await(SECONDS, () -> links().size() == mails)).isTrue();
        office.awaitEnd();
        List<URI> links = links();
        for (URI link : links.subList(0, mails / 2)) {
            assertThat(post(link, "password-zip", "").statusCode()).isEqualTo(303);
        }
        office.kill();
        office.start();
        for (URI link : links.subList(mails / 2, mails)) {
            assertThat(post(link, "password-zip", "").statusCode()).isEqualTo(303);
        }

        SmtpSink sink = office.world.sink("mandatory.test");
        sink.awaitMessages(mails, SECONDS);
        office.awaitEnd();
        awaitNothingHeld();
        // The kill may fall between the server's reply and its record, as with any mail.
        assertThat(sink.messages().size()).isBetween(mails, mails + mails / 2);
        assertThat(links.stream().map(this::get).map(HttpResponse::body))
                .allMatch(page -> page.contains("Das ist erledigt"));
    }

    @Test
    void nothingIsToldWithoutTheWholeToken() throws Exception {
        send("[vertraulich] Angebot", "kanzlei@mandatory.test");
        String link = link(question()).toString();

        for (String wrong : List.of(
                link.substring(0, link.length() - 1),
                link.substring(0, link.length() - 1) + (link.endsWith("0") ? "1" : "0"),
                link + "0",
                link.replace("/a/", "/b/"),
                link.substring(0, link.indexOf("/a/")) + "/")) {
            assertThat(get(URI.create(wrong)).statusCode()).as(wrong).isEqualTo(404);
            assertThat(get(URI.create(wrong)).body()).doesNotContain("Angebot");
        }
        assertThat(post(URI.create(link), "send", " ").statusCode()).isEqualTo(400);
        assertThat(post(URI.create(link), "nonsense", "").statusCode()).isEqualTo(400);
        assertThat(post(URI.create(link), "withdraw", "x".repeat(100_000)).statusCode())
                .isEqualTo(400);
        assertThat(post(URI.create(link), "withdraw", "").statusCode()).isEqualTo(303);
        awaitNothingHeld();
    }

    private void send(String subject, String... recipients) throws IOException {
        String mail = "From: " + RunningOffice.SENDER + "\r\nTo: " + String.join(", ", recipients)
                + "\r\nMessage-ID: <" + subject.hashCode() + "." + System.nanoTime()
                + "@organisation.test>\r\nSubject: "
                + subject + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGeheimer Inhalt\r\n";
        office.send(RunningOffice.SENDER, List.of(recipients), mail.getBytes(StandardCharsets.UTF_8));
    }

    private void reply(String to, String from, String words, String header) throws IOException {
        String mail = "From: " + from + "\r\nTo: " + to + "\r\nMessage-ID: <reply." + System.nanoTime()
                + "@organisation.test>\r\nSubject: Re: Bitte entscheiden\r\n" + header
                + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + words
                + "\r\n\r\nAm Montag schrieb die Ausgangspost:\r\n> VERWERFEN\r\n";
        office.send(from, List.of(to), mail.getBytes(StandardCharsets.UTF_8));
    }

    private Stream<Mime> own() {
        return office.arrivedAt(World.OWN).stream().map(Mime::of);
    }

    private List<URI> links() {
        return own().filter(mail -> mail.subject().startsWith("Bitte entscheiden"))
                .map(HeldMailIT::link)
                .toList();
    }

    private Mime question() {
        assertThat(Patience.await(SECONDS, () -> !links().isEmpty()))
                .as(office.gateway().output())
                .isTrue();
        return own().filter(mail -> mail.subject().startsWith("Bitte entscheiden"))
                .findFirst()
                .orElseThrow();
    }

    private static URI link(Mime question) {
        Matcher link = LINK.matcher(question.text());
        assertThat(link.find()).as(question.text()).isTrue();
        return URI.create(link.group());
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

    private HttpResponse<String> get(URI link) {
        return exchange(HttpRequest.newBuilder(link)
                .header("Accept-Language", "de-AT, en;q=0.5")
                .build());
    }

    private HttpResponse<String> post(URI link, String choice, String reason) {
        String form = "choice=" + choice + "&reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8);
        return exchange(HttpRequest.newBuilder(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept-Language", "de")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return browser.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(office.gateway().output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitNothingHeld() {
        assertThat(Patience.await(
                        SECONDS, () -> office.gateway().repository("held").isEmpty()))
                .isTrue();
        office.awaitEnd();
    }
}
