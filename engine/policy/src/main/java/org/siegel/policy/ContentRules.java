package org.siegel.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The officer's rules that lead from what a mail says and contains to a risk class.
 *
 * @param subjectTags   tag text without brackets, lower case, to class; recognised only at the start or end of the subject
 * @param headers       values of header fields that are tags
 * @param detectors     which identifiers count, and how much
 * @param words         groups of words that count
 * @param notScanned    the least class of a mail with a part that could not be looked into, by how that ended
 * @param own           patterns and lists of the organisation's own, and rules that combine what was found
 * @param tags          other tags, and what subject tags do beside leading to a class
 */
public record ContentRules(
        Map<String, RiskClass> subjectTags,
        List<HeaderTag> headers,
        List<DetectorRule> detectors,
        List<WordRule> words,
        NotScanned notScanned,
        OwnRules own,
        TagRules tags) {

    /** With tags that lead to a class and do nothing else. */
    public ContentRules(
            Map<String, RiskClass> subjectTags,
            List<HeaderTag> headers,
            List<DetectorRule> detectors,
            List<WordRule> words,
            NotScanned notScanned,
            OwnRules own) {
        this(subjectTags, headers, detectors, words, notScanned, own, TagRules.NONE);
    }

    /** Without rules of the organisation's own, and the same for every part that could not be looked into. */
    public ContentRules(
            Map<String, RiskClass> subjectTags,
            List<HeaderTag> headers,
            List<DetectorRule> detectors,
            List<WordRule> words,
            RiskClass notScanned) {
        this(subjectTags, headers, detectors, words, new NotScanned(notScanned), OwnRules.NONE);
    }

    public ContentRules {
        subjectTags = Map.copyOf(subjectTags);
        headers = List.copyOf(headers);
        detectors = List.copyOf(detectors);
        words = List.copyOf(words);
    }

    /**
     * A header field whose value is a tag, such as {@code Sensitivity: Company-Confidential}.
     *
     * @param name  of the field, case ignored
     * @param value compared without regard to case and surrounding blanks
     */
    public record HeaderTag(String name, String value, RiskClass riskClass) {}

    /**
     * An identifier that counts.
     *
     * @param detector   its name, such as {@code iban}
     * @param atLeast    how many distinct values are needed, at least 1
     * @param confidence how sure it must be of each
     */
    public record DetectorRule(String detector, int atLeast, Confidence confidence, RiskClass riskClass) {

        public DetectorRule {
            if (atLeast < 1) {
                throw new IllegalArgumentException("at-least of detector " + detector + " must be 1 or more");
            }
        }

        /** Counts whatever the detector finds. */
        public DetectorRule(String detector, int atLeast, RiskClass riskClass) {
            this(detector, atLeast, Confidence.POSSIBLE, riskClass);
        }
    }

    /**
     * Words that count together; a word stands for itself, for the start of a longer word if it ends in {@code *}, for the
     * end of one if it begins with {@code *}, and with both for any part of one, as in compounds.
     *
     * @param name    of the group, such as {@code health}
     * @param words   as the officer wrote them
     * @param atLeast how many distinct words are needed, at least 1
     */
    public record WordRule(String name, Set<String> words, int atLeast, RiskClass riskClass) {

        public WordRule {
            words = Set.copyOf(words);
            if (words.isEmpty() || atLeast < 1 || atLeast > words.size()) {
                throw new IllegalArgumentException(
                        "Word group " + name + " needs words, and at-least between 1 and their number");
            }
        }
    }
}
