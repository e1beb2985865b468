package org.siegel.testing.smtp;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.tls.CipherSuite;

/** The IANA names of cipher suites, read from the names of BouncyCastle's constants. */
final class CipherSuiteNames {
    private static final Map<Integer, String> NAMES = read();

    private CipherSuiteNames() {}

    static String of(int suite) {
        return NAMES.getOrDefault(suite, "0x" + Integer.toHexString(suite));
    }

    private static Map<Integer, String> read() {
        var names = new HashMap<Integer, String>();
        for (Field field : CipherSuite.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getName().startsWith("TLS_")) {
                try {
                    names.putIfAbsent(field.getInt(null), field.getName());
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("public constants can be read", e);
                }
            }
        }
        return Map.copyOf(names);
    }
}
