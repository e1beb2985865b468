package org.siegel.content.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.siegel.content.Samples;
import org.siegel.content.detect.IdentifierScan;
import org.siegel.content.detect.NormalisedText;
import org.siegel.content.word.FoundWords;
import org.siegel.policy.ContentRules;
import org.siegel.policy.ContentRules.DetectorRule;
import org.siegel.policy.ContentRules.WordRule;
import org.siegel.policy.NotScanned;
import org.siegel.policy.OwnRules;
import org.siegel.policy.Where;

/** Runs the whole pass over plain text and shows what it took. */
public final class ScannedText {

    private final List<String> values = new ArrayList<>();
    private final FoundWords words;

    private ScannedText(CompiledScan scan, String text, int piece) {
        this.words = new FoundWords(scan.words());
        words.startPlace("text");
        IdentifierScan.Sink sink = CountedOnly.without(
                scan.ignored(),
                (detector, value, confidence) -> values.add(detector + " " + value + " " + confidence.configName()));
        PatternRuns patterns = new PatternRuns(scan.patterns(), sink);
        IdentifierScan tokens = new IdentifierScan(scan.identifiers(), sink);
        NormalisedText normalised = new NormalisedText(
                new OnePass(scan.words().automaton(), new TextEvents(scan, words, tokens, patterns), tokens));
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i += piece) {
            normalised.accept(chars, i, Math.min(chars.length, i + piece));
        }
        normalised.end();
    }

    /** What detectors find in a text that arrives in pieces of that many characters: detector, value, confidence. */
    public static List<String> withConfidence(String text, int piece, String... detectors) {
        return withConfidence(compiled(detectors), text, piece);
    }

    static CompiledScan compiled(String... detectors) {
        return new CompiledScan(Samples.rules(List.of(), detectors));
    }

    static List<String> withConfidence(CompiledScan scan, String text, int piece) {
        return new ScannedText(scan, text, piece).values;
    }

    /** The same without how sure they are, each value once. */
    public static List<String> in(String text, int piece, String... detectors) {
        return List.copyOf(new LinkedHashSet<>(withConfidence(text, piece, detectors).stream()
                .map(found -> found.substring(0, found.lastIndexOf(' ')))
                .toList()));
    }

    /** How many words of one group occur. */
    public static int words(WordRule group, String text) {
        CompiledScan scan = new CompiledScan(Samples.rules(List.of(group)));
        return new ScannedText(scan, text, text.length() + 1).words.countOf(0, Where.ANYWHERE);
    }

    static List<String> byOwnRules(OwnRules own, String text, String... detectors) {
        List<DetectorRule> counted = Arrays.stream(detectors)
                .map(name -> new DetectorRule(name, 1, Samples.NORMAL))
                .toList();
        ContentRules rules =
                new ContentRules(Map.of(), List.of(), counted, List.of(), new NotScanned(Samples.NORMAL), own);
        return new ScannedText(new CompiledScan(rules), text, text.length() + 1).values;
    }
}
