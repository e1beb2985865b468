package org.siegel.sealing.password;

import java.util.Arrays;

/**
 * The secret that opens a container, in memory only for as long as it is needed.
 *
 * <p>Printable ASCII only, no blank at either end: no viewer normalises other letters alike, ZIP tools disagree on their
 * encoding, and a trailing blank is lost in every hand-over. SASLprep (RFC 4013 §2), which PDF revision 6 demands, leaves
 * such a text as it is.
 *
 * <p>{@link #close()} overwrites it; {@link #toString()} tells nothing. Equality is identity.
 */
public final class Passphrase implements AutoCloseable {

    /** PDF revision 6 uses only the first 127 bytes (ISO 32000-2 §7.6.4.3.3). */
    private static final int LONGEST = 127;

    /** What one printable ASCII character can carry at most, in bits: log2(95). */
    private static final double BITS_PER_CHARACTER = Math.log(95) / Math.log(2);

    private final char[] text;
    private final Entropy entropy;
    private boolean closed;

    private Passphrase(char[] text, Entropy entropy) {
        this.text = text;
        this.entropy = entropy;
    }

    /**
     * A passphrase whose making is known, such as one that comes back from the store.
     *
     * @param text 1 to 127 printable ASCII characters, copied; the caller overwrites its own array
     * @param entropy of the procedure that made it, not a guess from its looks
     * @throws IllegalArgumentException if the text cannot be used, or cannot carry that much entropy
     */
    public static Passphrase of(char[] text, Entropy entropy) {
        if (text.length == 0 || text.length > LONGEST) {
            throw new IllegalArgumentException(
                    "A passphrase has 1 to " + LONGEST + " characters, this one has " + text.length);
        }
        for (char c : text) {
            if (c < ' ' || c > '~') {
                throw new IllegalArgumentException("A passphrase holds printable ASCII characters only");
            }
        }
        if (text[0] == ' ' || text[text.length - 1] == ' ') {
            throw new IllegalArgumentException("A passphrase neither begins nor ends with a blank");
        }
        if (entropy.bits() > text.length * BITS_PER_CHARACTER) {
            throw new IllegalArgumentException(
                    "A passphrase of " + text.length + " characters cannot carry " + entropy);
        }
        return new Passphrase(text.clone(), entropy);
    }

    public Entropy entropy() {
        return entropy;
    }

    /**
     * A copy that the caller overwrites after use.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public char[] copy() {
        requireOpen();
        return text.clone();
    }

    /**
     * A copy in ASCII that the caller overwrites after use.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public byte[] ascii() {
        requireOpen();
        byte[] bytes = new byte[text.length];
        for (int i = 0; i < text.length; i++) {
            bytes[i] = (byte) text[i];
        }
        return bytes;
    }

    /** Overwrites the secret. May be called more than once. */
    @Override
    public void close() {
        Arrays.fill(text, '\0');
        closed = true;
    }

    @Override
    public String toString() {
        return "Passphrase(" + entropy + ")";
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The passphrase has been closed");
        }
    }
}
