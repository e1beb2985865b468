package org.siegel.transport.corroboration;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What one resolver sees. */
sealed interface View {

    /** These; none at all if the name has no such records. */
    record Seen(Set<String> values) implements View {

        private static final int MOST_SHOWN = 8;

        public Seen {
            values = Set.copyOf(values);
        }

        @Override
        public String toString() {
            String shown = new TreeSet<>(values).stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
            if (values.size() > MOST_SHOWN) {
                return shown + " and " + (values.size() - MOST_SHOWN) + " more";
            }
            return values.isEmpty() ? "none" : shown;
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
