package org.siegel.mailets.asking.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a browser sent of a form. */
final class FormData {

    private static final int LONGEST_BODY = 8_192;
    private static final int MOST_DISCARDED = 1_000_000;

    private final Map<String, String> values;

    private FormData(Map<String, String> values) {
        this.values = values;
    }

    /** Reads what the request has; empty if it is too long or not a form. */
    static Optional<FormData> read(HttpExchange exchange) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(LONGEST_BODY + 1);
            // Who is still sending when the connection closes does not get to read the answer.
            in.skip(MOST_DISCARDED);
        }
        return body.length > LONGEST_BODY ? Optional.empty() : parse(body);
    }

    /**
     * Reads {@code application/x-www-form-urlencoded}; of a name that occurs twice the first counts.
     *
     * @return empty if it is not that
     */
    static Optional<FormData> parse(byte[] body) {
        Map<String, String> values = new HashMap<>();
        try {
            for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    values.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException _notEncoded) {
            return Optional.empty();
        }
        return Optional.of(new FormData(values));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The value; empty text if there is none. */
    String get(String name) {
        return values.getOrDefault(name, "");
    }
}
