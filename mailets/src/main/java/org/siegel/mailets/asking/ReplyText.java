package org.siegel.mailets.asking;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * The first line that somebody wrote in a reply. What mail programs quote does not count.
 *
 * @param word   its first word, without the marks behind it
 * @param reason what stands after that word
 */
record ReplyText(String word, String reason) {

    private static final int LARGEST = 1_000_000;
    private static final int DEEPEST = 10;
    private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{N}]*([\\p{L}\\p{N}]+)[^\\p{L}\\p{N}]*(.*)");

    /** Reads it; empty if there is no text or it cannot be read. */
    static Optional<ReplyText> of(Part message) throws MessagingException {
        try {
            return text(message, "text/plain", 0)
                    .flatMap(ReplyText::firstLine)
                    .or(() -> html(message).flatMap(ReplyText::firstLine));
        } catch (IOException | RuntimeException _unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> html(Part message) {
        try {
            return text(message, "text/html", 0).map(html -> {
                Document page = Jsoup.parse(html);
                page.select("blockquote, .gmail_quote, #divRplyFwdMsg, style, script")
                        .remove();
                page.select("br, p, div, li, tr").append("\n");
                return page.wholeText();
            });
        } catch (IOException | MessagingException _unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Part part, String type, int depth) throws MessagingException, IOException {
        if (depth > DEEPEST || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return Optional.empty();
        }
        if (part.isMimeType(type) && part.getSize() <= LARGEST) {
            return part.getContent() instanceof String text ? Optional.of(text) : Optional.empty();
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart one = parts.getBodyPart(i);
                Optional<String> found = text(one, type, depth + 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<ReplyText> firstLine(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .filter(line -> !line.startsWith(">"))
                .map(WORD::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> new ReplyText(matcher.group(1), matcher.group(2).strip()));
    }
}
