package org.siegel.mailets.notice;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A letter as HTML: nothing to load, readable on a phone. */
public final class HtmlForm {

    private static final int FEW = 10;

    // Styles stand at the elements: mail programs drop style sheets.
    private static final String RULE = "<hr style=\"border:0;border-top:1px solid #d0d7de;margin:32px 0\">\n";

    private HtmlForm() {}

    static String of(Letter letter) {
        Letter.Section first = letter.sections().getFirst();
        return String.format(
                Locale.ROOT,
                """
            <!DOCTYPE html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            </head>
            <body style="margin:0;padding:0;background:#ffffff;color:#1f2328">
            <div style="max-width:38em;margin:0 auto;padding:16px;\
            font-family:'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-size:16px;line-height:1.5;\
            overflow-wrap:anywhere;word-break:break-word">
            %s</div>
            </body>
            </html>
            """,
                first.language().code(),
                escape(title(first)),
                letter.sections().stream().map(HtmlForm::section).collect(Collectors.joining(RULE)));
    }

    private static String title(Letter.Section section) {
        return section.blocks().stream()
                .flatMap(block -> block instanceof Block.Title(var text) ? Stream.of(text) : Stream.empty())
                .findFirst()
                .orElse("");
    }

    private static String section(Letter.Section section) {
        String pointer = section.pointer()
                .map(text -> "<p style=\"margin:0 0 16px;font-size:14px;color:#57606a\">" + escape(text) + "</p>\n")
                .orElse("");
        return "<div lang=\"" + section.language().code() + "\">\n" + pointer
                + section.blocks().stream().map(HtmlForm::piece).collect(Collectors.joining()) + "</div>\n";
    }

    private static String piece(Block block) {
        return switch (block) {
            case Block.Title(var text) ->
                "<h1 style=\"margin:0 0 16px;font-size:22px;line-height:1.3\">" + escape(text) + "</h1>\n";
            case Block.Heading(var text) ->
                "<h2 style=\"margin:24px 0 8px;font-size:17px;line-height:1.3\">" + escape(text) + "</h2>\n";
            case Block.Paragraph(var text) -> "<p style=\"margin:0 0 12px\">" + escape(text) + "</p>\n";
            case Block.Items(var sentences) ->
                sentences.stream()
                        .map(one -> "<li style=\"margin:0 0 8px\">" + escape(one) + "</li>\n")
                        .collect(Collectors.joining(
                                "", "<ul style=\"margin:0 0 12px;padding-left:20px\">\n", "</ul>\n"));
            case Block.Addresses(var addresses) ->
                addresses.stream()
                        .map(HtmlForm::escape)
                        .collect(Collectors.joining(
                                addresses.size() <= FEW ? "<br>\n" : ",\n",
                                "<p style=\"margin:0 0 12px;font-weight:600\">",
                                "</p>\n"));
            case Block.Facts(var facts) ->
                facts.stream()
                        .map(HtmlForm::fact)
                        .collect(Collectors.joining(
                                "",
                                "<div style=\"margin:0 0 16px;padding:10px 14px;background:#f6f8fa;"
                                        + "border-left:4px solid #8c959f\">\n",
                                "</div>\n"));
            case Block.Link(var label, var target) ->
                "<p style=\"margin:20px 0\"><a href=\"" + escape(target.toString())
                        + "\" style=\"display:inline-block;padding:12px 20px;background:#0b57d0;color:#ffffff;"
                        + "border-radius:6px;font-weight:600;text-decoration:none\">" + escape(label) + "</a></p>\n";
        };
    }

    private static String fact(Block.Fact fact) {
        return "<p style=\"margin:4px 0\"><span style=\"font-size:14px;color:#57606a\">" + escape(fact.label())
                + "</span><br>" + escape(fact.value()) + "</p>\n";
    }

    /** For element content and quoted attributes. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
