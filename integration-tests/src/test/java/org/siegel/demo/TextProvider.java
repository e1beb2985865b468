package org.siegel.demo;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.siegel.testing.Loopback;
import org.siegel.testing.pki.TestAuthority;

/** A provider of text messages, which the gateway must be told to trust. */
final class TextProvider implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final TestAuthority authority = TestAuthority.root(Clock.systemUTC());
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final HttpsServer server;

    private TextProvider() {
        try {
            server = HttpsServer.create(new InetSocketAddress(Loopback.address(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(
                new HttpsConfigurator(authority.issue("localhost").serverContext()));
        server.createContext("/", exchange -> {
            messages.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    static TextProvider start() {
        return new TextProvider();
    }

    /** Lets that gateway send text messages. */
    void furnish(ConfFolder conf) {
        conf.set(
                        "siegel.properties",
                        "sms.url",
                        "https://localhost:" + server.getAddress().getPort() + "/")
                .set("siegel.properties", "sms.headers", "Content-Type: text/plain")
                .set("siegel.properties", "sms.body", "${to} ${text}");
    }

    /** With which a gateway trusts it. */
    String[] javaOptions(Path folder) {
        Path file = folder.resolve("provider.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore roots = KeyStore.getInstance("PKCS12");
            roots.load(null, null);
            roots.setCertificateEntry("root", authority.rootCertificate());
            roots.store(out, PASSWORD.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return new String[] {"-Djavax.net.ssl.trustStore=" + file, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD};
    }

    /** What it got, number and text. */
    List<String> messages() {
        return messages;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
