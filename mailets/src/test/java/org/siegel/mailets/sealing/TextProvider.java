package org.siegel.mailets.sealing;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.siegel.policy.SealingRules;
import org.siegel.testing.pki.TestAuthority;

/** A provider of text messages on loopback, over HTTPS. */
final class TextProvider implements AutoCloseable {

    private final HttpsServer server;
    private final SSLContext trust;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "ok";

    private TextProvider(HttpsServer server, SSLContext trust) {
        this.server = server;
        this.trust = trust;
    }

    static TextProvider start() throws Exception {
        TestAuthority authority = TestAuthority.root(Clock.systemUTC());
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(authority.issue("localhost").serverContext()));
        var provider = new TextProvider(server, trusting(authority));
        server.createContext("/", exchange -> {
            provider.received.add(
                    exchange.getRequestURI().getRawQuery() == null
                            ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                            : exchange.getRequestURI().getRawQuery());
            provider.keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Api-Key")));
            byte[] said = provider.answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(provider.status, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        server.start();
        return provider;
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

    void answer(int newStatus, String text) {
        status = newStatus;
        answer = text;
    }

    List<String> received() {
        return received;
    }

    List<String> keys() {
        return keys;
    }

    TextMessages messages(SealingRules rules) {
        return new TextMessages(
                Optional.of(gateway("json", "{\"to\": \"${to}\", \"text\": \"${text}\"}")), PhoneBook.empty(), rules);
    }

    TextGateway gateway(String type, String body) {
        return gateway("https://localhost:" + server.getAddress().getPort() + "/send", type, body);
    }

    TextGateway gateway(String url, String type, String body) {
        return new TextGateway(
                new TextGateway.Request(
                        url.replace("PORT", Integer.toString(server.getAddress().getPort())),
                        "POST",
                        List.of(Map.entry("Content-Type", "application/" + type), Map.entry("X-Api-Key", "${secret}")),
                        body,
                        Optional.of("ok"),
                        Duration.ofSeconds(30)),
                "the-key",
                trust);
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
    }
}
