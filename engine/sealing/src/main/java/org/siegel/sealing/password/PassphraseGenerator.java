package org.siegel.sealing.password;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

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
    private final Optional<WordList> words;

    /** Of symbols. */
    public PassphraseGenerator(SecureRandom random) {
        this(random, Optional.empty());
    }

    /** Of words, such as {@code wolke-tisch-...}, if there are some. */
    public PassphraseGenerator(SecureRandom random, Optional<WordList> words) {
        this.random = random;
        this.words = words;
    }

    public Passphrase generate() {
        return generate(DEFAULT_ENTROPY);
    }

    /** For a container with that floor: as few words as it allows, for they are long; as many symbols as ever. */
    public Passphrase generateFor(Entropy floor) {
        boolean isEnough = words.isPresent() || floor.isAtLeast(DEFAULT_ENTROPY);
        return generate(isEnough ? floor : DEFAULT_ENTROPY);
    }

    /**
     * A new passphrase of at least that entropy, rounded up to full words, or to full groups of symbols (20 bits each).
     *
     * @param atLeast from {@link EntropyFloors#LOWEST} to 500 bits
     * @throws IllegalArgumentException if less or more is asked for
     */
    public Passphrase generate(Entropy atLeast) {
        if (!atLeast.isAtLeast(EntropyFloors.LOWEST) || atLeast.bits() > 500) {
            throw new IllegalArgumentException(
                    "Generated passphrases have from " + EntropyFloors.LOWEST.bits() + " to 500 bits, not " + atLeast);
        }
        return words.map(list -> ofWords(list, atLeast)).orElseGet(() -> ofSymbols(atLeast));
    }

    private Passphrase ofWords(WordList list, Entropy atLeast) {
        int count = list.countFor(atLeast);
        char[] text = new char[count * (WordList.LONGEST + 1)];
        int end = 0;
        try {
            for (int i = 0; i < count; i++) {
                String word = list.get(random.nextInt(list.size()));
                if (i > 0) {
                    text[end++] = '-';
                }
                word.getChars(0, word.length(), text, end);
                end += word.length();
            }
            char[] exact = Arrays.copyOf(text, end);
            try {
                return Passphrase.of(exact, new Entropy((int) (count * list.bitsOfOne())));
            } finally {
                Arrays.fill(exact, '\0');
            }
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private Passphrase ofSymbols(Entropy atLeast) {
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
