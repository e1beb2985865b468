package org.siegel.testing.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.tls.TlsClient;
import org.bouncycastle.tls.TlsClientProtocol;
import org.siegel.testing.pki.TestAuthority;

/** A client that says exactly what the test wants, on a plain socket, the JDK's TLS or BouncyCastle's. */
final class PlainClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket raw;
    private InputStream in;
    private OutputStream out;

    PlainClient(InetSocketAddress server) throws IOException {
        raw = new Socket(server.getAddress(), server.getPort());
        raw.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(raw.getInputStream());
        out = raw.getOutputStream();
    }

    /** A client that has read the banner. */
    static PlainClient greeted(SmtpSink sink) throws IOException {
        var client = new PlainClient(sink.address());
        assertThat(client.reply()).startsWith("220 ");
        return client;
    }

    void send(String characters) throws IOException {
        out.write(characters.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** All lines of the next reply, with {@code \n} between them; what there is, if the stream ends before. */
    String reply() throws IOException {
        var reply = new StringBuilder();
        String line = line();
        while (line.length() > 3 && line.charAt(3) == '-') {
            reply.append(line).append('\n');
            line = line();
        }
        return reply.append(line).toString();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString().stripTrailing();
    }

    String say(String command) throws IOException {
        send(command + "\r\n");
        return reply();
    }

    /** The next byte of the answer, or -1 if the server has hung up. */
    int read() throws IOException {
        return in.read();
    }

    /** So many characters, or less if the server hangs up before. */
    String read(int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    int available() throws IOException {
        return in.available();
    }

    SSLSocket startJdkTls(TestAuthority trusted, String sni, String... protocols)
            throws IOException, GeneralSecurityException {
        assertThat(say("STARTTLS")).startsWith("220 ");
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", trusted.rootCertificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        var tls = (SSLSocket) context.getSocketFactory().createSocket(raw, sni, raw.getPort(), true);
        var parameters = tls.getSSLParameters();
        parameters.setProtocols(protocols);
        parameters.setServerNames(List.of(new SNIHostName(sni)));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        in = tls.getInputStream();
        out = tls.getOutputStream();
        return tls;
    }

    void startBcTls(TlsClient client) throws IOException {
        assertThat(say("STARTTLS")).startsWith("220 ");
        var protocol = new TlsClientProtocol(raw.getInputStream(), raw.getOutputStream());
        protocol.connect(client);
        in = protocol.getInputStream();
        out = protocol.getOutputStream();
    }

    void sendMail(String body) throws IOException {
        assertThat(say("MAIL FROM:<a@sender.test>")).startsWith("250 ");
        assertThat(say("RCPT TO:<b@qualified.test>")).startsWith("250 ");
        assertThat(say("DATA")).startsWith("354 ");
        assertThat(say(body + "\r\n.")).startsWith("250 ");
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
