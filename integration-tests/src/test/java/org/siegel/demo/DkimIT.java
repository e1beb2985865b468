package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** James's signature, switched on as the shipped configuration shows it, fits what arrives: sealed or not. */
class DkimIT {

    private static final Pattern FIELD = Pattern.compile("(?m)^([^:\\s]+):((?:.*\\r\\n)(?:[ \\t].*\\r\\n)*)");

    @Test
    void whatArrivesBearsASignatureThatFits(@TempDir Path home) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        try (RunningOffice office = RunningOffice.open(home, conf -> switchOn(conf, keys))) {
            send(office, "einkauf@qualified.test", "Bestellung");
            send(office, "kanzlei@mandatory.test", "[vertraulich] Vertrag");
            office.awaitEnd();

            String plain = office.arrivedAt("qualified.test").getFirst().body().text();
            assertThat(plain).contains("Die Ware");
            requireSigned(plain, keys);
            String sealed = office.arrivedAt("mandatory.test").getFirst().body().text();
            assertThat(sealed).contains("application/pdf").doesNotContain("Die Ware");
            requireSigned(sealed, keys);
        }
    }

    private static void switchOn(ConfFolder conf, KeyPair keys) {
        String pem = "-----BEGIN RSA PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(traditional(keys))
                + "\n-----END RSA PRIVATE KEY-----\n";
        conf.edit(
                        "mailetcontainer.xml",
                        "<!--\n      <mailet match=\"All\" class=\"org.apache.james.jdkim",
                        "<mailet match=\"All\" class=\"org.apache.james.jdkim")
                .edit(
                        "mailetcontainer.xml",
                        "</privateKey>\n      </mailet>\n      -->",
                        "</privateKey>\n      </mailet>")
                .edit("mailetcontainer.xml", "ALL OF DKIM.PEM, ITS FIRST AND LAST LINE TOO", pem)
                .edit("mailetcontainer.xml", "d=example.org", "d=" + World.OWN);
    }

    /** PKCS #8 puts 26 bytes before what openssl calls the traditional form, if the key has 2048 bits. */
    private static byte[] traditional(KeyPair keys) {
        byte[] wrapped = keys.getPrivate().getEncoded();
        return Arrays.copyOfRange(wrapped, 26, wrapped.length);
    }

    private static void send(RunningOffice office, String recipient, String subject) throws IOException {
        office.send(
                List.of(recipient),
                "From: " + RunningOffice.SENDER + "\r\nTo: " + recipient + "\r\nSubject: " + subject
                        + "\r\nDate: Thu, 26 Nov 2026 10:00:00 +0100\r\nMessage-ID: <" + recipient
                        + ">\r\n\r\nDie Ware kommt morgen.  \r\n\r\n\r\n");
    }

    /** RFC 6376 §3.4 and §3.7, relaxed both. */
    private static void requireSigned(String message, KeyPair keys) throws GeneralSecurityException {
        int end = message.indexOf("\r\n\r\n") + 2;
        List<String[]> fields = new ArrayList<>();
        Matcher matcher = FIELD.matcher(message.substring(0, end));
        while (matcher.find()) {
            fields.add(new String[] {matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2)});
        }
        String signature = fields.stream()
                .filter(field -> field[0].equals("dkim-signature"))
                .map(field -> field[1])
                .findFirst()
                .orElseThrow(() -> new AssertionError("no signature:\n" + message.substring(0, end)));
        byte[] body = relaxedBody(message.substring(end + 2)).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(MessageDigest.getInstance("SHA-256").digest(body))
                .as("the hash of the body")
                .isEqualTo(Base64.getDecoder().decode(tag(signature, "bh")));

        StringBuilder signed = new StringBuilder();
        for (String name : List.of(tag(signature, "h").toLowerCase(Locale.ROOT).split(":", -1))) {
            for (int i = fields.size() - 1; i >= 0; i--) {
                if (fields.get(i)[0].equals(name)) {
                    signed.append(relaxed(name, fields.get(i)[1])).append("\r\n");
                    break;
                }
            }
        }
        signed.append(relaxed("dkim-signature", signature.replaceFirst("(?s)\\bb=[^;]*", "b=")));
        Signature rsa = Signature.getInstance("SHA256withRSA");
        rsa.initVerify(keys.getPublic());
        rsa.update(signed.toString().getBytes(StandardCharsets.ISO_8859_1));
        assertThat(rsa.verify(Base64.getDecoder().decode(tag(signature, "b"))))
                .as("the signature over %s", signed)
                .isTrue();
        assertThat(signed.toString()).contains("from:" + RunningOffice.SENDER, "subject:");
    }

    private static String tag(String signature, String name) {
        Matcher matcher = Pattern.compile("(?:^|;)" + name + "=([^;]*)").matcher(signature.replaceAll("\\s", ""));
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1);
    }

    private static String relaxed(String name, String value) {
        return name + ":" + value.replaceAll("\\s+", " ").strip();
    }

    private static String relaxedBody(String body) {
        return body.replaceAll("[ \\t]+", " ").replaceAll(" \r\n", "\r\n").replaceFirst("(\r\n)*$", "\r\n");
    }
}
