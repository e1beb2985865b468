package org.siegel.mailets.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.apache.james.jdkim.DKIMVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.siegel.policy.DomainName;
import org.siegel.store.DatabaseSettings;
import org.siegel.store.Store;
import org.siegel.testing.FakeClock;
import org.siegel.testing.Loopback;
import org.siegel.testing.dns.DnsFault;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.transport.dns.DnsjavaValidator;
import org.siegel.transport.dns.TrustAnchors;
import org.siegel.transport.http.WebConnections;
import org.siegel.transport.resolver.OverUdp;
import org.siegel.transport.route.AddressFilter;
import org.siegel.transport.smtp.Alarms;
import org.siegel.transport.tls.PkixVerifier;
import org.siegel.transport.tlsrpt.AppliedPolicy;
import org.siegel.transport.tlsrpt.AppliedPolicy.Kind;
import org.siegel.transport.tlsrpt.FailureType;
import org.siegel.transport.tlsrpt.ReportUpload;
import org.siegel.transport.tlsrpt.ReportWishes;
import org.siegel.transport.tlsrpt.TlsSession;
import org.xbill.DNS.Type;

/** From a session to the report that the domain gets: RFC 8460 §3, §4, §5. */
class TlsReportingTest {

    private static final FakeClock CLOCK = FakeClock.at("2026-11-23T10:00:00Z");
    private static final TestAuthority AUTHORITY = TestAuthority.root(CLOCK);
    private static final JsonMapper JSON = new JsonMapper();
    private static final KeyPair KEY = key();

    @TempDir
    private Path folder;

    private final Alarms alarms = new Alarms();
    private final List<Sent> sent = new ArrayList<>();
    private final BlockingQueue<Posted> posted = new LinkedBlockingQueue<>();
    private volatile String answer = "HTTP/1.1 201 Created";
    private SSLServerSocket web;
    private SignedDnsWorld dns;
    private Store store;
    private DnsjavaValidator validator;
    private TlsReporting reporting;

    /** One character an octet. */
    private record Sent(String sender, String recipient, String message) {}

