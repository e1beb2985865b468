package org.siegel.content.detect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Confidence;

/** German number plates: a district's code, a hyphen, one or two letters and one to four digits; only beside a word. */
final class VehicleDetector implements Detector {

    private static final String TABLE = "vehicle-districts.txt";
    private static final int LONGEST = 8;

    private final Set<String> districts = load();

    private static Set<String> load() {
        try (InputStream in = VehicleDetector.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing from the jar of siegel-content");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.strip().split(" ", -1)))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "kfz-kennzeichen";
    }

    @Override
    public List<Start> starts() {
        return List.of(Start.with(TokenKind.WORD, TokenKind.SHORT_WORD)
                .first(Start.CAPITALS + "ÄÖÜ")
                .lengths(1, 3)
                .after("-")
                .digitNear());
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        Window window = candidate.window();
        int start = candidate.start();
        int hyphen = window.endOfToken(start);
        if (window.at(hyphen) != '-' || hyphen - start > 3) {
            return null;
        }
        int letters = hyphen + 1;
        int i = letters;
        while (window.at(i) >= 'A' && window.at(i) <= 'Z') {
            i++;
        }
        int lettersEnd = i;
        i += window.at(i) == ' ' || window.at(i) == '-' ? 1 : 0;
        int digits = i;
        while (Window.isAsciiDigit(window.at(i))) {
            i++;
        }
        boolean hasForm = lettersEnd - letters >= 1
                && lettersEnd - letters <= 2
                && i - digits >= 1
                && i - digits <= 4
                && window.at(digits) != '0'
                && hyphen - start + lettersEnd - letters + i - digits <= LONGEST;
        i += hasForm && (window.at(i) == 'E' || window.at(i) == 'H') ? 1 : 0;
        boolean found = hasForm
                && !window.isWordCharacter(i)
                && candidate.endsClean(i)
                && districts.contains(new String(window.text(), start, hyphen - start));
        return found ? new Match(new String(window.text(), start, i - start), i) : null;
    }

    @Override
    public @Nullable Confidence alone() {
        return null;
    }

    @Override
    public Nearness near() {
        return Nearness.around(Context.VEHICLE);
    }
}
