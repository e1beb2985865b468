package org.siegel.content.tag;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.siegel.policy.RiskClass;
import org.siegel.policy.RiskReason;

/**
 * Tags at either end of a subject: {@code [tag]}, {@code [tag, other]}, {@code (tag)}, {@code #tag}, and the labels of
 * the Traffic Light Protocol as they stand ({@code TLP:RED}). Reply prefixes before and unknown brackets between do not
 * hide them. In the midst of a subject nothing is a tag.
 */
final class SubjectTags {

    private static final Set<String> REPLY_PREFIXES = Set.of(
            "re",
            "aw",
            "wg",
            "fwd",
            "fw",
            "antw",
            "antwort",
            "weiterleitung",
            "sv",
            "vs",
            "tr",
            "rv",
            "res",
            "ref",
            "odp",
            "pd");
    private static final int LONGEST_BRACKET = 200;
    private static final String BETWEEN_TAGS = " :,;|-\u2013\u2014";

    private final Map<String, RiskClass> classes = new HashMap<>();

    /** @param tags bare tag text to class; brackets or a hash around a tag are understood and dropped */
    SubjectTags(Map<String, RiskClass> tags) {
        tags.forEach((tag, riskClass) -> classes.merge(bare(tag), riskClass, RiskClass::max));
        if (classes.containsKey("")) {
            throw new IllegalArgumentException("A subject tag is empty; remove it");
        }
    }

    private static String bare(String tag) {
        String text = withoutBlanks(legible(tag));
        boolean bracketed =
                (text.startsWith("[") && text.endsWith("]")) || (text.startsWith("(") && text.endsWith(")"));
        if (bracketed) {
            return text.substring(1, text.length() - 1);
        }
        return text.startsWith("#") ? text.substring(1) : text;
    }

    List<RiskReason> in(String subject) {
        if (classes.isEmpty()) {
            return List.of();
        }
        Map<String, RiskReason> found = new LinkedHashMap<>();
        String text = legible(subject);
        int start = fromStart(text, found);
        fromEnd(text, start, found);
        return List.copyOf(found.values());
    }

    /** One form for full-width brackets, composed and decomposed umlauts and capitals; characters without width gone. */
    private static String legible(String text) {
        StringBuilder legible = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.SPACE_SEPARATOR || c == '\t' || c == '\n') {
                legible.append(' ');
            } else if (type != Character.FORMAT && type != Character.CONTROL) {
                legible.appendCodePoint(c);
            }
        });
        return legible.toString().toLowerCase(Locale.ROOT).strip();
    }

    private static String withoutBlanks(String text) {
        return text.replace(" ", "");
    }

    /** Reads tags and reply prefixes from the start; returns where the subject proper begins. */
    private int fromStart(String text, Map<String, RiskReason> found) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int next;
            if (BETWEEN_TAGS.indexOf(c) >= 0) {
                next = i + 1;
            } else if (c == '[' || c == '(') {
                next = bracket(text, i, found);
            } else if (c == '#') {
                next = endOfWord(text, i);
                tag(withoutPunctuation(text.substring(i + 1, next)), found);
            } else {
                next = Math.max(afterReplyPrefix(text, i), afterTlp(text, i, found));
            }
            if (next <= i) {
                return i;
            }
            i = next;
        }
        return i;
    }

    /** Where the bracket ends, or -1 if it does not end in reach. */
    private int bracket(String text, int open, Map<String, RiskReason> found) {
        char closing = text.charAt(open) == '[' ? ']' : ')';
        int limit = Math.min(text.length(), open + LONGEST_BRACKET);
        for (int i = open + 1; i < limit; i++) {
            if (text.charAt(i) == closing) {
                tagsIn(text.substring(open + 1, i), found);
                return i + 1;
            }
        }
        return -1;
    }

    private void tagsIn(String content, Map<String, RiskReason> found) {
        int from = 0;
        for (int i = 0; i <= content.length(); i++) {
            if (i == content.length() || ",;|".indexOf(content.charAt(i)) >= 0) {
                String tag = withoutBlanks(content.substring(from, i));
                tag(tag.startsWith("#") ? tag.substring(1) : tag, found);
                from = i + 1;
            }
        }
    }

    /** The mark behind "Re:", "AW[2]:", "Fwd (3) :", or -1 if there is no reply prefix. */
    private static int afterReplyPrefix(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= 'a' && text.charAt(i) <= 'z') {
            i++;
        }
        if (!REPLY_PREFIXES.contains(text.substring(from, i))) {
            return -1;
        }
        while (i < text.length() && " []()^0123456789".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i < text.length() && text.charAt(i) == ':' ? i + 1 : -1;
    }

    private int afterTlp(String text, int from, Map<String, RiskReason> found) {
        if (!text.startsWith("tlp", from)) {
            return -1;
        }
        int i = afterBlanks(text, from + "tlp".length());
        if (i == text.length() || text.charAt(i) != ':') {
            return -1;
        }
        int level = afterBlanks(text, i + 1);
        int end = level;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '+')) {
            end++;
        }
        return tag("tlp:" + text.substring(level, end), found) ? end : -1;
    }

    private static int afterBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    private void fromEnd(String text, int start, Map<String, RiskReason> found) {
        int end = text.length();
        while (end > start) {
            char c = text.charAt(end - 1);
            int previous;
            if (BETWEEN_TAGS.indexOf(c) >= 0) {
                previous = end - 1;
            } else if (c == ']' || c == ')') {
                previous = bracketBefore(text, start, end, found);
            } else {
                previous = wordBefore(text, start, end, found);
            }
            if (previous < 0) {
                return;
            }
            end = previous;
        }
    }

    private int bracketBefore(String text, int start, int end, Map<String, RiskReason> found) {
        char opening = text.charAt(end - 1) == ']' ? '[' : '(';
        int limit = Math.max(start, end - LONGEST_BRACKET);
        for (int i = end - 2; i >= limit; i--) {
            if (text.charAt(i) == opening) {
                tagsIn(text.substring(i + 1, end - 1), found);
                return i;
            }
        }
        return -1;
    }

    /** A hash tag or a TLP label as the last word. */
    private int wordBefore(String text, int start, int end, Map<String, RiskReason> found) {
        int word = text.lastIndexOf(' ', end - 1) + 1;
        if (word < start) {
            return -1;
        }
        if (text.charAt(word) == '#') {
            tag(withoutPunctuation(text.substring(word + 1, end)), found);
            return word;
        }
        String tail = text.substring(0, end);
        if (afterTlp(tail, word, found) >= 0) {
            return word;
        }
        int twoWords = word < 2 ? -1 : text.lastIndexOf(' ', word - 2) + 1;
        boolean written = twoWords >= start && text.startsWith("tlp", twoWords);
        return written && afterTlp(tail, twoWords, found) >= 0 ? twoWords : -1;
    }

    private static int endOfWord(String text, int from) {
        int i = from + 1;
        while (i < text.length() && " #[](),;".indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static String withoutPunctuation(String word) {
        int end = word.length();
        while (end > 0 && ".,;:!?".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        return word.substring(0, end);
    }

    private boolean tag(String tag, Map<String, RiskReason> found) {
        RiskClass riskClass = classes.get(tag);
        if (riskClass == null && tag.equals("tlp:amber+strict")) {
            // stricter than amber, so never less than it
            return tag("tlp:amber", found);
        }
        if (riskClass == null) {
            return false;
        }
        found.putIfAbsent(tag, new RiskReason("tag:" + tag, 1, "subject", riskClass));
        return true;
    }
}
