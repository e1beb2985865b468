package org.siegel.content.mime;

import java.util.Locale;
import java.util.Set;
import org.siegel.content.part.TextSink;

/**
 * HTML to text in one pass and constant memory, whatever the nesting: tags vanish, so that what they split is whole
 * again; block elements and cells separate. Hidden text is text, because it reaches the recipient. What does not stand
 * in the line of the text (attribute values, comments, scripts) follows at the next block.
 *
 * <p>A tree, as jsoup builds it, would cost some hundred bytes for each tag of a stranger's choosing; the tokens follow
 * the tokenizer of the HTML standard, and only the table of named characters is jsoup's.
 */
final class HtmlText implements TextSink {

    private enum State {
        TEXT,
        TAG_OPEN,
        END_TAG_OPEN,
        TAG_NAME,
        IN_TAG,
        ATTRIBUTE_NAME,
        BEFORE_VALUE,
        VALUE,
        DECLARATION,
        COMMENT,
        BOGUS,
        RAW
    }

    private static final Set<String> BLOCKS = Set.of(
            ("address article aside blockquote body br button caption center dd div dl dt fieldset figcaption figure "
                            + "footer form h1 h2 h3 h4 h5 h6 head header hr html input legend li main nav ol option p "
                            + "pre section select table tbody textarea tfoot thead title tr ul")
                    .split(" "));
    private static final Set<String> RAW_ELEMENTS = Set.of("script", "style", "xmp", "noembed", "noframes", "iframe");

    /** Names, addresses and looks, which nobody reads. */
    private static final Set<String> UNREAD_ATTRIBUTES = Set.of("class", "id", "style", "href", "src", "srcset");

    private static final int LONGEST_NAME = 32;

    private final HtmlOutput out;
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder reference = new StringBuilder();
    private State state = State.TEXT;
    private boolean inReference;
    private boolean endTag;
    private String rawElement = "";
    private boolean attributeRead;
    private char quote;
    private int hyphens;

    HtmlText(TextSink sink) {
        this.out = new HtmlOutput(sink);
    }

