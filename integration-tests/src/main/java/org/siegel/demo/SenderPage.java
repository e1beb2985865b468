package org.siegel.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.siegel.policy.Choice;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.Identity;
import org.siegel.testing.pki.TestAuthority;

/** The page on which senders decide: set up as an administrator does it, and used as senders use it. */
public final class SenderPage implements AutoCloseable {

    private static final Pattern LINK = Pattern.compile("https://localhost:\\d+/a/[0-9a-v]{52}");

    private final SSLContext tls;
    /** By their names; the JDK's own cookies are of a form that browsers do not send. */
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    private final HttpClient browser;
    private final int port;

    private SenderPage(SSLContext tls, InetAddress from, int port) {
        this.tls = tls;
        this.port = port;
        this.browser =
                HttpClient.newBuilder().sslContext(tls).localAddress(from).build();
    }

    /** Switches the page on, with a certificate of that authority. */
    public static SenderPage furnish(ConfFolder conf, TestAuthority authority) {
        int port = freePort();
        Identity identity = authority.issue("localhost");
        conf.set("siegel.properties", "ask.url", "https://localhost:" + port + "/")
                .set("siegel.properties", "ask.bind", "127.0.0.1")
                .set("siegel.properties", "ask.port", Integer.toString(port))
                .set("siegel.properties", "ask.certificate", "conf/page.pem")
                .set("siegel.properties", "ask.private-key", "conf/page.key");
        try {
            identity.writePem(conf.home().resolve("conf/page.pem"), conf.home().resolve("conf/page.key"));
            return new SenderPage(trusting(authority), Loopback.address(), port);
        } catch (IOException e) {
            throw new UncheckedIOException("the page for senders cannot be set up", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whoever does not come from 127.0.0.1 must sign in. */
    static void demandSignInOutside(ConfFolder conf) {
        conf.set("siegel.properties", "ask.networks", "127.0.0.1/32")
                .set("siegel.properties", "ask.sign-in", "outside");
    }

    /** The same page in a browser that comes from another address. */
    SenderPage outside() {
        return new SenderPage(tls, Loopback.address(0, 2), port);
    }

    /** From now on this browser has what that one was given to keep, as one browser does before which a load balancer stands. */
    void keepWhatIsKeptBy(SenderPage other) {
        cookies.putAll(other.cookies);
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

    /** The link in a question; empty in other mails. */
    static Optional<URI> link(Mime mail) {
        return LINK.matcher(mail.text())
                .results()
                .map(MatchResult::group)
                .map(URI::create)
                .findFirst();
    }

    /** The same link as it leads to this page, where a load balancer stands before the pages of several gateways. */
    URI here(URI link) {
        return URI.create("https://localhost:" + port + link.getRawPath());
    }

    /** The page, as a browser set to German gets it. */
    HttpResponse<String> open(URI link) {
        return exchange(HttpRequest.newBuilder(link).header("Accept-Language", "de-AT, en;q=0.5"));
    }

    /** What the button does. */
    HttpResponse<String> decide(URI link, Choice choice, String reason) {
        return send(
                link, "choice=" + choice.configName() + "&reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8));
    }

    /** Sends a form, as it is encoded. */
    HttpResponse<String> send(URI link, String form) {
        return exchange(HttpRequest.newBuilder(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept-Language", "de")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            if (!cookies.isEmpty()) {
                request.header("Cookie", String.join("; ", cookies.values()));
            }
            HttpResponse<String> answer = browser.send(request.build(), BodyHandlers.ofString());
            answer.headers()
                    .allValues("Set-Cookie")
                    .forEach(set -> cookies.put(set.split("=", 2)[0], set.split(";", 2)[0]));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("the page for senders does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted while asking the page for senders", e);
        }
    }

    @Override
    public void close() {
        browser.close();
    }
}
