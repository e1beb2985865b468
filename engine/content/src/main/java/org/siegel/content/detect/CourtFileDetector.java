package org.siegel.content.detect;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Confidence;

/**
 * File numbers of German courts, such as {@code 12 O 345/23}, {@code III ZR 12/20} or {@code 2 BvR 1/20}: division, register
 * sign, number and year. They name a case, not a person; what makes a case a client's stands in other words.
 */
final class CourtFileDetector implements Detector {

    /** Register signs of the ordinary and the special courts and of the public prosecutors. */
    private static final Set<String> SIGNS = Set.of(
            "C", "O", "U", "S", "T", "F", "UF", "WF", "UFH", "AR", "W", "M", "L", "K", "N", "IN", "IK", "IE", "XVII",
            "VI", "Ls", "Ds", "Cs", "Gs", "Ks", "KLs", "Ns", "Qs", "Js", "Ss", "Ws", "OWi", "Bs", "StVK", "BRs", "Rs",
            "ZR", "ZB", "StR", "StB", "ARs", "BGs", "VR", "VB", "VU", "NotZ", "AnwZ", "KZR", "KZB", "EnVR", "EnZR",
            "RiZ", "BvR", "BvL", "BvF", "BvE", "BvQ", "BvB", "BvG", "PBvU", "Ca", "Ga", "Sa", "Ta", "BV", "BVGa",
            "TaBV", "AZR", "ABR", "AZN", "AZB", "ABN", "SaGa", "A", "B", "D", "E", "WD", "LC", "LB", "LA", "ME", "MN",
            "KN", "CS", "BN", "CN", "R", "AS", "KR", "RA", "RE", "SB", "SO", "AL", "AY", "EG", "VG", "P", "KA", "BA",
            "RJ", "V", "AF", "KO", "HK", "LwG", "AktG", "OH", "SH", "OJs", "UJs", "Hs", "Kart", "Verg", "EK", "SchH",
            "HKO", "KfH");

    private static final String ROMAN = "IVX";
    /** More than any of its numbers has. */
    private static final int MOST_DIGITS = 8;

    @Override
    public String name() {
        return "aktenzeichen";
    }

    @Override
    public List<Start> starts() {
        return List.of(Start.anyhow()
                .first(Start.DIGITS + ROMAN)
                .lengths(1, 4)
                .after(" ")
                .digitNear());
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        Window window = candidate.window();
        int start = candidate.start();
        int division = window.endOfToken(start);
        int sign = window.at(division) == ' ' ? division + 1 : division;
        int signEnd = sign;
        while (Window.isAsciiLetter(window.at(signEnd)) && signEnd - sign < 5) {
            signEnd++;
        }
        boolean isDivided = isDivision(window, start, division) && sign > division && signEnd > sign;
        if (!isDivided
                || window.at(signEnd) != ' '
                || !SIGNS.contains(new String(window.text(), sign, signEnd - sign))) {
            return null;
        }
        int number = signEnd + 1;
        int slash = window.endOfDigits(number, MOST_DIGITS);
        int end = window.endOfDigits(slash + 1, MOST_DIGITS);
        boolean found = slash > number
                && slash - number <= 6
                && window.at(slash) == '/'
                && (end - slash - 1 == 2 || end - slash - 1 == 4)
                && !window.isWordCharacter(end)
                && candidate.endsClean(end);
        return found ? new Match(new String(window.text(), start, end - start), end) : null;
    }

    private static boolean isDivision(Window window, int from, int to) {
        boolean digits = to - from <= 4;
        boolean roman = to - from <= 4;
        for (int i = from; i < to; i++) {
            digits &= Window.isAsciiDigit(window.at(i));
            roman &= ROMAN.indexOf(window.at(i)) >= 0;
        }
        return digits || roman;
    }

    @Override
    public Confidence alone() {
        return Confidence.LIKELY;
    }

    @Override
    public Nearness near() {
        return Nearness.around(Context.CLIENT);
    }
}
