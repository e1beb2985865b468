package org.siegel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import org.apache.james.jdkim.DKIMVerifier;

/** Verifies signatures of DKIM as a receiver does (RFC 6376). */
final class DkimSignatures {

    private DkimSignatures() {}

    /**
     * Demands that the message bears one, and that it fits.
     *
     * @param name where the key must be looked for
     * @param tags of the key's record before {@code p=}
     */
    static void requireOne(byte[] message, String name, String tags, PublicKey key) throws Exception {
        DKIMVerifier verifier = new DKIMVerifier((_methods, selector, domain) -> {
            assertThat(selector + "._domainkey." + domain).isEqualTo(name);
            return List.of(tags + "p=" + Base64.getEncoder().encodeToString(key.getEncoded()));
        });
        assertThat(verifier.verify(new ByteArrayInputStream(message)))
                .as("%s", new String(message, StandardCharsets.ISO_8859_1))
                .hasSize(1);
    }
}