    @Override
    public void accept(char[] chars, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (inReference && continuesReference(c)) {
                continue;
            }
            next(c);
        }
    }

    @Override
    public void end() {
        if (inReference) {
            resolveReference();
        }
        if (state == State.TAG_OPEN) {
            text('<');
        }
        out.end();
    }

    private void next(char c) {
        switch (state) {
            case TEXT -> text(c);
            case TAG_OPEN -> tagOpen(c);
            case END_TAG_OPEN -> endTagOpen(c);
            case TAG_NAME -> tagName(c);
            case IN_TAG -> inTag(c);
            case ATTRIBUTE_NAME -> attributeName(c);
            case BEFORE_VALUE -> beforeValue(c);
            case VALUE -> value(c);
            case DECLARATION -> declaration(c);
            case COMMENT -> comment(c);
            case BOGUS -> bogus(c);
            case RAW -> raw(c);
        }
    }

    private void text(char c) {
        if (c == '<' && state == State.TEXT) {
            state = State.TAG_OPEN;
        } else if (c == '&') {
            startReference();
        } else {
            out.visible(c);
        }
    }

    private void tagOpen(char c) {
        if (isLetter(c)) {
            endTag = false;
            startTag(c);
        } else if (c == '/') {
            state = State.END_TAG_OPEN;
        } else if (c == '!') {
            name.setLength(0);
            state = State.DECLARATION;
        } else if (c == '?') {
            state = State.BOGUS;
        } else {
            state = State.TEXT;
            out.visible('<');
            text(c);
        }
    }

    private void endTagOpen(char c) {
        if (isLetter(c)) {
            endTag = true;
            startTag(c);
        } else {
            state = c == '>' ? State.TEXT : State.BOGUS;
        }
    }

    private void startTag(char c) {
        name.setLength(0);
        name.append(c);
        state = State.TAG_NAME;
    }

    private void tagName(char c) {
        if (isBlank(c) || c == '/') {
            state = State.IN_TAG;
            element();
        } else if (c == '>') {
            element();
            closeTag();
        } else if (name.length() < LONGEST_NAME) {
            name.append(c);
        }
    }

    /** The name of the tag is complete. */
    private void element() {
        String element = name.toString().toLowerCase(Locale.ROOT);
        if (BLOCKS.contains(element)) {
            out.separate('\n');
        } else if (element.equals("td") || element.equals("th")) {
            out.separate('\t');
        }
        rawElement = !endTag && RAW_ELEMENTS.contains(element) ? element : "";
    }

    private void closeTag() {
        name.setLength(0);
        state = rawElement.isEmpty() ? State.TEXT : State.RAW;
    }

    private void inTag(char c) {
        if (c == '>') {
            closeTag();
        } else if (!isBlank(c) && c != '/') {
            name.setLength(0);
            name.append(c);
            state = State.ATTRIBUTE_NAME;
        }
    }

    private void attributeName(char c) {
        if (c == '=') {
            attributeRead = !UNREAD_ATTRIBUTES.contains(name.toString().toLowerCase(Locale.ROOT));
            state = State.BEFORE_VALUE;
        } else if (c == '>') {
            closeTag();
        } else if (c == '/') {
            state = State.IN_TAG;
        } else if (!isBlank(c) && name.length() < LONGEST_NAME) {
            name.append(c);
        }
    }

    private void beforeValue(char c) {
        if (c == '>') {
            closeTag();
        } else if (c == '"' || c == '\'') {
            quote = c;
            state = State.VALUE;
        } else if (!isBlank(c)) {
            quote = 0;
            state = State.VALUE;
            value(c);
        }
    }

    private void value(char c) {
        boolean ended = quote == 0 ? isBlank(c) || c == '>' : c == quote;
        if (!ended) {
            if (attributeRead && c == '&') {
                startReference();
            } else if (attributeRead) {
                out.aside(c);
            }
            return;
        }
        if (attributeRead) {
            out.aside('\n');
        }
        state = State.IN_TAG;
        if (quote == 0 && c == '>') {
            closeTag();
        }
    }

    private void declaration(char c) {
        name.append(c);
        if (name.length() == 2 && name.charAt(0) == '-' && name.charAt(1) == '-') {
            state = State.COMMENT;
            hyphens = 2;
        } else if (c == '>') {
            state = State.TEXT;
        } else if (name.length() >= 2 || c != '-') {
            out.aside(c);
            state = State.BOGUS;
        }
    }

    private void comment(char c) {
        if (c == '-') {
            hyphens++;
        } else if (c == '>' && hyphens >= 2) {
            out.aside('\n');
            state = State.TEXT;
            return;
        } else if (c != '!' || hyphens < 2) {
            hyphens = 0;
        }
        out.aside(c);
    }

    private void bogus(char c) {
        if (c == '>') {
            out.aside('\n');
            state = State.TEXT;
        } else {
            out.aside(c);
        }
    }

    /** Only its own end tag ends a script; {@link #name} collects what might be one. */
    private void raw(char c) {
        out.aside(c);
        if (c == '<') {
            name.setLength(0);
            name.append(c);
        } else if (name.length() > 0 && name.length() < rawElement.length() + 2) {
            name.append(c);
        } else if (name.length() > 0) {
            boolean ends = (isBlank(c) || c == '/' || c == '>')
                    && name.toString().toLowerCase(Locale.ROOT).equals("</" + rawElement);
            name.setLength(0);
            if (ends) {
                rawElement = "";
                state = c == '>' ? State.TEXT : State.IN_TAG;
                out.aside('\n');
            }
        }
    }

    private void startReference() {
        inReference = true;
        reference.setLength(0);
        reference.append('&');
    }

    /** Whether {@code c} belongs to the character reference; if not, the reference is resolved before it. */
    private boolean continuesReference(char c) {
        boolean belongs = (isLetter(c) || (c >= '0' && c <= '9') || (c == '#' && reference.length() == 1))
                && reference.length() < LONGEST_NAME + 2;
        if (belongs || c == ';') {
            reference.append(c);
        }
        if (!belongs) {
            resolveReference();
        }
        return belongs || c == ';';
    }

    private void resolveReference() {
        inReference = false;
        String resolved = CharacterReference.resolve(reference.toString());
        for (int i = 0; i < resolved.length(); i++) {
            if (state == State.VALUE) {
                out.aside(resolved.charAt(i));
            } else {
                out.visible(resolved.charAt(i));
            }
        }
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
    }
}
