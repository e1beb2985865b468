package org.siegel.mailets.reporting;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Signs a report (RFC 6376, rsa-sha256, relaxed/simple), the whole of it: no {@code l=} (RFC 8460 §5.3). For messages that we
 * wrote ourselves: each field is one line, and the body ends with one line end.
 */
record DkimSignature(TlsReportSettings settings) {

    private static final Base64.Encoder BASE64 = Base64.getEncoder();
    private static final int LINE = 70;

    /**
     * The header field, with its line end.
     *
     * @param fields of the header, without line ends
     * @param body   with CRLF
     */
    String field(List<String> fields, String body, Instant now) {
        String value = "v=1; a=rsa-sha256; c=relaxed/simple; d=" + settings.domain() + "; s=" + settings.selector()
                + ";\r\n\tt=" + now.getEpochSecond() + "; h="
                + fields.stream().map(DkimSignature::name).collect(Collectors.joining(":")) + ";\r\n\tbh="
                + BASE64.encodeToString(digest(body)) + ";\r\n\tb=";
        String signed = fields.stream().map(field -> relaxed(field) + "\r\n").collect(Collectors.joining())
                + relaxed("DKIM-Signature: " + value);
        return "DKIM-Signature: " + value + folded(BASE64.encodeToString(sign(signed))) + "\r\n";
    }

    private static String name(String field) {
        return field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT);
    }

    /** RFC 6376 §3.4.2. */
    private static String relaxed(String field) {
        String value = field.substring(field.indexOf(':') + 1);
        return name(field) + ":"
                + value.replace("\r\n", "").replaceAll("[ \t]+", " ").strip();
    }

    private static String folded(String text) {
        StringBuilder lines = new StringBuilder();
        for (int from = 0; from < text.length(); from += LINE) {
            lines.append(from == 0 ? "" : "\r\n\t").append(text, from, Math.min(text.length(), from + LINE));
        }
        return lines.toString();
    }

    private static byte[] digest(String body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(settings.key());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key for reports about TLS cannot sign: " + e.getMessage(), e);
        }
    }
}
