package org.siegel.sealing.message;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is to be read, in order. A message with several inline texts (Apple Mail, mailing list footers) has several pieces.
 *
 * @param pieces empty for a message without text
 */
public record Body(List<Piece> pieces) {

    public Body {
        pieces = List.copyOf(pieces);
    }

    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** One inline text. */
    public sealed interface Piece {
        /** As it stood in the message, decoded; may be anything. */
        String text();
    }

    /** Lines end with {@code \n}; format=flowed is already joined. */
    public record Plain(String text) implements Piece {
        @Override
        public String toString() {
            return "Plain(" + text.length() + " characters)";
        }
    }

    /**
     * Hostile until sanitised.
     *
     * @param alternative the sender's own text version, empty if there is none
     */
    public record Html(String text, String alternative) implements Piece {

        private static final Pattern REFERENCE = Pattern.compile("cid:([^\"'\\s>)]{1,500})", Pattern.CASE_INSENSITIVE);

        /** The Content-IDs that are named anywhere in the text, percent-decoded (RFC 2392 §2), in lower case. */
        Set<String> references() {
            return REFERENCE
                    .matcher(text)
                    .results()
                    .map(match -> InlineImage.contentIdOf(match.group(1)).toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
        }

        @Override
        public String toString() {
            return "Html(" + text.length() + " characters)";
        }
    }
}
