package org.siegel.mailets.notice;

import java.util.List;
import java.util.Optional;

/**
 * What a sender reads, once in each language.
 *
 * @param sections in the order in which they are read, at least one
 */
record Letter(List<Section> sections) {

    Letter {
        sections = List.copyOf(sections);
    }

    /**
     * The whole letter in one language.
     *
     * @param pointer a line for those who read the next language only
     */
    record Section(Language language, Optional<String> pointer, List<Block> blocks) {

        Section {
            blocks = List.copyOf(blocks);
        }
    }
}
