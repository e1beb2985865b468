package org.siegel.testing.dns;

import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The DNSSEC algorithms that a zone can be signed with (RFC 8624 §3.1). */
public enum DnsAlgorithm {
    RSASHA256(8, "RSA"),
    ECDSAP256SHA256(13, "EC"),
    ED25519(15, "Ed25519");

    private final int number;
    private final String keyAlgorithm;

    DnsAlgorithm(int number, String keyAlgorithm) {
        this.number = number;
        this.keyAlgorithm = keyAlgorithm;
    }

    int number() {
        return number;
    }

    private AlgorithmParameterSpec parameters() {
        return switch (this) {
            case RSASHA256 -> new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
            case ECDSAP256SHA256 -> new ECGenParameterSpec("secp256r1");
            case ED25519 -> NamedParameterSpec.ED25519;
        };
    }

    KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm);
            generator.initialize(parameters());
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("this JDK makes no keys for DNSSEC algorithm " + this, e);
        }
    }
}
