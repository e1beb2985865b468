package org.siegel.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the key comes from that is not in the database: the environment variable {@value #VARIABLE} if it is set, else a file.
 * Both at once are allowed only while they hold the same key, so that nobody encrypts with one and backs up the other.
 */
public final class KeySource {

    /** Holds 32 bytes as Base64 or as 64 hexadecimal digits. */
    public static final String VARIABLE = "SIEGEL_STORE_KEY";

    private static final String WHERE = "the environment variable " + VARIABLE;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{" + 2 * KeyFile.KEY_BYTES + "}");

    private final @Nullable String variable;
    private final Path file;

    /** @param file holds exactly 32 random bytes, readable by its owner alone; need not exist */
    public KeySource(Map<String, String> environment, Path file) {
        this.variable = environment.get(VARIABLE);
        this.file = file;
    }

    /**
     * With the key that is there.
     *
     * @throws StoreException if there is none, it is no such key, or variable and file hold different ones
     */
    @AtTheEdge
    public SecretBox open(SecureRandom random) {
        String text = variable;
        return text == null ? SecretBox.open(file, random) : ofVariable(text, random);
    }

    /** As {@link #open}, but where neither is there, the file is made with a new key. */
    @AtTheEdge
    public SecretBox openOrCreate(SecureRandom random) {
        String text = variable;
        return text == null ? SecretBox.openOrCreate(file, random) : ofVariable(text, random);
    }

    /** The file, if the key comes from it. */
    public Optional<Path> file() {
        return variable == null ? Optional.of(file) : Optional.empty();
    }

    @AtTheEdge
    private SecretBox ofVariable(String text, SecureRandom random) {
        byte[] key = decode(text.strip());
        try {
            SecretBox box = SecretBox.of(key, WHERE, random);
            if (Files.exists(file)) {
                requireSame(box, SecretBox.open(file, random));
            }
            return box;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private void requireSame(SecretBox variables, SecretBox files) {
        if (!variables.keyId().equals(files.keyId())) {
            throw new StoreException("There are two keys: " + WHERE + " holds key " + variables.keyId()
                    + ", and the key file " + file + " holds key " + files.keyId()
                    + ". Take away the one that the database is not encrypted with");
        }
    }

    /** No part of a wrong key goes into the message: it may be a right one with a letter too many. */
    private static byte[] decode(String text) {
        try {
            byte[] key = HEX.matcher(text).matches()
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
            if (key.length == KeyFile.KEY_BYTES) {
                return key;
            }
            Arrays.fill(key, (byte) 0);
        } catch (IllegalArgumentException _notBase64) {
            // said below, without the cause, which quotes characters of the key
        }
        throw new StoreException("Cannot use " + WHERE + ": it must hold exactly " + KeyFile.KEY_BYTES
                + " random bytes as Base64, such as head -c 32 /dev/urandom | base64 makes, or as "
                + 2 * KeyFile.KEY_BYTES + " hexadecimal digits");
    }

    /** Tells no key. */
    @Override
    public String toString() {
        return variable == null ? "key file " + file : WHERE;
    }
}
