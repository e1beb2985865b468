package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line of a machine-readable zone with the dates of birth and expiry, of any state's document (ICAO Doc 9303-4, -5 and
 * -6): a passport's 44 characters, 36 of a card of the second size, 30 of one of the first.
 */
final class MachineReadableZoneDetector implements Detector {

    private static final int CARD = 30;
    private static final int SECOND_SIZE = 36;
    private static final int PASSPORT = 44;

    @Override
    public String name() {
        return "mrz";
    }

    @Override
    public List<Start> starts() {
        return List.of(Start.withDigit().noShorterThan(7));
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        Window window = candidate.window();
        int start = candidate.start();
        int length = 0;
        while (length <= PASSPORT && isOfZone(window.at(start + length))) {
            length++;
        }
        boolean found = switch (length) {
            case CARD -> check(window, start, 0, 6) && check(window, start, 8, 14) && isSex(window.at(start + 7));
            case SECOND_SIZE, PASSPORT ->
                check(window, start, 0, 9)
                        && check(window, start, 13, 19)
                        && isSex(window.at(start + 20))
                        && check(window, start, 21, 27);
            default -> false;
        };
        return found ? new Match(new String(window.text(), start, length), start + length) : null;
    }

    private static boolean isOfZone(char c) {
        return c == '<' || (c >= 'A' && c <= 'Z') || Window.isAsciiDigit(c);
    }

    private static boolean isSex(char c) {
        return c == 'M' || c == 'F' || c == 'X' || c == '<';
    }

    private static boolean check(Window window, int start, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            int weight = (i - from) % 3 == 0 ? 7 : (i - from) % 3 == 1 ? 3 : 1;
            sum += CheckDigits.machineValue(window.at(start + i)) * weight;
        }
        char check = window.at(start + to);
        return Window.isAsciiDigit(check) && sum % 10 == check - '0';
    }
}
