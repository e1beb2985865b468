package org.siegel.content.scan;

import java.util.Set;
import org.siegel.content.detect.FoundIdentifiers;
import org.siegel.content.detect.IdentifierScan;
import org.siegel.content.detect.NormalisedText;
import org.siegel.content.part.TextSink;
import org.siegel.content.word.FoundWords;
import org.siegel.policy.Confidence;
import org.siegel.policy.Where;

/** What is found in the texts of one mail, one text after the other: kinds, numbers and places, never the text itself. */
public final class MailScan {

    private final FoundIdentifiers identifiers;
    private final FoundWords words;
    private final PatternRuns patterns;
    private final NormalisedText normalised;

    /** @param most distinct values of one kind that are counted; what exceeds that is not */
    public MailScan(CompiledScan scan, int most) {
        this.identifiers = new FoundIdentifiers(most);
        this.words = new FoundWords(scan.words());
        IdentifierScan.Sink counted = CountedOnly.without(scan.ignored(), identifiers);
        this.patterns = new PatternRuns(scan.patterns(), counted);
        IdentifierScan tokens = new IdentifierScan(scan.identifiers(), counted);
        this.normalised = new NormalisedText(
                new OnePass(scan.words().automaton(), new TextEvents(scan, words, tokens, patterns), tokens));
    }

    /** A text begins there; the one before has ended. */
    public TextSink text(String place) {
        identifiers.startPlace(place);
        words.startPlace(place);
        return normalised;
    }

    /** How many distinct values of a kind such as {@code iban} or {@code pattern:NAME} were found so. */
    public int countOf(String kind, Confidence confidence, Where where) {
        return identifiers.countOf(kind, confidence, where);
    }

    /** Where they were found, in the order found. */
    public Set<String> placesOf(String kind) {
        return identifiers.placesOf(kind);
    }

    /** How many distinct words of that group, counted in the order of the policy, were found. */
    public int wordsOf(int group, Where where) {
        return words.countOf(group, where);
    }

    /** Where they were found, in the order found. */
    public Set<String> placesOfWords(int group) {
        return words.placesOf(group);
    }

    /** Whether a pattern could not read all that it should have. */
    public boolean isPatternBudgetExhausted() {
        return patterns.isExhausted();
    }
}
