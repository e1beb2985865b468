package org.siegel.mailets.notice;

import java.net.URI;
import java.util.List;

/** A piece of a letter. All text is plain; each form of the letter escapes for itself. */
sealed interface Block {

    /** The first of a section says what the letter is about. */
    record Title(String text) implements Block {}

    record Heading(String text) implements Block {}

    record Paragraph(String text) implements Block {}

    /** Sentences of which each stands for itself. */
    record Items(List<String> sentences) implements Block {

        public Items {
            sentences = List.copyOf(sentences);
        }
    }

    /** Mail addresses, as many as there are. */
    record Addresses(List<String> addresses) implements Block {

        public Addresses {
            addresses = List.copyOf(addresses);
        }
    }

    /** What is known, each under its label. */
    record Facts(List<Fact> facts) implements Block {

        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /** Something to open, on a line of its own. */
    record Link(String label, URI target) implements Block {}

    record Fact(String label, String value) {}
}
