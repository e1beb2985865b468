package org.siegel.testing.smtp;

import java.util.List;
import java.util.Optional;

/** The argument of BDAT: a size in bytes, and perhaps LAST (RFC 3030 §2). */
record Chunk(long size, boolean isLast) {
    private static final int LONGEST_NUMBER = 18;

    static Optional<Chunk> parse(List<String> words) {
        boolean last = words.size() == 2 && words.getLast().equalsIgnoreCase("LAST");
        boolean wellFormed = words.size() == 1 || last;
        if (!wellFormed || !words.getFirst().matches("[0-9]{1," + LONGEST_NUMBER + "}")) {
            return Optional.empty();
        }
        return Optional.of(new Chunk(Long.parseLong(words.getFirst()), last));
    }
}
