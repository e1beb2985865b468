package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** James's signature, switched on as the shipped configuration shows it, fits what arrives: sealed or not. */
class DkimIT {

    @Test
    void whatArrivesBearsASignatureThatFits(@TempDir Path home) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        try (RunningOffice office = RunningOffice.open(home, conf -> switchOn(conf, keys))) {
            send(office, "einkauf@qualified.test", "Bestellung");
            send(office, "kanzlei@mandatory.test", "[vertraulich] Vertrag");
            office.awaitEnd();

            var plain = office.arrivedAt("qualified.test").getFirst().body();
            assertThat(plain.text()).contains("Die Ware");
            requireSigned(plain.bytes(), keys);
            var sealed = office.arrivedAt("mandatory.test").getFirst().body();
            assertThat(sealed.text()).contains("application/pdf").doesNotContain("Die Ware");
            requireSigned(sealed.bytes(), keys);
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

    private static void requireSigned(byte[] message, KeyPair keys) throws Exception {
        DkimSignatures.requireOne(message, "siegel._domainkey." + World.OWN, "v=DKIM1; k=rsa; ", keys.getPublic());
    }
}
