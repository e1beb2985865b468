package org.siegel.transport.judgement;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.SignatureScheme;

/** Names of IANA code points, for findings and evidence. */
public final class CodePoints {

    private static final Map<Integer, String> SUITES = suites();

    private CodePoints() {}

    private static Map<Integer, String> suites() {
        Map<Integer, String> names = new HashMap<>();
        for (Field field : CipherSuite.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                try {
                    names.putIfAbsent(field.getInt(null), field.getName());
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("A public constant is not accessible", e);
                }
            }
        }
        return Map.copyOf(names);
    }

    /** Such as {@code TLS_AES_128_GCM_SHA256}. */
    public static String suite(int code) {
        return SUITES.getOrDefault(code, String.format(Locale.ROOT, "suite 0x%04X", code));
    }

    /** Such as {@code secp256r1}. */
    public static String group(int code) {
        String name = NamedGroup.getName(code);
        return name == null ? String.format(Locale.ROOT, "group 0x%04X", code) : name;
    }

    /** Such as {@code ecdsa_secp256r1_sha256}. */
    public static String signature(int code) {
        return SignatureScheme.getName(code);
    }

    static boolean isEphemeral(String suite) {
        return suite.startsWith("TLS_ECDHE_") || suite.startsWith("TLS_DHE_");
    }
}
