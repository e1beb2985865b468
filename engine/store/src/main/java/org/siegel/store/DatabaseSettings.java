package org.siegel.store;

import java.util.Locale;

/**
 * Where the database is and who opens it.
 *
 * @param url      {@code jdbc:h2:file:} with an absolute path, or {@code jdbc:postgresql:} with what its driver accepts;
 *                 without password
 * @param user     its name; may be empty for H2
 * @param password may be empty; never shown
 */
public record DatabaseSettings(String url, String user, String password) {

    public DatabaseSettings {
        // The URL is shown in messages and logs; so is, by drivers, whatever stands in it.
        if (url.toLowerCase(Locale.ROOT).contains("password=") || url.contains("@")) {
            throw new IllegalArgumentException(
                    "The database URL must not contain a password; put it into the setting for the password");
        }
    }

    @Override
    public String toString() {
        return url + (user.isEmpty() ? "" : " as user " + user);
    }
}
