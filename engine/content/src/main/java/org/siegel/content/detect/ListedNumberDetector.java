package org.siegel.content.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.siegel.policy.Confidence;
import org.siegel.policy.OwnRules.ListRule;

/** Numbers that stand on a list of the organisation's own, in whatever grouping; customer and patient numbers. */
final class ListedNumberDetector implements Detector {

    private static final int MOST_GROUPS = 6;

    private final String name;
    private final HashedList list;

    private ListedNumberDetector(String name, HashedList list) {
        this.name = name;
        this.list = list;
    }

    static ListedNumberDetector of(ListRule rule) {
        return new ListedNumberDetector("list:" + rule.name(), HashedList.read(rule.file(), rule.key()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Start> starts() {
        return List.of(Start.with(TokenKind.WORD, TokenKind.SHORT_WORD, TokenKind.WITH_DIGIT)
                .first(Start.DIGITS + Start.LETTERS));
    }

    @Override
    public @Nullable Match match(Candidate candidate) {
        for (int group = 0; group < MOST_GROUPS; group++) {
            int length = candidate.lengthWithGroup(group);
            if (length < 0) {
                return null;
            }
            if (list.hasLength(length) && candidate.hasDigit(length) && list.contains(candidate.compact(), length)) {
                return new Match("#" + candidate.value(length), candidate.textEndAfter(length));
            }
        }
        return null;
    }

    @Override
    public Confidence alone() {
        return Confidence.CERTAIN;
    }
}
