package org.siegel.content.detect;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Confidence;

/**
 * A word for password with a value behind it: {@code Passwort: Sommer2024}, {@code PIN = 4711}, {@code password is x7/Kq}.
 * A value of letters and digits mixed is certain; one of letters only counts if nothing follows it in the line.
 */
final class PasswordDetector implements Detector {

    private static final Set<String> WORDS = Set.of(
            "passwort",
            "kennwort",
            "password",
            "passwd",
            "pwd",
            "pw",
            "passphrase",
            "zugangscode",
            "pin",
            "puk",
            "passcode",
            "zugangspasswort",
            "startpasswort",
            "initialpasswort",
            "einmalpasswort",
            "wlanpasswort",
            "kontopasswort",
            "loginpasswort",
            "benutzerpasswort",
            "entsperrcode",
            "sicherheitscode",
            "losungswort");

    private static final List<List<String>> BY_LENGTH = IntStream.rangeClosed(0, 17)
            .mapToObj(PasswordDetector::wordsOfLength)
            .toList();

    private static final Set<String> LINKS = Set.of("ist", "lautet", "is", "wäre");
    private static final int LONGEST_WORD = 16;
    private static final int SHORTEST_VALUE = 4;
    private static final int LONGEST_VALUE = 64;

    @Override
    public String name() {
        return "password";
    }

    @Override
    public List<Start> starts() {
        return WORDS.stream().map(Start::wordInAnyCase).toList();
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        Window window = candidate.window();
        int wordEnd = window.endOfToken(candidate.start());
        if (!isPasswordWord(window, candidate.start(), wordEnd)) {
            return null;
        }
        int i = skipBlanks(window, wordEnd);
        char mark = window.at(i);
        boolean isMarked = mark == ':' || mark == '=';
        if (!isMarked && !Window.isAsciiLetter(mark)) {
            return null;
        }
        int from = isMarked ? skipBreak(window, i + 1) : afterLink(window, i);
        if (from < 0) {
            return null;
        }
        int to = from;
        while (window.at(to) > ' ' && to - from <= LONGEST_VALUE) {
            to++;
        }
        while (to > from && ".,;!?)\"'".indexOf(window.at(to - 1)) >= 0) {
            to--;
        }
        Confidence confidence = confidence(window, from, to, isMarked);
        return confidence == null ? null : new Match(new String(window.text(), from, to - from), to, confidence);
    }

    private static boolean isPasswordWord(Window window, int from, int to) {
        for (String word : BY_LENGTH.get(Math.min(to - from, LONGEST_WORD + 1))) {
            int i = 0;
            while (i < word.length() && (window.at(from + i) | 0x20) == word.charAt(i)) {
                i++;
            }
            if (i == word.length()) {
                return true;
            }
        }
        return false;
    }

    private static List<String> wordsOfLength(int length) {
        return WORDS.stream().filter(word -> word.length() == length).toList();
    }

    private static int skipBlanks(Window window, int from) {
        int i = from;
        while (window.at(i) == ' ' || window.at(i) == '\t') {
            i++;
        }
        return i;
    }

    private static int skipBreak(Window window, int from) {
        int i = skipBlanks(window, from);
        return window.at(i) == '\n' ? skipBlanks(window, i + 1) : i;
    }

    /** Where the value behind "is" begins, or -1 if that word is another. */
    private static int afterLink(Window window, int from) {
        int end = window.endOfToken(from);
        boolean isLink = end - from <= 6 && LINKS.contains(new String(window.text(), from, end - from));
        if (!isLink) {
            return -1;
        }
        int i = skipBlanks(window, end);
        return window.at(i) == ':' ? skipBreak(window, i + 1) : i;
    }

    private static @Nullable Confidence confidence(Window window, int from, int to, boolean isMarked) {
        if (to - from < SHORTEST_VALUE || to - from > LONGEST_VALUE) {
            return null;
        }
        boolean digit = false;
        boolean letter = false;
        boolean mark = false;
        for (int i = from; i < to; i++) {
            char c = window.at(i);
            digit |= Window.isAsciiDigit(c);
            letter |= Character.isLetter(c);
            mark |= "!$%&#@+*=?^~".indexOf(c) >= 0;
        }
        boolean isPlaceholder = window.at(from) == '<' || window.at(from) == '[';
        if ((!digit && !letter) || isPlaceholder || isAddress(window, from, to)) {
            return null;
        }
        if ((letter && (digit || mark)) || (digit && isMarked)) {
            return Confidence.CERTAIN;
        }
        boolean isAloneInLine = window.at(skipBlanks(window, to)) == '\n' || skipBlanks(window, to) >= window.end();
        return isMarked && letter && !digit && isAloneInLine ? Confidence.LIKELY : null;
    }

    private static boolean isAddress(Window window, int from, int to) {
        for (int i = from; i + 2 < to; i++) {
            if (window.at(i) == ':' && window.at(i + 1) == '/' && window.at(i + 2) == '/') {
                return true;
            }
        }
        return false;
    }

    @Override
    public Confidence alone() {
        return Confidence.LIKELY;
    }
}
