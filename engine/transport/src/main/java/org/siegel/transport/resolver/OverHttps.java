package org.siegel.transport.resolver;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.siegel.transport.smtp.Deadline;
import org.xbill.DNS.Message;

/**
 * Over HTTPS (RFC 8484), in version 2 where the server has it. The address in the URL is connected to, the name after it is
 * authenticated. Nothing is kept but by our own cache, and no redirect is followed.
 */
public final class OverHttps implements RemoteResolver {

    private static final String MESSAGE = "application/dns-message";
    private static final int LARGEST = 65_535;

    private final ResolverAddress.Https address;
    private final ResolverSettings settings;
    private final HttpClient client;

    /** Connects when it is asked. */
    public OverHttps(ResolverAddress.Https address, ResolverSettings settings) {
        this.address = address;
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .sslContext(NamedTrust.context(settings.trust(), address.name()))
                .sslParameters(NamedTrust.parameters(address.name()))
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
    }

    @Override
    public String name() {
        return address.toString();
    }

    @Override
    public Message ask(Message query) throws IOException {
        Message own = query.clone();
        own.getHeader().setID(0); // RFC 8484 §4.1
        HttpRequest request = HttpRequest.newBuilder(address.uri())
                .timeout(settings.timeout())
                .header("Content-Type", MESSAGE)
                .header("Accept", MESSAGE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(own.toWire()))
                .build();
        try {
            Message answer = Answers.checked(
                    own, new Message(body(client.send(request, HttpResponse.BodyHandlers.ofInputStream()))));
            answer.getHeader().setID(query.getHeader().getID());
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The request's own timeout ends with the header. */
    private byte[] body(HttpResponse<InputStream> response) throws IOException {
        try (InputStream in = response.body();
                Deadline deadline = Deadline.arm(settings.alarms(), settings.timeout(), () -> closeQuietly(in))) {
            String type = response.headers().firstValue("Content-Type").orElse("none");
            if (response.statusCode() != 200 || !type.equalsIgnoreCase(MESSAGE)) {
                throw new IOException("it answered HTTP " + response.statusCode() + " with content of type " + type);
            }
            byte[] body = in.readNBytes(LARGEST + 1);
            if (deadline.missed() || body.length > LARGEST) {
                throw new IOException(deadline.missed() ? "its answer came too slowly" : "its answer is too long");
            }
            return body;
        }
    }

    private static void closeQuietly(InputStream in) {
        try {
            in.close();
        } catch (IOException _alreadyGone) {
            // Nothing is left to close.
        }
    }
}
