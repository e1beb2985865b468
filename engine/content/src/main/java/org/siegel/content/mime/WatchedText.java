package org.siegel.content.mime;

import org.siegel.content.part.TextSink;

/**
 * Passes text on up to a limit and notices on the way what decides how the look into the part ended: whether it was
 * cut, whether it holds an OpenPGP message in ASCII armour, and whether it is text at all.
 */
final class WatchedText {

    /** The header line of OpenPGP armour; only its hyphens repeat, so that a plain counter finds it. */
    private static final String ARMOUR = "-----BEGIN PGP MESSAGE-----";

    private final TextSink sink;
    private final long limit;
    private long characters;
    private long controls;
    private int armourMatched;
    private boolean armoured;
    private boolean cut;

    WatchedText(TextSink sink, long limit) {
        this.sink = sink;
        this.limit = limit;
    }

    /**
     * Returns false once the limit is reached.
     *
     * @param late whether there is no time left, which is a limit too
     */
    boolean accept(char[] chars, boolean late, int length) {
        int taken = late ? 0 : (int) Math.min(length, limit - characters);
        watch(chars, taken);
        sink.accept(chars, 0, taken);
        characters += taken;
        cut |= taken < length;
        return !cut;
    }

    private void watch(char[] chars, int length) {
        for (int i = 0; i < length; i++) {
            char c = chars[i];
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1B) {
                controls++;
            }
            if (c == ARMOUR.charAt(armourMatched)) {
                armourMatched++;
                if (armourMatched == ARMOUR.length()) {
                    armoured = true;
                    armourMatched = 0;
                }
            } else if (c != '-' || armourMatched != 5) {
                armourMatched = c == '-' ? 1 : 0;
            }
        }
    }

    void end() {
        sink.end();
    }

    long characters() {
        return characters;
    }

    boolean isCut() {
        return cut;
    }

    boolean isArmoured() {
        return armoured;
    }

    /** Text has no control characters to speak of; compressed data has one in every ten bytes. */
    boolean isBinary() {
        return controls > 8 && controls * 100 > characters;
    }
}
