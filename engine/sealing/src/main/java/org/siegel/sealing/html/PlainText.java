package org.siegel.sealing.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** Text as HTML and HTML as text. */
final class PlainText {

    private static final Pattern LINK =
            Pattern.compile("https?://[^\\s<>\"'\\\\^`{|}]{1,1000}[^\\s<>\"'\\\\^`{|}.,;:!?)\\]]");
    private static final Set<String> SILENT = Set.of("script", "style", "head", "title", "template", "noscript", "svg");
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "tr",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "table",
            "ul",
            "ol",
            "blockquote",
            "pre",
            "hr",
            "dt",
            "dd",
            "section",
            "article",
            "header",
            "footer");

    private static final int LONGEST_LINE = 2000;

    private PlainText() {}

    /** One block per line, so that pages can break anywhere. Blanks and indentation stay, links can be clicked. */
    static Element html(String text) {
        var block = new Element("div").addClass("siegel-plain");
        for (String line : text.stripTrailing().split("\n", -1)) {
            if (line.isBlank()) {
                block.appendElement("div").appendElement("br");
                continue;
            }
            for (String piece : pieces(line)) {
                paragraph(block, piece);
            }
        }
        return block;
    }

    /** Lines without end, as programs write them, would keep the search for line breaks busy for ever. */
    private static List<String> pieces(String line) {
        var pieces = new ArrayList<String>();
        String rest = line;
        while (rest.length() > LONGEST_LINE) {
            int space = rest.lastIndexOf(' ', LONGEST_LINE);
            int at = space > 0 ? space + 1 : LONGEST_LINE;
            at -= Character.isHighSurrogate(rest.charAt(at - 1)) ? 1 : 0;
            pieces.add(rest.substring(0, at));
            rest = rest.substring(at);
        }
        pieces.add(rest);
        return pieces;
    }

    private static void paragraph(Element block, String line) {
        var paragraph = block.appendElement("div");
        if (line.startsWith(">")) {
            paragraph.addClass("siegel-quote");
        }
        Matcher link = LINK.matcher(line);
        int end = 0;
        while (link.find()) {
            paragraph.appendText(line.substring(end, link.start()));
            paragraph.appendElement("a").attr("href", link.group()).text(link.group());
            end = link.end();
        }
        paragraph.appendText(line.substring(end));
    }

    /** What is to be read of an HTML text, line by line. */
    static String of(String html) {
        var collected = new StringBuilder();
        NodeTraversor.traverse(
                new NodeVisitor() {
                    private int silent;

                    @Override
                    public void head(Node node, int depth) {
                        String name = node.normalName();
                        if (SILENT.contains(name)) {
                            silent++;
                        } else if (silent == 0 && node instanceof TextNode text) {
                            collected.append(text.getWholeText().replaceAll("[\\s\\u00A0]+", " "));
                        } else if (name.equals("br") || BLOCKS.contains(name)) {
                            collected.append('\n');
                        } else if (name.equals("td") || name.equals("th")) {
                            collected.append("  ");
                        }
                    }

                    @Override
                    public void tail(Node node, int depth) {
                        String name = node.normalName();
                        if (SILENT.contains(name)) {
                            silent--;
                        } else if (BLOCKS.contains(name)) {
                            collected.append('\n');
                        }
                    }
                },
                Jsoup.parse(html));
        return collected
                .toString()
                .replaceAll(" *\n *", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }
}
