package org.siegel.sealing.html;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.siegel.sealing.container.Enclosure;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.Note;
import org.siegel.sealing.container.Phrase;
import org.siegel.sealing.container.SealingRequest;
import org.siegel.sealing.message.Body;
import org.siegel.sealing.message.Meeting;
import org.siegel.sealing.message.Section;
import org.siegel.sealing.message.SourceMessage;

/**
 * What the sender wrote, safe to show.
 *
 * @param content one element
 * @param style the sender's style sheets, confined to his own elements
 * @param notes what is missing
 */
public record BodySheet(Element content, String style, Set<Note> notes) {

    public BodySheet {
        notes = Set.copyOf(notes);
    }

    /**
     * With the sender's layout.
     *
     * @throws IOException if a picture of the message cannot be read
     */
    public static BodySheet laidOut(SourceMessage message, Pictures pictures, Language language) throws IOException {
        Body body = message.body();
        var content = new Element("div");
        var style = new StringBuilder();
        var sanitizer = new HtmlSanitizer(pictures, language);
        for (Body.Piece piece : body.pieces()) {
            switch (piece) {
                case Body.Plain plain -> content.appendChild(PlainText.html(plain.text()));
                case Body.Html html -> {
                    var clean = sanitizer.sanitize(html.text());
                    content.appendChild(clean.body());
                    style.append(clean.style());
                }
            }
        }
        var notes = EnumSet.noneOf(Note.class);
        if (sanitizer.leftOutRemoteImages()) {
            notes.add(Note.REMOTE_IMAGES_LEFT_OUT);
        }
        if (sanitizer.leftOutOwnImages()) {
            notes.add(Note.IMAGES_NOT_SHOWN);
        }
        emptyHint(body, content, language);
        for (Section section : message.sections()) {
            switch (section) {
                case Section.Appointment(Meeting meeting) ->
                    content.appendChild(new SectionSheet(language).appointment(meeting));
                case Section.Nested(SourceMessage nested) -> {
                    var inner = laidOut(nested, pictures.nested(nested.images()), language);
                    content.appendChild(new SectionSheet(language).nested(nested, inner));
                    style.append(inner.style());
                    notes.addAll(inner.notes());
                }
            }
        }
        return new BodySheet(content, style.toString(), notes);
    }

    /**
     * The words only, for layouts that ask too much.
     *
     * @param longest in characters; what is longer is cut off with a note
     */
    public static BodySheet textOnly(SourceMessage message, Language language, int longest) {
        Body body = message.body();
        String text = fullText(message, language);
        var notes = EnumSet.noneOf(Note.class);
        if (body.pieces().stream().anyMatch(Body.Html.class::isInstance)) {
            notes.add(Note.SHOWN_AS_TEXT);
        }
        if (text.length() > longest) {
            notes.add(Note.SHORTENED);
            text = text.substring(0, longest);
        }
        var content = new Element("div").appendChild(PlainText.html(text));
        emptyHint(body, content, language);
        return new BodySheet(content, "", notes);
    }

    /** All there is to read, as one text. */
    public static String fullText(SourceMessage message, Language language) {
        return Stream.concat(
                        message.body().pieces().stream().map(BodySheet::textOf),
                        message.sections().stream().map(section -> SectionSheet.text(section, language)))
                .collect(Collectors.joining("\n\n"));
    }

    /**
     * The laid-out text as a file of its own for a browser, sanitised, with its pictures inside.
     *
     * @throws IOException if a picture of the message cannot be read
     */
    public static String standalone(SourceMessage message, SealingRequest request) throws IOException {
        return standalone(message, request, List.of());
    }

    /**
     * The same with a list of files that are beside it.
     *
     * @throws IOException if a picture of the message cannot be read
     */
    public static String standalone(SourceMessage message, SealingRequest request, List<Enclosure> enclosures)
            throws IOException {
        var pictures = new Pictures(message.images(), request.limits());
        var body = laidOut(message, pictures, request.language());
        var sheet = new MessageSheet(message.headers(), request.language(), request.organisation());
        var page = sheet.page(body, message.remarks(), enclosures, false, Glyphs.OF_A_BROWSER);
        return pictures.inlined(page.document());
    }

    private static String textOf(Body.Piece piece) {
        return switch (piece) {
            case Body.Plain plain -> plain.text();
            case Body.Html html -> html.alternative().isBlank() ? PlainText.of(html.text()) : html.alternative();
        };
    }

    private static void emptyHint(Body body, Element content, Language language) {
        if (body.isEmpty()) {
            content.appendElement("p").addClass("siegel-hint").text(Phrase.NO_TEXT.in(language));
        }
    }
}
