package org.siegel.transport.corroboration;

import java.util.Set;
import java.util.TreeSet;

/** What one resolver sees. */
sealed interface View {

    /** These; none at all if the name has no such records. */
    record Seen(Set<String> values) implements View {
        public Seen {
            values = Set.copyOf(values);
        }

        @Override
        public String toString() {
            return values.isEmpty() ? "none" : String.join(", ", new TreeSet<>(values));
        }
    }

    /** Nothing is known. */
    record Unanswered(String reason) implements View {
        @Override
        public String toString() {
            return "no answer (" + reason + ")";
        }
    }
}
