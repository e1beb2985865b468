package org.siegel.transport.mtasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.siegel.policy.DomainName;
import org.siegel.testing.dns.SignedDnsWorld;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;
import org.siegel.transport.dns.ValidatingDns;
import org.siegel.transport.mtasts.HttpsPolicyFetcher.Limits;
import org.siegel.transport.mtasts.PolicyFetcher.Fetch;
import org.siegel.transport.mtasts.PolicyFetcher.Trouble;
import org.siegel.transport.route.AddressFilter;
import org.siegel.transport.smtp.Alarms;

/** Policies fetched from real web servers, friendly and hostile. */
@Tag("RFC8461-M4")
class HttpsPolicyFetcherTest {

    private static final DomainName DOMAIN = DomainName.of("example.test");
    private static final String POLICY = PolicyHosts.ENFORCED;
    private static final String OK = "HTTP/1.1 200 OK";
    private static final String TEXT = "Content-Type: text/plain";
    private static final Identity GOOD = PolicyHosts.AUTHORITY.issue("mta-sts.example.test");

    private static SignedDnsWorld world;
    private static ValidatingDns dns;
    private static Alarms alarms;

    @BeforeAll
    static void start() {
        world = SignedDnsWorld.at(PolicyHosts.CLOCK)
                .unsigned("example.test", "mta-sts A 127.0.0.1")
                .start();
        dns = PolicyHosts.resolver(world);
        alarms = new Alarms();
    }

    @AfterAll
    static void stop() {
        alarms.close();
        world.close();
    }

    private static Fetch fetchFrom(PolicyServer server) {
        return PolicyHosts.fetcher(dns, server.port(), alarms).fetch(DOMAIN);
    }

    private static Fetch fetch(Identity shown, String... protocols) {
        try (PolicyServer server = PolicyServer.showing(shown, protocols).publishing(POLICY)) {
            return fetchFrom(server);
        }
    }

    private static void assertMissed(Fetch fetch, Trouble trouble, String reason) {
        assertThat(fetch).isInstanceOfSatisfying(Fetch.Missed.class, missed -> {
            assertThat(missed.trouble()).isEqualTo(trouble);
            assertThat(missed.reason()).contains(reason);
        });
    }

    @Test
    @Tag("TR03108P-J01")
    void aGoodHostIsAskedForTheWellKnownPathByItsName() {
        try (PolicyServer server = PolicyServer.showing(GOOD).publishing(POLICY)) {
            assertThat(fetchFrom(server)).isInstanceOf(Fetch.Fetched.class);
            assertThat(server.requests().getFirst())
                    .startsWith("GET /.well-known/mta-sts.txt HTTP/1.1\n")
                    .contains("Host: mta-sts.example.test:" + server.port());
        }
    }

    @Test
    @Tag("TR03108P-J02")
    void anExpiredCertificateIsRefused() {
        Identity expired =
                PolicyHosts.AUTHORITY.plan("mta-sts.example.test").expired().issue();

        assertMissed(fetch(expired), Trouble.CERTIFICATE, "expired");
    }

    @Test
    @Tag("TR03108P-J03")
    void anUntrustedCertificateIsRefused() {
        Identity untrusted = TestAuthority.root(PolicyHosts.CLOCK).issue("mta-sts.example.test");

        assertMissed(fetch(untrusted), Trouble.CERTIFICATE, "trusted root");
    }

    @Test
    @Tag("TR03108P-J04")
    void aCertificateForAnotherNameIsRefused() {
        assertMissed(fetch(PolicyHosts.AUTHORITY.issue("example.test")), Trouble.CERTIFICATE, "is not for");
        assertMissed(
                fetch(PolicyHosts.AUTHORITY
                        .plan("mta-sts.example.test")
                        .commonNameOnly()
                        .issue()),
                Trouble.CERTIFICATE,
                "is not for");
    }

    @Test
    void aWildcardCertificateIsTakenOnlyIfThePolicyAllowsIt() {
        try (PolicyServer server = PolicyServer.showing(PolicyHosts.AUTHORITY.issue("*.example.test"))
                .publishing(POLICY)) {
            Limits lax = new Limits(server.port(), AddressFilter.any(), true, Duration.ofMinutes(1));

            assertMissed(fetchFrom(server), Trouble.CERTIFICATE, "wildcard");
            assertThat(PolicyHosts.fetcher(dns, lax, alarms).fetch(DOMAIN)).isInstanceOf(Fetch.Fetched.class);
        }
    }

    @Test
    @Tag("RFC8461-M10")
    void tls12IsTheLeast() {
        assertThat(fetch(GOOD, "TLSv1.2")).isInstanceOf(Fetch.Fetched.class);
        assertThat(fetch(GOOD, "TLSv1.3")).isInstanceOf(Fetch.Fetched.class);
        assertMissed(fetch(GOOD, "TLSv1.1", "TLSv1"), Trouble.FETCH, "mta-sts.example.test");
    }

    @Test
    void theNameMustNotLeadIntoOurOwnNetwork() {
        Limits publicOnly = new Limits(443, AddressFilter.publicOnly(), true, Duration.ofMinutes(1));

        assertMissed(PolicyHosts.fetcher(dns, publicOnly, alarms).fetch(DOMAIN), Trouble.FETCH, "private or loopback");
    }

    @Test
    void aHostWithoutAddressOrWithoutServerIsSaidToBeSo() {
        PolicyFetcher fetcher = PolicyHosts.fetcher(dns, 1, alarms);

        assertMissed(fetcher.fetch(DOMAIN), Trouble.FETCH, "no connection");
        assertMissed(fetcher.fetch(DomainName.of("other.example.test")), Trouble.FETCH, "has no address");
        assertMissed(fetcher.fetch(DomainName.of("a_b.test")), Trouble.FETCH, "web server");
    }

