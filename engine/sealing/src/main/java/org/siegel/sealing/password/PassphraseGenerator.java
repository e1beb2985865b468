package org.siegel.sealing.password;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Makes passphrases such as {@code k7mq-x3td-9hwp-2bfz-4nrs-8vgy}: lower-case letters and digits in groups of four, easy to
 * read out, to type on a phone and to send by SMS.
 */
public final class PassphraseGenerator {

    /**
     * 32 symbols, 5 bits each. Left out are 0, 1, i and l: with them gone nothing that is left looks like anything else that
     * is left (the letter o has no zero beside it).
     */
    static final String SYMBOLS = "abcdefghjkmnopqrstuvwxyz23456789";

    /** 24 symbols: what BSI TR-02102-1 asks for where a password can be attacked offline. */
    public static final Entropy DEFAULT_ENTROPY = new Entropy(120);

    private static final int BITS_PER_SYMBOL = 5;
    private static final int GROUP = 4;

    private final SecureRandom random;

    public PassphraseGenerator(SecureRandom random) {
        this.random = random;
    }

    public Passphrase generate() {
        return generate(DEFAULT_ENTROPY);
    }

    /**
     * A new passphrase of at least that entropy, rounded up to full groups (20 bits each).
     *
     * @param atLeast from {@link EntropyFloors#LOWEST} to 500 bits
     * @throws IllegalArgumentException if less or more is asked for
     */
    public Passphrase generate(Entropy atLeast) {
        if (!atLeast.isAtLeast(EntropyFloors.LOWEST) || atLeast.bits() > 500) {
            throw new IllegalArgumentException(
                    "Generated passphrases have from " + EntropyFloors.LOWEST.bits() + " to 500 bits, not " + atLeast);
        }
        int groups = Math.ceilDiv(atLeast.bits(), GROUP * BITS_PER_SYMBOL);
        char[] text = new char[groups * (GROUP + 1) - 1];
        for (int i = 0; i < text.length; i++) {
            boolean betweenGroups = i % (GROUP + 1) == GROUP;
            text[i] = betweenGroups ? '-' : SYMBOLS.charAt(random.nextInt(SYMBOLS.length()));
        }
        try {
            return Passphrase.of(text, new Entropy(groups * GROUP * BITS_PER_SYMBOL));
        } finally {
            Arrays.fill(text, '\0');
        }
    }
}
