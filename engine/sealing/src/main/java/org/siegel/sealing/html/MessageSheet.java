package org.siegel.sealing.html;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.siegel.sealing.container.Enclosure;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.Note;
import org.siegel.sealing.container.Phrase;
import org.siegel.sealing.message.Headers;
import org.siegel.sealing.message.Remark;

/** Lays a message out like a printed mail: header lines, what is missing, the list of attachments, the text. */
public final class MessageSheet {

    private static final int BOX = 0x25A1;

    private final Headers headers;
    private final Language language;
    private final String organisation;

    public MessageSheet(Headers headers, Language language, String organisation) {
        this.headers = headers;
        this.language = language;
        this.organisation = organisation;
    }

    /**
     * A whole page of HTML.
     *
     * @param document complete, refers to nothing but pictures of {@link Pictures#SCHEME}
     * @param notes all that it says is missing
     */
    public record Page(Document document, Set<Note> notes) {
        public Page {
            notes = Set.copyOf(notes);
        }
    }

    /**
     * Puts the page together.
     *
     * @param enclosures to be listed
     * @param isPdf or else an HTML file with the others beside it
     */
    public Page page(BodySheet body, Set<Remark> remarks, List<Enclosure> enclosures, boolean isPdf, Glyphs glyphs) {
        var notes = EnumSet.noneOf(Note.class);
        notes.addAll(body.notes());
        remarks.forEach(
                remark -> notes.add(remark == Remark.TEXT_SHORTENED ? Note.SHORTENED : Note.STRUCTURE_INCOMPLETE));
        var document = Document.createShell("");
        document.title(subject());
        var root = document.selectFirst("html");
        if (root != null) {
            root.attr("lang", language.locale().getLanguage());
        }
        var content = document.body();
        content.appendElement("h1")
                .addClass("siegel-subject")
                .attr("dir", "auto")
                .text(subject());
        content.appendChild(headerLines());
        var hints = content.appendElement("div");
        if (!enclosures.isEmpty()) {
            content.appendChild(listOf(enclosures, new Whereabouts(language, isPdf)));
        }
        content.appendElement("div").addClass("siegel-rule");
        content.appendChild(body.content());
        if (boxMissing(document, glyphs)) {
            notes.add(Note.CHARACTERS_MISSING);
        }
        for (Note note : notes) {
            hints.appendElement("p")
                    .addClass("siegel-hint")
                    .text(Phrase.of(note).in(language));
        }
        String families = glyphs.families(content.wholeText() + organisation);
        var style = PageStyle.of(language, organisation, families) + body.style();
        document.head().appendElement("style").appendChild(new DataNode(style));
        document.head().appendElement("meta").attr("name", "description").attr("content", language.fileStem());
        return new Page(document, notes);
    }

    /** True if a character of the message has no glyph, so that the page will show a box in its place. */
    public boolean lacksCharacters(BodySheet body, Glyphs glyphs) {
        String lines =
                headers.subject() + headers.from() + headers.sender() + headers.to() + headers.cc() + headers.replyTo();
        return isBoxed(lines, glyphs) || isBoxed(body.content().wholeText(), glyphs);
    }

    private static boolean isBoxed(String text, Glyphs glyphs) {
        return text.indexOf(BOX) < 0 && drawable(text, glyphs).indexOf(BOX) >= 0;
    }

    private String subject() {
        return headers.subject().isBlank() ? Phrase.NO_SUBJECT.in(language) : headers.subject();
    }

    /** For a message within another one. */
    Element headerLinesWithSubject() {
        var table = headerLines();
        line(table, Phrase.SUBJECT, subject());
        return table;
    }

    private Element headerLines() {
        var table = new Element("table").addClass("siegel-header");
        line(table, Phrase.FROM, headers.from());
        if (!headers.sender().equals(headers.from())) {
            line(table, Phrase.SENDER, headers.sender());
        }
        line(table, Phrase.TO, headers.to());
        line(table, Phrase.CC, headers.cc());
        if (!headers.replyTo().equals(headers.from())) {
            line(table, Phrase.REPLY_TO, headers.replyTo());
        }
        line(table, Phrase.DATE, date());
        return table;
    }

    private void line(Element table, Phrase label, String text) {
        if (!text.isBlank()) {
            var row = table.appendElement("tr");
            row.appendElement("th").text(label.in(language));
            row.appendElement("td").text(text);
        }
    }

    /** In the sender's own zone, which is named: the recipient may sit in another one. */
    private String date() {
        Locale locale = language.locale();
        return headers.sentAt()
                .map(at -> at.format(language.dates(FormatStyle.FULL)) + ", "
                        + at.format(DateTimeFormatter.ofPattern("HH:mm", locale))
                        + (language == Language.GERMAN ? " Uhr" : "")
                        + " (UTC"
                        + (at.getOffset().getTotalSeconds() == 0
                                ? ""
                                : at.getOffset().getId()) + ")")
                .orElse(headers.date());
    }

    private Element listOf(List<Enclosure> enclosures, Whereabouts whereabouts) {
        var box = new Element("div").addClass("siegel-files");
        long attachments = enclosures.stream().filter(Enclosure::isAttachment).count();
        box.appendElement("h2")
                .text(Phrase.ATTACHMENTS.in(language) + (attachments > 0 ? " (" + attachments + ")" : ""));
        var table = box.appendElement("table");
        for (Enclosure enclosure : enclosures) {
            var row = table.appendElement("tr");
            var name = row.appendElement("td").addClass("siegel-name");
            name.appendElement("bdi").text(enclosure.name().value());
            enclosure
                    .description()
                    .ifPresent(phrase ->
                            name.appendElement("span").addClass("siegel-what").text(" – " + phrase.in(language)));
            whereabouts
                    .mark(enclosure)
                    .ifPresent(mark ->
                            name.appendElement("span").addClass("siegel-what").text(" – " + mark));
            row.appendElement("td")
                    .addClass("siegel-size")
                    .text(size(enclosure.content().size()));
        }
        box.appendElement("p").text(String.join(" ", whereabouts.sentences(enclosures)));
        return box;
    }

    private String size(long bytes) {
        Locale locale = language.locale();
        if (bytes < 1000) {
            return bytes + " Byte";
        }
        return bytes < 1_000_000
                ? String.format(locale, "%.0f kB", bytes / 1e3)
                : String.format(locale, "%.1f MB", bytes / 1e6);
    }

    /** Puts a box in place of each character that no font has; true if there was one. */
    private static boolean boxMissing(Document document, Glyphs glyphs) {
        boolean missing = false;
        for (Node node : document.body().nodeStream().toList()) {
            if (node instanceof TextNode text) {
                String whole = text.getWholeText();
                String drawable = drawable(whole, glyphs);
                missing |= isBoxed(whole, glyphs);
                if (!drawable.equals(whole)) {
                    text.text(drawable);
                }
            }
        }
        return missing;
    }

    private static String drawable(String text, Glyphs glyphs) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isWhitespace(c)) {
                out.append(c == '\n' || c == '\t' ? (char) c : ' ');
            } else if (glyphs.canDraw(c) && !isSkinTone(c)) {
                out.appendCodePoint(c);
            } else if (!isInvisible(c)) {
                out.appendCodePoint(BOX);
            }
        });
        return out.toString();
    }

    /** Characters that only steer others: joiners, variation selectors, skin tones, direction marks. */
    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.CONTROL
                || (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0100 && c <= 0xE01EF)
                || isSkinTone(c);
    }

    private static boolean isSkinTone(int c) {
        return c >= 0x1F3FB && c <= 0x1F3FF;
    }
}
