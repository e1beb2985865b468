package org.siegel.testing.dns;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts queries. It grows with the number of different questions, not with that of the queries. */
final class QueryLog {
    private final Map<Question, Long> counts = new LinkedHashMap<>();
    private long total;

    synchronized void count(Question question) {
        counts.merge(question, 1L, Long::sum);
        total++;
    }

    synchronized long of(Question question) {
        return counts.getOrDefault(question, 0L);
    }

    synchronized long total() {
        return total;
    }

    /** In the order of their first appearance. */
    synchronized List<Question> distinct() {
        return List.copyOf(counts.keySet());
    }

    synchronized void forget() {
        counts.clear();
        total = 0;
    }
}
