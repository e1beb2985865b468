package org.siegel.sealing.cover;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A short letter that is written once and read as text or as HTML. No pictures, no links: nothing that phishing looks like. */
final class Letter {

    private sealed interface Block {}

    private record Paragraph(String text) implements Block {}

    private record Steps(List<String> steps) implements Block {}

    private record Code(String text) implements Block {}

    private record Rule() implements Block {}

    private final List<Block> blocks = new ArrayList<>();

    Letter paragraph(String text) {
        blocks.add(new Paragraph(text));
        return this;
    }

    Letter paragraphIf(boolean applies, String text) {
        return applies ? paragraph(text) : this;
    }

    Letter steps(String... steps) {
        blocks.add(new Steps(List.of(steps)));
        return this;
    }

    Letter steps(List<String> steps) {
        blocks.add(new Steps(steps));
        return this;
    }

    /** To be typed: set apart, in even letters. */
    Letter code(String text) {
        blocks.add(new Code(text));
        return this;
    }

    Letter rule() {
        blocks.add(new Rule());
        return this;
    }

    /** Lines end with {@code \n}. */
    String text() {
        var out = new StringBuilder();
        for (Block block : blocks) {
            switch (block) {
                case Paragraph paragraph -> out.append(paragraph.text()).append("\n\n");
                case Code code -> out.append("    ").append(code.text()).append("\n\n");
                case Rule ignored -> out.append("----------------------------------------\n\n");
                case Steps list -> {
                    int number = 1;
                    for (String step : list.steps()) {
                        out.append(number++).append(". ").append(step).append('\n');
                    }
                    out.append('\n');
                }
            }
        }
        return out.toString();
    }

    String html(String title) {
        var document = Document.createShell("");
        document.title(title);
        var body = document.body()
                .attr(
                        "style",
                        "font-family:Segoe UI,Helvetica,Arial,sans-serif;font-size:15px;line-height:1.5;color:#1a1a1a");
        for (Block block : blocks) {
            switch (block) {
                case Paragraph paragraph -> body.appendElement("p").text(paragraph.text());
                case Code code ->
                    body.appendElement("p")
                            .attr(
                                    "style",
                                    "font-family:Consolas,Menlo,monospace;font-size:20px;background:#f3f5f7;padding:12px")
                            .text(code.text());
                case Rule ignored -> body.appendElement("hr");
                case Steps list -> {
                    Element ordered = body.appendElement("ol");
                    list.steps().forEach(step -> ordered.appendElement("li").text(step));
                }
            }
        }
        document.outputSettings().prettyPrint(false);
        return document.outerHtml();
    }
}