    static Stream<Arguments> refused() {
        String length = "Content-Length: " + POLICY.length();
        return Stream.of(
                Arguments.of("redirect", "redirects are not followed", new String[] {
                    "HTTP/1.1 301 Moved", "Location: https://example.test/", length, "", POLICY
                }),
                Arguments.of("not found", "404", new String[] {"HTTP/1.1 404 Not Found", TEXT, length, "", POLICY}),
                Arguments.of("no content", "204", new String[] {"HTTP/1.1 204 No Content", "", ""}),
                Arguments.of("wrong media type", "text/plain", new String[] {
                    OK, "Content-Type: text/html", length, "", POLICY
                }),
                Arguments.of("no media type", "text/plain", new String[] {OK, length, "", POLICY}),
                Arguments.of(
                        "gzip", "compression", new String[] {OK, TEXT, "Content-Encoding: gzip", length, "", POLICY}),
                Arguments.of(
                        "too long by its own word", "longer", new String[] {OK, TEXT, "Content-Length: 65537", "", "x"
                        }),
                Arguments.of("absurd length", "longer", new String[] {
                    OK, TEXT, "Content-Length: 99999999999999999999", "", "x"
                }),
                Arguments.of(
                        "two lengths", "several times", new String[] {OK, TEXT, length, "Content-Length: 3", "", "x"}),
                Arguments.of("length and chunks", "not understood", new String[] {
                    OK, TEXT, length, "Transfer-Encoding: chunked", "", "0", "", ""
                }),
                Arguments.of("unknown coding", "not understood", new String[] {
                    OK, TEXT, "Transfer-Encoding: gzip, chunked", "", "0", "", ""
                }),
                Arguments.of("broken chunk", "not understood", new String[] {
                    OK, TEXT, "Transfer-Encoding: chunked", "", "zz", "", ""
                }),
                Arguments.of("huge chunk", "longer", new String[] {
                    OK, TEXT, "Transfer-Encoding: chunked", "", "7fffffff", "", ""
                }),
                Arguments.of("ends early", "too early", new String[] {OK, TEXT, "Content-Length: 60000", "", POLICY}),
                Arguments.of("folded header", "well-formed", new String[] {OK, TEXT, " more", "", POLICY}),
                Arguments.of("other protocol", "HTTP/1.1", new String[] {"220 mail.example.test ESMTP", ""}),
                Arguments.of("nothing", "too early", new String[] {""}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void anythingButAPlainAnswerIsRefused(String _what, String reason, String[] answer) {
        try (PolicyServer server = PolicyServer.showing(GOOD).answering(answer)) {
            assertMissed(fetchFrom(server), Trouble.FETCH, reason);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aBodyInChunksOrUpToTheEndIsRead() {
        try (PolicyServer server = PolicyServer.showing(GOOD)) {
            String half = POLICY.substring(0, 20);
            server.answering(
                    OK,
                    TEXT,
                    "Transfer-Encoding: chunked",
                    "",
                    "14;name=value",
                    half,
                    Integer.toHexString(POLICY.length() - 20),
                    POLICY.substring(20),
                    "0",
                    "",
                    "");
            assertThat(fetchFrom(server)).isInstanceOf(Fetch.Fetched.class);
            server.answering(OK, "content-type: TEXT/Plain;charset=us-ascii", "", POLICY);
            assertThat(fetchFrom(server)).isInstanceOf(Fetch.Fetched.class);
        }
    }

    @Test
    void whatIsNoPolicyIsToldApart() {
        try (PolicyServer server = PolicyServer.showing(GOOD).publishing("hello")) {
            assertMissed(fetchFrom(server), Trouble.INVALID, "key: value");
            byte[] notUtf8 = (OK + "\r\n" + TEXT + "\r\n\r\nx: \u00e4").getBytes(StandardCharsets.ISO_8859_1);
            server.answering(out -> out.write(notUtf8));
            assertMissed(fetchFrom(server), Trouble.INVALID, "UTF-8");
        }
    }

    @Test
    void anEndlessBodyOrHeaderEndsAtItsBound() {
        byte[] letters = "a".repeat(8192).getBytes(StandardCharsets.US_ASCII);
        try (PolicyServer server = PolicyServer.showing(GOOD)) {
            server.answering(out -> {
                out.write((OK + "\r\n" + TEXT + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    out.write(letters);
                }
            });
            assertMissed(fetchFrom(server), Trouble.FETCH, "longer than 65536");
            server.answering(out -> {
                out.write((OK + "\r\n").getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    out.write("X-Y: z\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            });
            assertMissed(fetchFrom(server), Trouble.FETCH, "header is longer");
        }
    }

    /** The server goes on for as long as the client listens; only the deadline for the whole exchange ends it. */
    @Test
    void aByteAtATimeDoesNotOutliveTheDeadlineForAll() {
        CountDownLatch never = new CountDownLatch(1);
        try (PolicyServer server = PolicyServer.showing(GOOD).answering(out -> {
            out.write((OK + "\r\n" + TEXT + "\r\nContent-Length: 60000\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            while (!isOver(never)) {
                out.write('a');
            }
        })) {
            Limits hurried = new Limits(server.port(), AddressFilter.any(), false, Duration.ofMillis(300));

            assertMissed(PolicyHosts.fetcher(dns, hurried, alarms).fetch(DOMAIN), Trouble.FETCH, "took longer");
        }
    }

    private static boolean isOver(CountDownLatch never) {
        try {
            return never.await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _end) {
            return true;
        }
    }
}
