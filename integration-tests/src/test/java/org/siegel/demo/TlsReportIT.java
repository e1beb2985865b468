package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.store.DatabaseSettings;
import org.siegel.store.Store;
import org.siegel.testing.Loopback;
import org.siegel.testing.smtp.Received;

/**
 * Reports about TLS (RFC 8460) by the gateway as it is shipped: deliveries are counted, a stop keeps the counts, and after the day the
 * domains get their reports, by HTTPS and by mail, the one even at the server whose lack of TLS it reports.
 */
class TlsReportIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String BY_WEB = "qualified.test";
    private static final String BY_MAIL = "plaintext.test";
    private static final String REPORTER = "tls-reports@" + World.OWN;
    private static final int MAILS = 3;
    private static final JsonMapper JSON = new JsonMapper();

    private final Clock clock = Clock.system(ZoneId.systemDefault());
    private final BlockingQueue<byte[]> posted = new LinkedBlockingQueue<>();
    private HttpsServer web;
    private KeyPair key;

    @TempDir
    private Path home;

    @BeforeEach
    void prepare() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        key = generator.generateKeyPair();
        web = HttpsServer.create(new InetSocketAddress(Loopback.address(), 0), 0);
        web.createContext("/tls", this::take);
    }

    @AfterEach
    void close() {
        web.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean isReport = exchange.getRequestMethod().equals("POST")
                    && exchange.getRequestHeaders().getFirst("Content-Type").equals("application/tlsrpt+gzip");
            posted.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(isReport ? 201 : 400, -1);
        }
    }

    @Test
    void domainsGetTheirReportsAfterARestartByHttpsAndByMail() throws Exception {
        try (RunningOffice office = RunningOffice.open(home, this::reporting)) {
            receivers(office.world);
            for (int i = 0; i < MAILS; i++) {
                send(office, BY_WEB, i);
                send(office, BY_MAIL, i);
            }
            office.awaitEnd();
            office.gateway().stop();
            assertThat(office.arrivedAt(BY_MAIL)).hasSize(MAILS);
            assertThat(counted(BY_MAIL))
                    .as(
                            "what a stop leaves behind; the gateway said:\n%s",
                            office.gateway().output())
                    .isNotEmpty();
            letTheDayPass();
            Map<LocalDate, Map<String, Long>> counted = counted(BY_MAIL);

            office.start();
            assertThat(Patience.await(LONG, () -> office.arrivedAt(BY_MAIL).size() > MAILS))
                    .as(
                            "the report by mail; the gateway said:\n%s",
                            office.gateway().output())
                    .isTrue();
            assertThat(Patience.await(LONG, () -> isSaidToBeSent(office, BY_WEB) && isSaidToBeSent(office, BY_MAIL)))
                    .as(
                            "both reports are sent; the gateway said:\n%s",
                            office.gateway().output())
                    .isTrue();
            office.awaitEnd();
            office.gateway().stop();

            assertThat(posted).as("reports by HTTPS").hasSize(1);
            assertSuccesses(JSON.readTree(unpacked(posted.element())));
            assertSignedAndTrue(office.arrivedAt(BY_MAIL).getLast());
            assertThat(counted(BY_MAIL)).as("a report makes no report").isEqualTo(counted);
            assertNothingIsLeftToDo();
        }
    }

    private void reporting(ConfFolder conf) {
        try {
            Files.writeString(
                    conf.home().resolve("conf/dkim.pem"),
                    "-----BEGIN PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(key.getPrivate().getEncoded())
                            + "\n-----END PRIVATE KEY-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        conf.set("siegel.properties", "tlsrpt.organisation", "Musterwerke AG")
                .set("siegel.properties", "tlsrpt.contact", "postmaster@" + World.OWN)
                .set("siegel.properties", "tlsrpt.sender", REPORTER)
                .set("siegel.properties", "tlsrpt.dkim-domain", World.OWN)
                .set("siegel.properties", "tlsrpt.dkim-selector", "berichte")
                .set("siegel.properties", "tlsrpt.dkim-key", "conf/dkim.pem")
                .set("siegel.properties", "smtp.mails-per-connection", "1")
                // so that a server without TLS gets mail at all
                .edit(
                        "adaptive-encryption.xml",
                        "<risk-classes default=\"normal\">",
                        "<risk-classes default=\"none\">");
    }

    private void receivers(World world) {
        web.setHttpsConfigurator(new HttpsConfigurator(
                world.authority().issue("reports." + BY_WEB).serverContext()));
        web.start();
        world.publish(
                BY_WEB,
                "reports A " + Loopback.address().getHostAddress(),
                "_smtp._tls TXT \"v=TLSRPTv1; rua=https://reports." + BY_WEB + ":"
                        + web.getAddress().getPort() + "/tls\"");
        world.publish(BY_MAIL, "_smtp._tls TXT \"v=TLSRPTv1; rua=mailto:tls@" + BY_MAIL + "\"");
    }

    private static void send(RunningOffice office, String domain, int number) throws IOException {
        office.send(
                List.of("einkauf@" + domain),
                "From: " + RunningOffice.SENDER + "\r\nMessage-ID: <" + number + "." + domain
                        + "@organisation.test>\r\nSubject: Kantine\r\n\r\nGuten Tag\r\n");
    }

    private static boolean isSaidToBeSent(RunningOffice office, String domain) {
        return office.gateway()
                .output()
                .lines()
                .anyMatch(line -> line.contains("The report to " + domain) && line.endsWith("is sent"));
    }

    private Store store() {
        return Store.open(
                new DatabaseSettings("jdbc:h2:file:" + home.resolve("var/siegel/store"), "", ""),
                "test",
                clock,
                new SecureRandom());
    }

    /** Today's, and yesterday's where midnight came in between. */
    private List<LocalDate> days() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return List.of(today.minusDays(1), today);
    }

    private Map<LocalDate, Map<String, Long>> counted(String domain) {
        Map<LocalDate, Map<String, Long>> counted = new LinkedHashMap<>();
        try (Store store = store()) {
            days().stream()
                    .map(day -> Map.entry(day, store.tlsReports().counted(day, domain)))
                    .filter(entry -> !entry.getValue().isEmpty())
                    .forEach(entry -> counted.put(entry.getKey(), entry.getValue()));
        }
        return counted;
    }

    /** As if all had been the day before, and the random delay were over now. */
    private void letTheDayPass() {
        LocalDate yesterday = days().getFirst();
        try (Store store = store()) {
            for (String domain : List.of(BY_WEB, BY_MAIL)) {
                store.tlsReports().add(yesterday, domain, store.tlsReports().counted(days().getLast(), domain));
            }
            store.tlsReports().plan(yesterday, clock::instant);
        }
    }

    private void assertSuccesses(JsonNode report) {
        assertThat(report.at("/report-id").asText()).endsWith("_" + BY_WEB + "_" + World.OWN);
        assertThat(report.at("/policies/0/policy/policy-type").asText()).isEqualTo("tlsa");
        assertThat(report.at("/policies/0/summary/total-successful-session-count")
                        .asInt())
                .as("%s", report)
                .isEqualTo(MAILS);
        assertThat(report.at("/policies/0/summary/total-failure-session-count").asInt())
                .isZero();
    }

    private void assertSignedAndTrue(Received mail) throws Exception {
        assertThat(mail.sender()).isEqualTo(REPORTER);
        assertThat(mail.recipientAddresses()).containsExactly("tls@" + BY_MAIL);
        assertThat(mail.tls()).as("over what it reports").isEmpty();
        DkimSignatures.requireOne(
                mail.body().bytes(), "berichte._domainkey." + World.OWN, "v=DKIM1; k=rsa; s=tlsrpt; ", key.getPublic());
        List<byte[]> files = Mime.of(mail).files("application/tlsrpt+gzip");
        assertThat(files).hasSize(1);
        JsonNode report = JSON.readTree(unpacked(files.getFirst()));
        assertThat(report.at("/policies/0/policy/policy-type").asText()).isEqualTo("no-policy-found");
        assertThat(report.at("/policies/0/summary/total-failure-session-count").asInt())
                .as("%s", report)
                .isEqualTo(MAILS);
        assertThat(report.at("/policies/0/failure-details/0/result-type").asText())
                .isEqualTo("starttls-not-supported");
    }

    private static byte[] unpacked(byte[] gzip) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }

    private void assertNothingIsLeftToDo() {
        try (Store store = store()) {
            assertThat(store.tlsReports().due(clock.instant().plus(Duration.ofHours(3)), 10))
                    .filteredOn(job -> job.day().equals(days().getFirst()))
                    .isEmpty();
        }
    }
}
