package org.siegel.content.detect;

/**
 * Which words must stand how near to an identifier.
 *
 * @param context the words
 * @param before  how many characters may lie between such a word and the identifier behind it
 * @param after   how many may lie between the identifier and the end of such a word behind it; 0 if none counts there
 */
record Nearness(Context context, int before, int after) {

    /** A word within 60 characters, on either side. */
    static Nearness around(Context context) {
        return new Nearness(context, 60, 75);
    }

    /** A word that leads up to it. */
    static Nearness before(Context context, int characters) {
        return new Nearness(context, characters, 0);
    }
}