    /** One character an octet. */
    private record Posted(String head, String body) {}

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void start() throws IOException {
        CLOCK.set(Instant.parse("2026-11-23T10:00:00Z"));
        web = (SSLServerSocket) AUTHORITY
                .issue("reports.example.test")
                .serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, Loopback.address());
        Thread.ofVirtual().start(this::serve);
        dns = SignedDnsWorld.at(CLOCK)
                .signed(
                        "example.test",
                        "_smtp._tls.mail TXT \"v=TLSRPTv1; rua=mailto:tls@example.test\"",
                        "_smtp._tls.web TXT \"v=TLSRPTv1; rua=https://reports.example.test:" + web.getLocalPort()
                                + "/in?x=1\"",
                        "_smtp._tls.both TXT \"v=TLSRPTv1; rua=https://nobody.example.test/,mailto:tls@example.test?subject=x\"",
                        "_smtp._tls.odd TXT \"v=TLSRPTv1; rua=mailto:a%0ab@example.test\"",
                        "_smtp._tls.wrong TXT \"v=TLSRPTv1; rua=ftp://x.test\"",
                        "reports A 127.0.0.1",
                        "nobody A 127.0.0.1")
                .start();
        store = Store.open(
                new DatabaseSettings("jdbc:h2:file:" + folder.resolve("store"), "", ""),
                "node-1",
                CLOCK,
                new SecureRandom());
        validator = new DnsjavaValidator(
                new OverUdp(dns.address(), Duration.ofSeconds(5), alarms),
                new TrustAnchors(String.join("\n", dns.trustAnchors())),
                CLOCK,
                Thread.ofVirtual().factory());
        reporting = reporting();
        reporting.mailBy(this::send);
    }

    private Optional<String> send(String sender, String recipient, byte[] message) {
        sent.add(new Sent(sender, recipient, new String(message, StandardCharsets.ISO_8859_1)));
        return Optional.empty();
    }

    private TlsReporting reporting() throws IOException {
        return new TlsReporting(
                new TlsReportSettings(
                        "Praxis \u00d6",
                        "postmaster@siegel.test",
                        "tls-reports@siegel.test",
                        "siegel.test",
                        "t1",
                        KEY.getPrivate()),
                store.tlsReports(),
                new ReportWishes(validator),
                new ReportUpload(
                        new WebConnections(validator, AddressFilter.any(), alarms),
                        PkixVerifier.withRoots(AUTHORITY.writeRootPem(folder.resolve("roots.pem"))),
                        new SecureRandom(),
                        CLOCK),
                new Random(1),
                CLOCK);
    }

    @AfterEach
    void stop() throws IOException {
        web.close();
        dns.close();
        store.close();
        alarms.close();
    }

    private void serve() {
        while (!web.isClosed()) {
            try (SSLSocket socket = (SSLSocket) web.accept()) {
                InputStream in = socket.getInputStream();
                ByteArrayOutputStream head = new ByteArrayOutputStream();
                while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                    head.write(in.read());
                }
                String text = head.toString(StandardCharsets.US_ASCII);
                int length = Integer.parseInt(text.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
                posted.add(new Posted(text, new String(in.readNBytes(length), StandardCharsets.ISO_8859_1)));
                socket.getOutputStream().write((answer + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException _closed) {
                // the next one, if there is one
            }
        }
    }

    private static AppliedPolicy sts(String domain) {
        return new AppliedPolicy(
                Kind.STS, List.of("version: STSv1", "mode: testing"), DomainName.of(domain), List.of("*.example.test"));
    }

    private static TlsSession good(AppliedPolicy policy) {
        return new TlsSession(policy, Optional.empty());
    }

    private static TlsSession bad(AppliedPolicy policy, FailureType type) {
        try {
            return new TlsSession(
                    policy,
                    Optional.of(new TlsSession.Failure(
                            type,
                            Optional.of(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1})),
                            DomainName.of("mx1.example.test"),
                            Optional.of(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 2})),
                            "words\nof the server")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(TlsSession... sessions) {
        for (TlsSession session : sessions) {
            reporting.sessions().note(session);
        }
    }

    /** Until four hours after the end of the day, in steps of ten minutes. */
    private void untilAllIsDue() {
        reporting.work();
        CLOCK.set(Instant.parse("2026-11-24T00:20:00Z"));
        for (int i = 0; i < 25; i++) {
            reporting.work();
            CLOCK.advance(Duration.ofMinutes(10));
        }
    }

    private static InputStream stream(String octets) {
        return new ByteArrayInputStream(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static MimeMessage parsed(String message) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), stream(message));
    }

    private static JsonNode unpacked(InputStream gzip) throws IOException {
        try (InputStream in = new GZIPInputStream(gzip)) {
            return JSON.readTree(in);
        }
    }

    @Test
    void aDomainGetsItsReportByMail() throws Exception {
        AppliedPolicy policy = sts("mail.example.test");
        note(good(policy), good(policy), bad(policy, FailureType.CERTIFICATE_EXPIRED), good(policy));
        note(bad(policy, FailureType.CERTIFICATE_EXPIRED), bad(policy, FailureType.STARTTLS_NOT_SUPPORTED));
        untilAllIsDue();

        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().sender()).isEqualTo("tls-reports@siegel.test");
        assertThat(sent.getFirst().recipient()).isEqualTo("tls@example.test");
        MimeMessage message = parsed(sent.getFirst().message());
        assertThat(message.getHeader("TLS-Report-Domain")).containsExactly("mail.example.test");
        assertThat(message.getHeader("TLS-Report-Submitter")).containsExactly("siegel.test");
        assertThat(message.getSubject())
                .isEqualTo(
                        "Report Domain: mail.example.test Submitter: siegel.test Report-ID: <2026-11-23_mail.example.test_siegel.test>");
        assertThat(message.getContentType()).startsWith("multipart/report; report-type=\"tlsrpt\"");
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("application/tlsrpt+gzip");
        assertThat(parts.getBodyPart(1).getFileName())
                .isEqualTo("siegel.test!mail.example.test!1795392000!1795478399.json.gz");
        assertThat(unpacked(parts.getBodyPart(1).getInputStream())).isEqualTo(JSON.readTree("""
                {
                  "organization-name": "Praxis \u00d6",
                  "date-range": {"start-datetime": "2026-11-23T00:00:00Z", "end-datetime": "2026-11-23T23:59:59Z"},
                  "contact-info": "postmaster@siegel.test",
                  "report-id": "2026-11-23_mail.example.test_siegel.test",
                  "policies": [{
                    "policy": {
                      "policy-type": "sts",
                      "policy-string": ["version: STSv1", "mode: testing"],
                      "policy-domain": "mail.example.test",
                      "mx-host": ["*.example.test"]
                    },
                    "summary": {"total-successful-session-count": 3, "total-failure-session-count": 3},
                    "failure-details": [
                      {
                        "result-type": "certificate-expired",
                        "sending-mta-ip": "192.0.2.1",
                        "receiving-mx-hostname": "mx1.example.test",
                        "receiving-ip": "192.0.2.2",
                        "failure-reason-code": "words of the server",
                        "failed-session-count": 2
                      },
                      {
                        "result-type": "starttls-not-supported",
                        "sending-mta-ip": "192.0.2.1",
                        "receiving-mx-hostname": "mx1.example.test",
                        "receiving-ip": "192.0.2.2",
                        "failure-reason-code": "words of the server",
                        "failed-session-count": 1
                      }
                    ]
                  }]
                }
                """));
    }

    @Test
    void theSignatureHoldsForAnIndependentVerifierAndCoversAll() throws Exception {
        note(good(sts("mail.example.test")));
        untilAllIsDue();
        String message = sent.getFirst().message();
        DKIMVerifier verifier =
                new DKIMVerifier((methods, selector, domain) -> List.of("v=DKIM1; k=rsa; s=tlsrpt:email; p="
                        + Base64.getEncoder().encodeToString(KEY.getPublic().getEncoded())));

        assertThat(verifier.verify(stream(message))).hasSize(1).allSatisfy(record -> {
            assertThat(record.getDToken()).hasToString("siegel.test");
            assertThat(record.getSelector()).hasToString("t1");
            assertThat(record.getBodyHashLimit()).as("no l=").isEqualTo(-1);
            assertThat(record.getHeaders())
                    .extracting(Object::toString)
                    .contains("from", "tls-report-domain", "tls-report-submitter", "subject", "content-type");
        });
        String altered = message.replace("This is a report", "This is no report");
        assertThatThrownBy(() -> verifier.verify(stream(altered))).hasMessageContaining("body");
    }

    @Test
    void everyReportHasTheFormOfTheRfcWhateverWasCounted() throws Exception {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            Kind kind = any(Kind.values(), random);
            AppliedPolicy policy = new AppliedPolicy(
                    kind,
                    kind == Kind.NONE ? List.of() : List.of("\u00e4\"\\" + random.nextInt(3)),
                    DomainName.of("mail.example.test"),
                    kind == Kind.STS ? List.of("*.example.test") : List.of());
            note(random.nextBoolean() ? good(policy) : bad(policy, any(FailureType.values(), random)));
        }
        untilAllIsDue();
        MimeMultipart parts = (MimeMultipart) parsed(sent.getFirst().message()).getContent();
        JsonNode report = unpacked(parts.getBodyPart(1).getInputStream());

        assertThat(names(report))
                .isEqualTo(Set.of("organization-name", "date-range", "contact-info", "report-id", "policies"));
        long all = 0;
        for (JsonNode entry : report.get("policies")) {
            assertThat(Set.of("policy", "summary", "failure-details")).containsAll(names(entry));
            JsonNode policy = entry.get("policy");
            assertThat(policy.get("policy-type").asText()).isIn("tlsa", "sts", "no-policy-found");
            assertThat(policy.get("policy-domain").asText()).isEqualTo("mail.example.test");
            assertThat(Set.of("policy-type", "policy-string", "policy-domain", "mx-host"))
                    .containsAll(names(policy));
            long good = entry.at("/summary/total-successful-session-count").longValue();
            long failed = entry.at("/summary/total-failure-session-count").longValue();
            long detailed = 0;
            for (JsonNode detail : entry.path("failure-details")) {
                assertThat(detail.get("result-type").asText())
                        .isIn(
                                "starttls-not-supported",
                                "certificate-host-mismatch",
                                "certificate-expired",
                                "certificate-not-trusted",
                                "validation-failure",
                                "tlsa-invalid",
                                "dnssec-invalid",
                                "sts-policy-fetch-error",
                                "sts-policy-invalid",
                                "sts-webpki-invalid");
                assertThat(detail.get("failed-session-count").isIntegralNumber())
                        .isTrue();
                detailed += detail.get("failed-session-count").longValue();
            }
            assertThat(detailed).isEqualTo(failed);
            all += good + failed;
        }
        assertThat(all).isEqualTo(200);
    }

    private static <T> T any(T[] all, Random random) {
        return List.of(all).get(random.nextInt(all.length));
    }

    private static Set<String> names(JsonNode json) {
        Set<String> names = new HashSet<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void aDomainGetsItsReportByHttps() throws Exception {
        note(good(sts("web.example.test")));
        untilAllIsDue();

        Posted request = posted.poll(20, TimeUnit.SECONDS);
        assertThat(request.head())
                .startsWith("POST /in?x=1 HTTP/1.1\r\nHost: reports.example.test:" + web.getLocalPort())
                .contains("Content-Type: application/tlsrpt+gzip");
        assertThat(unpacked(stream(request.body()))
                        .at("/policies/0/policy/policy-domain")
                        .asText())
                .isEqualTo("web.example.test");
        assertThat(posted).as("once").isEmpty();
        assertThat(sent).isEmpty();
    }

    @Test
    void aServerThatDoesNotTakeItIsAskedAgainUntilADayHasPassed() throws Exception {
        answer = "HTTP/1.1 503 later";
        note(good(sts("web.example.test")));
        untilAllIsDue();
        assertThat(posted).isNotEmpty();
        posted.clear();

        answer = "HTTP/1.1 204 taken";
        CLOCK.advance(Duration.ofHours(1));
        reporting.work();
        reporting.work();
        assertThat(posted).hasSize(1);
        posted.clear();

        answer = "HTTP/1.1 503 later";
        CLOCK.set(Instant.parse("2026-11-25T12:00:00Z"));
        note(good(sts("web.example.test")));
        reporting.work();
        CLOCK.set(Instant.parse("2026-11-26T00:20:00Z"));
        reporting.work();
        for (int hour = 0; hour < 60; hour++) {
            CLOCK.advance(Duration.ofHours(1));
            reporting.work();
        }
        assertThat(posted).hasSizeBetween(20, 29);
    }

    @Test
    void whatIsDueBeforeMailCanGoOutWaitsForThatAndNoLonger() throws Exception {
        note(good(sts("mail.example.test")), good(sts("web.example.test")));
        reporting.writeDown();
        reporting = reporting(); // the server starts
        untilAllIsDue();
        assertThat(sent).isEmpty();
        assertThat(posted).isEmpty();

        reporting.mailBy(this::send);
        reporting.work();
        assertThat(sent).extracting(Sent::recipient).containsExactly("tls@example.test");
        assertThat(posted).hasSize(1);
    }

    @Test
    void oneOfSeveralReceiversIsEnough() {
        note(good(sts("both.example.test")));
        untilAllIsDue();

        assertThat(sent).extracting(Sent::recipient).containsExactly("tls@example.test");
    }

    @Test
    void whoWantsNoneOrAsksInAWrongWayGetsNone() {
        note(good(sts("none.example.test")), good(sts("odd.example.test")), good(sts("wrong.example.test")));
        untilAllIsDue();

        assertThat(sent).isEmpty();
        assertThat(posted).isEmpty();
    }

    @Test
    void whereNobodyKnowsWhetherItIsWantedItIsAskedAgain() {
        dns.fail("_smtp._tls.mail.example.test", Type.TXT, DnsFault.SERVFAIL);
        note(good(sts("mail.example.test")));
        untilAllIsDue();
        assertThat(sent).isEmpty();

        dns.heal();
        CLOCK.advance(Duration.ofHours(1));
        reporting.work();
        assertThat(sent).hasSize(1);
    }

    @Test
    void nothingIsSentBeforeTheDayIsOverAndEachDayHasItsOwn() {
        note(good(sts("mail.example.test")));
        reporting.work();
        CLOCK.set(Instant.parse("2026-11-23T23:59:00Z"));
        reporting.work();
        assertThat(sent).isEmpty();
        CLOCK.set(Instant.parse("2026-11-24T00:01:00Z"));
        note(good(sts("mail.example.test")));
        untilAllIsDue();
        assertThat(sent).hasSize(1);

        CLOCK.set(Instant.parse("2026-11-25T00:20:00Z"));
        for (int i = 0; i < 25; i++) {
            reporting.work();
            CLOCK.advance(Duration.ofMinutes(10));
        }
        assertThat(sent).hasSize(2);
        CLOCK.set(Instant.parse("2026-12-10T00:20:00Z"));
        reporting.sweep();
        assertThat(store.tlsReports().counted(LocalDate.of(2026, 11, 24), "mail.example.test"))
                .isEmpty();
    }
}
