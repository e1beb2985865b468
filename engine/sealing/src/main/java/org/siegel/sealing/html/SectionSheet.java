package org.siegel.sealing.html;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.Phrase;
import org.siegel.sealing.message.Meeting;
import org.siegel.sealing.message.Section;
import org.siegel.sealing.message.SourceMessage;

/** What follows the text: messages within the message, and appointments. */
final class SectionSheet {

    private final Language language;

    SectionSheet(Language language) {
        this.language = language;
    }

    /** A nested message with its header lines; its body is laid out by whoever lays out bodies. */
    Element nested(SourceMessage message, BodySheet body) {
        var section = headed(Phrase.NESTED_MESSAGE);
        var sheet = new MessageSheet(message.headers(), language, "");
        section.appendChild(sheet.headerLinesWithSubject());
        section.appendChild(body.content());
        return section;
    }

    Element appointment(Meeting meeting) {
        var section = headed(meeting.cancelled() ? Phrase.CANCELLED : Phrase.APPOINTMENT);
        var table = section.appendElement("table").addClass("siegel-header");
        lines(meeting).forEach((label, text) -> {
            var row = table.appendElement("tr");
            row.appendElement("th").text(label.in(language));
            row.appendElement("td").attr("dir", "auto").text(text);
        });
        if (!meeting.description().isEmpty()) {
            section.appendChild(PlainText.html(meeting.description()));
        }
        section.appendElement("p").addClass("siegel-hint").text(Phrase.APPOINTMENT_HINT.in(language));
        return section;
    }

    /** The same as plain text. */
    static String text(Section section, Language language) {
        return switch (section) {
            case Section.Nested(SourceMessage message) ->
                "---- " + Phrase.NESTED_MESSAGE.in(language) + " ----\n"
                        + Phrase.FROM.in(language) + ": " + message.headers().from() + "\n"
                        + Phrase.TO.in(language) + ": " + message.headers().to() + "\n"
                        + Phrase.DATE.in(language) + ": " + message.headers().date() + "\n"
                        + Phrase.SUBJECT.in(language) + ": " + message.headers().subject() + "\n\n"
                        + BodySheet.fullText(message, language);
            case Section.Appointment(Meeting meeting) ->
                "---- " + Phrase.APPOINTMENT.in(language) + " ----\n"
                        + lines(meeting).entrySet().stream()
                                .map(line -> line.getKey().in(language) + ": " + line.getValue())
                                .collect(Collectors.joining("\n"))
                        + "\n" + meeting.description();
        };
    }

    private Element headed(Phrase heading) {
        var section = new Element("div").addClass("siegel-section");
        section.appendElement("h2").text(heading.in(language));
        return section;
    }

    private static Map<Phrase, String> lines(Meeting meeting) {
        var lines = new LinkedHashMap<Phrase, String>();
        lines.put(Phrase.WHAT, meeting.what());
        lines.put(Phrase.BEGINS, meeting.begins());
        lines.put(Phrase.ENDS, meeting.ends());
        lines.put(Phrase.RECURS, meeting.recurs());
        lines.put(Phrase.WHERE, meeting.where());
        lines.put(Phrase.ORGANISER, meeting.organiser());
        lines.put(Phrase.ATTENDEES, String.join(", ", meeting.attendees()));
        lines.values().removeIf(String::isBlank);
        return lines;
    }
}
