package org.siegel.sealing.cover;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.siegel.sealing.container.Language;

/**
 * The administrator's wording in one language.
 *
 * @param subject has no placeholders
 * @param html what stands in the body, well-formed
 */
record CoverTemplate(Language language, String subject, String text, String html) {

    private static final Pattern SUBJECT = Pattern.compile("Subject:[ \\t]*([^\\n]{1,100}?)[ \\t]*\\n(?:[ \\t]*\\n)*");

    /** What makes or leaves the body, or what programs for mail do not show. */
    private static final Pattern NOT_IN_A_BODY = Pattern.compile(
            "(?i)</?(!doctype|html|head|body|title|meta|link|base|style|script|noscript|template|plaintext|iframe|object|form)\\b|<(!doctype)");

    static CoverTemplate read(Language language, Path text, Path html) {
        TemplateFile plain = TemplateFile.read(text);
        Matcher subject = SUBJECT.matcher(plain.text());
        if (!subject.lookingAt() || subject.group(1).isBlank()) {
            throw plain.wrongLine(
                    1, "must be the subject, as in \"Subject: Encrypted message\", of at most 100 characters");
        }
        if (subject.group(1).contains("${") || subject.group(1).chars().anyMatch(Character::isISOControl)) {
            throw plain.wrongLine(
                    1, "the subject, takes no placeholders and no control characters; the password ID is added");
        }
        String body = plain.text().substring(subject.end());
        return new CoverTemplate(
                language, subject.group(1), body.stripTrailing() + "\n", body(TemplateFile.read(html)));
    }

    private static String body(TemplateFile file) {
        Matcher unfit = NOT_IN_A_BODY.matcher(file.text());
        if (unfit.find()) {
            throw file.wrong(
                    unfit.start(), "has " + unfit.group() + ">; it holds only what stands in the body of a mail");
        }
        Document document = Jsoup.parse(file.text(), "", Parser.htmlParser().setTrackPosition(true));
        document.outputSettings().prettyPrint(false);
        document.traverse((node, depth) -> {
            if (isUnsafe(node)) {
                throw file.wrongLine(
                        Math.max(1, node.sourceRange().start().lineNumber()),
                        "has a placeholder in a tag or comment; they stand in text only");
            }
        });
        // a parser leaves out what makes no sense to it, such as a tag that is not closed when the file ends
        if (count(document.body().wholeText()) != count(file.text())) {
            throw file.wrong(
                    file.text().lastIndexOf("${"),
                    "or one before it, has a placeholder where no program for mail shows it");
        }
        return document.body().html();
    }

    private static int count(String text) {
        return text.split("\\$\\{", -1).length - 1;
    }

    /** Values are written for text between tags; in a comment the password ID would not be seen. */
    private static boolean isUnsafe(Node node) {
        return switch (node) {
            case TextNode ignored -> false;
            case Element element ->
                element.attributes().html().contains("${") || element.tagName().contains("${");
            default -> node.outerHtml().contains("${");
        };
    }

    String text(CoverFacts facts) {
        return TemplateFile.filled(text, placeholder -> placeholder.text(facts, language));
    }

    String html(CoverFacts facts) {
        return TemplateFile.filled(html, placeholder -> placeholder.html(facts, language));
    }
}
