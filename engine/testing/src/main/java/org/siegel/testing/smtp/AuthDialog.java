package org.siegel.testing.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** AUTH PLAIN (RFC 4616 §2) and AUTH LOGIN against a list of users. */
final class AuthDialog {
    private final Wire wire;
    private final Replies replies;
    private final Map<String, String> passwords;

    AuthDialog(Wire wire, Replies replies, Map<String, String> passwords) {
        this.wire = wire;
        this.replies = replies;
        this.passwords = passwords;
    }

    /** The user who proved to be one; empty otherwise, also for a mechanism that is not known. */
    Optional<String> run(List<String> words) throws IOException {
        Optional<String> initial = words.size() > 1 ? Optional.of(words.get(1)) : Optional.empty();
        return switch (words.isEmpty() ? "" : words.getFirst().toUpperCase(Locale.ROOT)) {
            case "PLAIN" -> plain(initial.isPresent() ? initial : ask(""));
            case "LOGIN" -> {
                Optional<String> name = initial.isPresent() ? initial : ask("Username:");
                yield check(decode(name), decode(ask("Password:")));
            }
            default -> Optional.empty();
        };
    }

    private Optional<String> plain(Optional<String> response) {
        String[] parts = decode(response).split("\0", -1);
        return parts.length == 3 ? check(parts[1], parts[2]) : Optional.empty();
    }

    private Optional<String> check(String name, String password) {
        return password.equals(passwords.get(name)) ? Optional.of(name) : Optional.empty();
    }

    private Optional<String> ask(String prompt) throws IOException {
        replies.send(334, Base64.getEncoder().encodeToString(prompt.getBytes(StandardCharsets.US_ASCII)));
        return wire.readLine();
    }

    private static String decode(Optional<String> base64) {
        try {
            return base64.map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
                    .orElse("");
        } catch (IllegalArgumentException noBase64) {
            return "";
        }
    }
}
