package org.siegel.james;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.siegel.mailets.sealing.PhoneBook;
import org.siegel.mailets.sealing.TextGateway;
import org.siegel.mailets.sealing.TextMessages;
import org.siegel.policy.SealingRules;

/**
 * How passwords are sent as text messages, as the administrator set it.
 *
 * @param request    empty if there is no provider
 * @param secretFile the key that the provider gave out
 * @param phoneBook  whose number is which
 */
public record TextSettings(Optional<TextGateway.Request> request, Optional<Path> secretFile, Optional<Path> phoneBook) {

    static TextSettings of(SettingsFile settings, Path home) {
        String method = settings.text("sms.method").orElse("POST");
        List<Map.Entry<String, String>> headers =
                settings.value("sms.headers", TextSettings::headers).orElse(List.of());
        String body = settings.text("sms.body").orElse("");
        Optional<String> success = settings.text("sms.success");
        Duration timeout = settings.time("sms.timeout", Duration.ofSeconds(20));
        return new TextSettings(
                settings.value("sms.url", url -> new TextGateway.Request(url, method, headers, body, success, timeout)),
                settings.text("sms.secret-file").map(home::resolve),
                settings.text("sms.phone-book").map(home::resolve));
    }

    private static List<Map.Entry<String, String>> headers(String text) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String header : text.split("\\|", -1)) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException(
                        "it must be fields such as X-Api-Key: ${secret} | Accept: text/plain");
            }
            headers.add(Map.entry(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip()));
        }
        return headers;
    }

    /** @throws IllegalArgumentException if a file cannot be used; names it */
    TextMessages messages(SealingRules rules) {
        return new TextMessages(
                request.map(asked -> new TextGateway(asked, secret(), trust())),
                phoneBook.map(PhoneBook::read).orElseGet(PhoneBook::empty),
                rules);
    }

    private String secret() {
        try {
            return secretFile.isPresent() ? Files.readString(secretFile.get()).strip() : "";
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "sms.secret-file in siegel.properties: " + secretFile.orElseThrow() + " cannot be read", e);
        }
    }

    private static SSLContext trust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        }
    }
}
