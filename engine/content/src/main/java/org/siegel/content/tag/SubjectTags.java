package org.siegel.content.tag;

import static java.util.Comparator.comparingInt;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.siegel.policy.RiskClass;
import org.siegel.policy.RiskReason;
import org.siegel.policy.TagRules;

/**
 * Tags at either end of a subject: {@code [tag]}, {@code [tag, other]}, {@code (tag)}, {@code #tag}, and, as they stand, the
 * labels of the Traffic Light Protocol ({@code TLP:RED}) and those tags that the policy calls bare. Reply prefixes before and
 * unknown brackets between do not hide them. In the midst of a subject nothing is a tag.
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
    /** NUL stands for a character that nobody sees. */
    private static final String BETWEEN_TAGS = " :,;|-\u2013\u2014\0";

    private static final String NOT_PART_OF_A_TAG = " -\0";

    private final Map<String, RiskClass> classes = new HashMap<>();
    private final List<String> bare;
    private final Set<String> stripped;

    /** As {@link #SubjectTags(Map, TagRules)}, without tags that may do more. */
    SubjectTags(Map<String, RiskClass> tags) {
        this(tags, TagRules.NONE);
    }

    /**
     * @param tags  bare tag text to class; brackets or a hash around a tag are understood and dropped
     * @param rules which of them count without brackets, and which go before the mail is sent
     */
    SubjectTags(Map<String, RiskClass> tags, TagRules rules) {
        tags.forEach((tag, riskClass) -> classes.merge(bare(tag), riskClass, RiskClass::max));
        if (classes.containsKey("")) {
            throw new IllegalArgumentException("A subject tag is empty; remove it");
        }
        this.bare = rules.bare().stream().map(SubjectTags::bare).toList();
        this.stripped = rules.stripped().stream().map(SubjectTags::bare).collect(Collectors.toUnmodifiableSet());
    }

    /** The tags of one subject, and which pieces of it they are. */
    private static final class Found {
        private final Map<String, RiskReason> reasons = new LinkedHashMap<>();
        private final List<Piece> toStrip = new ArrayList<>();
    }

    private record Piece(int from, int to) {}

    /** How a tag is called in the reasons, without what stands before the colon there. */
    static String called(String tag) {
        return bare(tag);
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
        return List.copyOf(in(legible(subject), new Found()).reasons.values());
    }

    private Found in(String text, Found found) {
        int start = fromStart(text, found);
        fromEnd(text, start, found);
        return found;
    }

    /** The subject without those tags that go before the mail is sent; nothing if it has none. */
    Optional<String> without(String subject) {
        if (stripped.isEmpty()) {
            return Optional.empty();
        }
        String composed = Normalizer.normalize(subject, Normalizer.Form.NFC);
        List<Piece> pieces = in(flat(composed), new Found()).toStrip;
        if (pieces.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder rest = new StringBuilder(composed);
        pieces.stream().distinct().sorted(comparingInt(Piece::from).reversed()).forEach(piece -> {
            int to = piece.to();
            boolean blankBefore = piece.from() == 0 || rest.charAt(piece.from() - 1) == ' ';
            while (blankBefore && to < rest.length() && rest.charAt(to) == ' ') {
                to++;
            }
            rest.delete(piece.from(), to);
        });
        return Optional.of(rest.toString().strip());
    }

    /** As legible as can be with every character in its place. */
    private static String flat(String text) {
        StringBuilder flat = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            String plain = legibleCharacter(text.charAt(i));
            flat.append(plain.length() == 1 ? plain.charAt(0) : '\0');
        }
        return flat.toString();
    }

    private static String legibleCharacter(char c) {
        String folded = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC);
        if (Character.isSpaceChar(c) || c == '\t' || c == '\n') {
            return " ";
        }
        return folded.length() == 1
                        && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.CONTROL
                ? plainDash(folded).toLowerCase(Locale.ROOT)
                : "";
    }

    private static String plainDash(String text) {
        return text.replaceAll("[\u2010-\u2015\u2212]", "-");
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
        return plainDash(legible.toString()).toLowerCase(Locale.ROOT).strip();
    }

    private static String withoutBlanks(String text) {
        return text.replace(" ", "").replace("\0", "");
    }

    /** Reads tags and reply prefixes from the start; returns where the subject proper begins. */
    private int fromStart(String text, Found found) {
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
                hashTag(text, i, next, found);
            } else {
                next = Math.max(
                        afterReplyPrefix(text, i), Math.max(afterTlp(text, i, found), afterBare(text, i, found)));
            }
            if (next <= i) {
                return i;
            }
            i = next;
        }
        return i;
    }

    /** Where the bracket ends, or -1 if it does not end in reach. */
    private int bracket(String text, int open, Found found) {
        char closing = text.charAt(open) == '[' ? ']' : ')';
        int limit = Math.min(text.length(), open + LONGEST_BRACKET);
        for (int i = open + 1; i < limit; i++) {
            if (text.charAt(i) == closing) {
                tagsIn(text, open, i, found);
                return i + 1;
            }
        }
        return -1;
    }

    private void tagsIn(String text, int open, int close, Found found) {
        List<Piece> here = new ArrayList<>();
        boolean isAll = true;
        int from = open + 1;
        for (int i = from; i <= close; i++) {
            if (i == close || ",;|".indexOf(text.charAt(i)) >= 0) {
                String tag = withoutBlanks(text.substring(from, i));
                String name = tag.startsWith("#") ? tag.substring(1) : tag;
                if (tag(name, found) && stripped.contains(name)) {
                    here.add(i < close ? new Piece(from, i + 1) : new Piece(from == open + 1 ? from : from - 1, i));
                } else {
                    isAll &= tag.isEmpty();
                }
                from = i + 1;
            }
        }
        found.toStrip.addAll(isAll && !here.isEmpty() ? List.of(new Piece(open, close + 1)) : here);
    }

    private void hashTag(String text, int hash, int end, Found found) {
        String name = withoutPunctuation(text.substring(hash + 1, end));
        if (tag(name, found) && stripped.contains(name)) {
            found.toStrip.add(new Piece(hash, end));
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

    private int afterTlp(String text, int from, Found found) {
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
        String label = "tlp:" + text.substring(level, end);
        if (!tag(label, found)) {
            return -1;
        }
        if (stripped.contains(label)) {
            found.toStrip.add(new Piece(from, end));
        }
        return end;
    }

    /** Behind a tag that needs no brackets, or -1 if there is none. */
    private int afterBare(String text, int from, Found found) {
        for (String tag : bare) {
            int end = endOf(tag, text, from);
            if (end > from && isAloneIn(text, from, end)) {
                noteBare(tag, from, end, found);
                return end;
            }
        }
        return -1;
    }

    private int bareBefore(String text, int start, int end, Found found) {
        for (String tag : bare) {
            for (int from = end - 1; from >= Math.max(start, end - 3 * tag.length() - 8); from--) {
                if (endOf(tag, text, from) == end && isAloneIn(text, from, end)) {
                    noteBare(tag, from, end, found);
                    return from;
                }
            }
        }
        return -1;
    }

    private void noteBare(String tag, int from, int end, Found found) {
        tag(tag, found);
        if (stripped.contains(tag)) {
            found.toStrip.add(new Piece(from, end));
        }
    }

    /** Where a tag that begins there ends, blanks and hyphens ignored; -1 if another word begins there. */
    private static int endOf(String tag, String text, int from) {
        int i = from;
        for (int k = 0; k < tag.length(); k++) {
            if (NOT_PART_OF_A_TAG.indexOf(tag.charAt(k)) >= 0) {
                continue;
            }
            while (i > from && i < text.length() && NOT_PART_OF_A_TAG.indexOf(text.charAt(i)) >= 0) {
                i++;
            }
            if (i == text.length() || text.charAt(i) != tag.charAt(k)) {
                return -1;
            }
            i++;
        }
        return i;
    }

    private static boolean isAloneIn(String text, int from, int end) {
        return (from == 0 || !Character.isLetterOrDigit(text.charAt(from - 1)))
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }

    private static int afterBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    private void fromEnd(String text, int start, Found found) {
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

    private int bracketBefore(String text, int start, int end, Found found) {
        char opening = text.charAt(end - 1) == ']' ? '[' : '(';
        int limit = Math.max(start, end - LONGEST_BRACKET);
        for (int i = end - 2; i >= limit; i--) {
            if (text.charAt(i) == opening) {
                tagsIn(text, i, end - 1, found);
                return i;
            }
        }
        return -1;
    }

    /** A hash tag or a TLP label as the last word. */
    private int wordBefore(String text, int start, int end, Found found) {
        int word = text.lastIndexOf(' ', end - 1) + 1;
        if (word < start) {
            return -1;
        }
        if (text.charAt(word) == '#') {
            hashTag(text, word, end, found);
            return word;
        }
        int bareTag = bareBefore(text, start, end, found);
        if (bareTag >= 0) {
            return bareTag;
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

    private boolean tag(String tag, Found found) {
        RiskClass riskClass = classes.get(tag);
        if (riskClass == null && tag.equals("tlp:amber+strict")) {
            // stricter than amber, so never less than it
            return tag("tlp:amber", found);
        }
        if (riskClass == null) {
            return false;
        }
        found.reasons.putIfAbsent(tag, new RiskReason("tag:" + tag, 1, "subject", riskClass));
        return true;
    }
}
