package org.siegel.sealing.pdf;

import com.openhtmltopdf.bidi.BidiReorderer;
import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Brings Hebrew and Arabic into the order and the shapes in which they are painted. Arabic letters are replaced by the Unicode
 * presentation forms for their place in the word; which form belongs to which letter follows from the forms' own compatibility
 * decompositions, so no table is needed.
 */
final class VisualOrder implements BidiReorderer {

    /** The forms of one letter by place in the word, 0 where there is none. */
    private record Forms(int isolated, int last, int first, int middle) {
        boolean joinsNext() {
            return first != 0;
        }
    }

    private static final String MIRRORED = "()[]{}<>«»‹›≤≥";
    private static final char LAM = '\u0644';
    private static final char TATWEEL = '\u0640';
    private static final Map<Integer, Forms> FORMS = forms();
    private static final Map<String, Integer> LAM_ALEF = lamAlef();

    @Override
    public String reorderRTLTextToLTR(String text) {
        if (text.isEmpty()) {
            return text;
        }
        var bidi = new Bidi(text, Bidi.DIRECTION_RIGHT_TO_LEFT);
        var levels = new byte[bidi.getRunCount()];
        var runs = new String[levels.length];
        for (int i = 0; i < runs.length; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            String run = text.substring(bidi.getRunStart(i), bidi.getRunLimit(i));
            runs[i] = levels[i] % 2 == 1 ? reversed(run) : run;
        }
        Bidi.reorderVisually(levels, 0, runs, 0, runs.length);
        return String.join("", runs);
    }

    /** Vowel marks stay behind the letter that carries them. */
    private static String reversed(String run) {
        var clusters = new ArrayList<String>();
        var cluster = new StringBuilder();
        run.codePoints().forEach(c -> {
            if (!isMark(c) && !cluster.isEmpty()) {
                clusters.add(cluster.toString());
                cluster.setLength(0);
            }
            cluster.appendCodePoint(mirror(c));
        });
        clusters.add(cluster.toString());
        Collections.reverse(clusters);
        return String.join("", clusters);
    }

    @Override
    public String shapeText(String text) {
        if (text.chars().noneMatch(c -> c >= 0x0600 && c <= 0x06FF)) {
            return text;
        }
        int[] letters = text.codePoints().toArray();
        var out = new StringBuilder(text.length());
        for (int i = 0; i < letters.length; i++) {
            boolean joinsBefore = joinsNext(neighbour(letters, i, -1));
            int next = i + 1 < letters.length ? letters[i + 1] : 0;
            Integer ligature = letters[i] == LAM ? LAM_ALEF.get("" + LAM + Character.toString(next)) : null;
            if (ligature != null) {
                // the final form of a lam-alef follows its isolated form
                out.appendCodePoint(joinsBefore ? ligature + 1 : ligature);
                i++;
            } else {
                boolean joinsAfter = joinsPrevious(neighbour(letters, i, 1));
                out.appendCodePoint(shape(letters[i], joinsBefore, joinsAfter));
            }
        }
        return out.toString();
    }

    @Override
    public String deshapeText(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    @Override
    public boolean isLiveImplementation() {
        return true;
    }

    private static int shape(int letter, boolean joinsBefore, boolean joinsAfter) {
        Forms forms = FORMS.get(letter);
        if (forms == null) {
            return letter;
        }
        boolean after = joinsAfter && forms.joinsNext();
        if (joinsBefore && after) {
            return forms.middle();
        }
        if (after) {
            return forms.first();
        }
        return joinsBefore && forms.last() != 0 ? forms.last() : forms.isolated();
    }

    /** The next letter that is no vowel mark; 0 at the end. */
    private static int neighbour(int[] letters, int from, int step) {
        int i = from + step;
        while (i >= 0 && i < letters.length && isMark(letters[i])) {
            i += step;
        }
        return i >= 0 && i < letters.length ? letters[i] : 0;
    }

    private static boolean joinsNext(int letter) {
        Forms forms = FORMS.get(letter);
        return letter == TATWEEL || (forms != null && forms.joinsNext());
    }

    private static boolean joinsPrevious(int letter) {
        Forms forms = FORMS.get(letter);
        return letter == TATWEEL || (forms != null && forms.last() != 0);
    }

    private static boolean isMark(int c) {
        return Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static int mirror(int c) {
        int at = MIRRORED.indexOf(c);
        return at < 0 ? c : MIRRORED.charAt(at ^ 1);
    }

    /** In both blocks the forms of a letter stand in the order isolated, final, initial, medial. */
    private static Map<Integer, Forms> forms() {
        var found = new HashMap<Integer, int[]>();
        for (int c = 0xFB50; c <= 0xFEFC; c++) {
            String letter = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
            boolean single = letter.length() == 1 && letter.charAt(0) >= 0x0600 && letter.charAt(0) <= 0x06FF;
            boolean inForms = c <= 0xFBFF || c >= 0xFE80;
            if (single && inForms) {
                int[] forms = found.computeIfAbsent((int) letter.charAt(0), ignored -> new int[5]);
                if (forms[4] < 4) {
                    forms[forms[4]++] = c;
                }
            }
        }
        var forms = new HashMap<Integer, Forms>();
        found.forEach((letter, f) -> forms.put(letter, new Forms(f[0], f[1], f[2], f[3])));
        return Map.copyOf(forms);
    }

    private static Map<String, Integer> lamAlef() {
        var ligatures = new HashMap<String, Integer>();
        for (int c = 0xFEF5; c <= 0xFEFB; c += 2) {
            ligatures.put(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC), c);
        }
        return Map.copyOf(ligatures);
    }
}
