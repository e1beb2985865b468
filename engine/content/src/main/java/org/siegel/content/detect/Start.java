package org.siegel.content.detect;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How an identifier begins: for each of a few properties of its first token, what is possible. A detector is asked only
 * about tokens that fit one of its starts, so that the words of a text cost next to nothing. Too wide a start costs time,
 * too narrow a one loses identifiers.
 */
final class Start {

    /** What is known of a token before anything is asked. */
    enum Property {
        /** The character before it, or before the blank before it. */
        BEFORE,
        FIRST,
        /** The second letter or digit, across what separates groups. */
        SECOND,
        THIRD,
        /** How long it is. */
        LENGTH,
        /** The character behind it. */
        AFTER,
        /** How long the second group is, behind what separates groups. */
        SECOND_GROUP
    }

    static final String DIGITS = "0123456789";
    static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static final String LETTERS = CAPITALS + CAPITALS.toLowerCase(Locale.ROOT);

    /** Longer tokens count as this long. */
    static final int LONGEST = 40;

    private final Set<TokenKind> kinds;
    private final Map<Property, BitSet> possible = new EnumMap<>(Property.class);
    private boolean needsDigitNear;

    private Start(Set<TokenKind> kinds) {
        this.kinds = kinds;
    }

    static Start with(Set<TokenKind> kinds) {
        return new Start(kinds);
    }

    /** With any token of these kinds. */
    static Start with(TokenKind kind, TokenKind... others) {
        return new Start(EnumSet.of(kind, others));
    }

    /** With any token that has a digit among its first characters. */
    static Start withDigit() {
        return with(TokenKind.WITH_DIGIT);
    }

    /** With any token at all. */
    static Start anyhow() {
        return new Start(EnumSet.allOf(TokenKind.class));
    }

    /** With that word, written like this. */
    static Start word(String word) {
        return with(TokenKind.WORD, TokenKind.SHORT_WORD, TokenKind.LONE_SHORT_WORD)
                .prefix(word)
                .lengths(word.length(), word.length());
    }

    /** With that word in small letters or capitals. */
    static Start wordInAnyCase(String word) {
        return word(word).prefixInAnyCase(word);
    }

    /** Its first letters are these. */
    Start prefix(String letters) {
        return prefix(letters, letters);
    }

    Start prefixInAnyCase(String letters) {
        return prefix(letters.toLowerCase(Locale.ROOT), letters.toUpperCase(Locale.ROOT));
    }

    private Start prefix(String letters, String orThese) {
        Property[] places = {Property.FIRST, Property.SECOND, Property.THIRD};
        for (int i = 0; i < Math.min(places.length, letters.length()); i++) {
            oneOf(places[i], "" + letters.charAt(i) + orThese.charAt(i));
        }
        return this;
    }

    Start first(String characters) {
        return oneOf(Property.FIRST, characters);
    }

    Start second(String characters) {
        return oneOf(Property.SECOND, characters);
    }

    Start third(String characters) {
        return oneOf(Property.THIRD, characters);
    }

    Start before(String characters) {
        return oneOf(Property.BEFORE, characters);
    }

    Start after(String characters) {
        return oneOf(Property.AFTER, characters);
    }

    private Start oneOf(Property property, String characters) {
        BitSet set = new BitSet();
        characters.chars().forEach(set::set);
        possible.put(property, set);
        return this;
    }

    /** Its first token has so many characters, or a line break cuts it. */
    Start lengths(int shortest, int longest) {
        BitSet set = new BitSet();
        set.set(shortest, longest + 1);
        possible.put(Property.LENGTH, set);
        return this;
    }

    Start noShorterThan(int shortest) {
        return lengths(shortest, LONGEST);
    }

    /** Its first groups have these lengths, unless a line break cuts them. */
    Start groups(int... lengths) {
        lengths(lengths[0], lengths[0]);
        if (lengths.length > 1) {
            BitSet set = new BitSet();
            set.set(lengths[1]);
            possible.put(Property.SECOND_GROUP, set);
        }
        return this;
    }

    /** Nothing begins so unless a digit stands within {@link TokenFilter#DIGIT_NEAR} characters from there. */
    Start digitNear() {
        needsDigitNear = true;
        return this;
    }

    boolean isPossible(TokenKind kind, boolean isDigitNear) {
        return kinds.contains(kind) && (isDigitNear || !needsDigitNear);
    }

    /** The values that it may have, if it depends on the property. */
    IntStream possible(Property property) {
        return possible.getOrDefault(property, new BitSet()).stream();
    }

    boolean depends(Property property) {
        return possible.containsKey(property);
    }
}
