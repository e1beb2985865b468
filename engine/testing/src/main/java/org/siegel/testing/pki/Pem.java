package org.siegel.testing.pki;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The textual encoding of RFC 7468 §2. */
final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    static String of(String label, byte[] der) {
        var encoder = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + label + "-----\n" + encoder.encodeToString(der) + "\n-----END " + label + "-----\n";
    }
}
