package org.siegel.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;

/** A SHA-256 hash (FIPS 180-4). */
record Hash(String hex) {

    static final Hash ZERO = new Hash("0".repeat(64));

    static Hash of(Consumer<MessageDigest> input) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            input.accept(digest);
            return new Hash(HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Of the digits, not of what they stand for: a hash that somebody changed in the database need not be one any more. */
    byte[] bytes() {
        return hex.getBytes(StandardCharsets.UTF_8);
    }
}
