package org.siegel.transport.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Name and password for a server that takes mail only from those who have one (RFC 4954).
 *
 * @param user     without control characters
 * @param password without control characters; never shown
 */
public record Login(String user, String password) {

    public Login {
        if (user.isEmpty() || password.isEmpty()) {
            throw new IllegalArgumentException("A login needs a user name and a password");
        }
        if ((user + password).chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A user name and a password must not contain control characters");
        }
    }

    /** The response of the mechanism PLAIN (RFC 4616 §2). */
    String plain() {
        return encoded("\0" + user + "\0" + password);
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Login[" + user + "]";
    }
}
