package org.siegel.james;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.siegel.mailets.reporting.TlsReportSettings;
import org.siegel.policy.DomainName;

/** How reports about TLS are sent (RFC 8460), as the administrator set it: all of it, or nothing. */
final class ReportSettings {

    static final List<String> KEYS = List.of(
            "tlsrpt.organisation",
            "tlsrpt.contact",
            "tlsrpt.sender",
            "tlsrpt.dkim-domain",
            "tlsrpt.dkim-selector",
            "tlsrpt.dkim-key");

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._+-]{1,64}@(.+)");
    private static final Pattern SELECTOR = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?");
    private static final int LEAST_BITS = 2048;

    private ReportSettings() {}

    /** Empty if nothing is set. */
    static Optional<TlsReportSettings> of(SettingsFile settings, Path home) {
        List<String> missing =
                KEYS.stream().filter(key -> settings.text(key).isEmpty()).toList();
        if (missing.size() == KEYS.size()) {
            return Optional.empty();
        }
        if (!missing.isEmpty()) {
            throw settings.wrong(
                    missing.getFirst(),
                    "is empty, but reports about TLS need all of " + String.join(", ", KEYS) + "; set all or none");
        }
        String sender = settings.value("tlsrpt.sender", ReportSettings::address).orElseThrow();
        String domain = settings.value(
                        "tlsrpt.dkim-domain", text -> DomainName.of(text).ascii())
                .orElseThrow();
        if (!("." + sender.substring(sender.indexOf('@') + 1)).endsWith("." + domain)) {
            throw settings.wrong("tlsrpt.dkim-domain", "must be the domain of tlsrpt.sender, or one above it");
        }
        return Optional.of(new TlsReportSettings(
                settings.value("tlsrpt.organisation", ReportSettings::oneLine).orElseThrow(),
                settings.value("tlsrpt.contact", ReportSettings::oneLine).orElseThrow(),
                sender,
                domain,
                settings.value("tlsrpt.dkim-selector", ReportSettings::selector).orElseThrow(),
                settings.value("tlsrpt.dkim-key", text -> key(home.resolve(text)))
                        .orElseThrow()));
    }

    private static String oneLine(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("it must be one line");
        }
        return text;
    }

    private static String address(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("it must be a mail address such as tls-reports@example.org");
        }
        String domain = DomainName.of(matcher.group(1)).ascii();
        return text.substring(0, text.indexOf('@') + 1) + domain;
    }

    private static String selector(String text) {
        if (!SELECTOR.matcher(text).matches()) {
            throw new IllegalArgumentException("it must be the first part of the name at which the key stands in DNS");
        }
        return text;
    }

    private static PrivateKey key(Path file) {
        try {
            Matcher pem = PEM.matcher(Files.readString(file));
            if (!pem.find()) {
                throw new IllegalArgumentException("it holds no private key as PKCS #8 (-----BEGIN PRIVATE KEY-----)");
            }
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1))));
            if (!(key instanceof RSAPrivateKey rsa) || rsa.getModulus().bitLength() < LEAST_BITS) {
                throw new IllegalArgumentException("it must be an RSA key of 2048 bits or more");
            }
            return key;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("it cannot be read as an RSA key: " + e.getMessage(), e);
        }
    }
}
