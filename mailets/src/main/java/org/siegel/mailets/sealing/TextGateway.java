package org.siegel.mailets.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.siegel.policy.PhoneNumber;

/**
 * A provider of text messages that takes them over HTTPS. What it is sent is a template of the administrator's; what is put into it
 * is written so that it cannot become anything else there.
 */
public final class TextGateway {

    /** What the provider answers may be long; only the beginning is looked at. */
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final Request request;
    private final String secret;
    private final HttpClient client;

    /**
     * What a message is sent as. {@code ${to}}, {@code ${text}} and {@code ${secret}} stand for number, text and key.
     *
     * @param url     https
     * @param method  such as POST
     * @param headers in their order
     * @param body    empty for none
     * @param success what the answer must contain besides having a status of 200 to 299
     * @param timeout for the whole exchange
     */
    public record Request(
            String url,
            String method,
            List<Map.Entry<String, String>> headers,
            String body,
            Optional<String> success,
            Duration timeout) {

        public Request {
            headers = List.copyOf(headers);
            if (!url.toLowerCase(Locale.ROOT).startsWith("https://")) {
                throw new IllegalArgumentException("text messages are sent over https:// only");
            }
            if (!method.matches("[A-Z]{3,7}")) {
                throw new IllegalArgumentException("the method must be one of HTTP, such as POST");
            }
            if (!(url + body + headers).contains("${to}") || !(url + body + headers).contains("${text}")) {
                throw new IllegalArgumentException(
                        "neither address nor headers nor body say where ${to} and ${text} go");
            }
        }

        private String type() {
            return headers.stream()
                    .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
                    .map(header -> header.getValue().toLowerCase(Locale.ROOT))
                    .findFirst()
                    .orElse("");
        }
    }

    /**
     * Sets up.
     *
     * @param secret the key that the provider gave out; may be empty
     * @param tls    whom to trust; the provider must show a certificate for its name
     */
    public TextGateway(Request request, String secret, SSLContext tls) {
        this.request = request;
        this.secret = secret;
        this.client = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(request.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Sends.
     *
     * @throws IOException if the provider did not take it; tells neither number nor text nor key
     */
    void send(PhoneNumber to, String text) throws IOException {
        var builder = HttpRequest.newBuilder()
                .uri(URI.create(filled(request.url(), to, text, TextGateway::urlEncoded)))
                .timeout(request.timeout())
                .method(
                        request.method(),
                        request.body().isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(filled(request.body(), to, text, bodyEscape())));
        request.headers()
                .forEach(header -> builder.header(
                        header.getKey(),
                        filled(header.getValue(), to, text, value -> value.replaceAll("\\p{Cc}", " "))));
        HttpResponse<InputStream> answer;
        try {
            answer = client.send(builder.build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The sending of a text message was interrupted", e);
        } catch (IOException e) {
            // the exception of the client may name the address with all that was put into it
            throw new IOException("The provider of text messages could not be reached ("
                    + e.getClass().getSimpleName() + ")");
        }
        try (var in = answer.body()) {
            String said = new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
            if (answer.statusCode() / 100 != 2) {
                throw new IOException("The provider of text messages answered " + answer.statusCode());
            }
            if (request.success().filter(expected -> !said.contains(expected)).isPresent()) {
                throw new IOException("The provider of text messages answered " + answer.statusCode()
                        + ", but not what means success");
            }
        }
    }

    private String filled(String template, PhoneNumber to, String text, UnaryOperator<String> escape) {
        var out = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            String rest = template.substring(at);
            if (rest.startsWith("${to}")) {
                out.append(escape.apply(to.digits()));
                at += "${to}".length();
            } else if (rest.startsWith("${text}")) {
                out.append(escape.apply(text));
                at += "${text}".length();
            } else if (rest.startsWith("${secret}")) {
                out.append(escape.apply(secret));
                at += "${secret}".length();
            } else {
                out.append(template.charAt(at++));
            }
        }
        return out.toString();
    }

    private UnaryOperator<String> bodyEscape() {
        String type = request.type();
        if (type.contains("json")) {
            return TextGateway::jsonEscaped;
        }
        if (type.contains("x-www-form-urlencoded")) {
            return TextGateway::urlEncoded;
        }
        return type.contains("xml") ? TextGateway::xmlEscaped : UnaryOperator.identity();
    }

    private static String urlEncoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String xmlEscaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String jsonEscaped(String value) {
        var out = new StringBuilder();
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.toString();
    }
}
