package org.siegel.sealing.message;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.siegel.sealing.message.Part.Leaf;
import org.siegel.sealing.message.Part.Multipart;

/** Decides what of the MIME tree is body, what is picture and what is attachment. Nothing gets lost on the way. */
final class Reading {

    /** More than this of one text is not shown; the whole text then comes as a file too. */
    private static final int LONGEST_TEXT = 1 << 20;

    /** What the page can show; all other pictures are attachments. */
    private static final Set<String> SHOWN_IMAGES =
            Set.of("image/png", "image/jpeg", "image/jpg", "image/pjpeg", "image/gif");

    private static final Pattern MARKUP = Pattern.compile("<[^<>]{0,2000}>");
    private static final Pattern BLANK = Pattern.compile("[\\s\\u00A0]*");

    private final List<Body.Piece> pieces = new ArrayList<>();
    private final List<Leaf> files = new ArrayList<>();
    private final Set<Remark> remarks = EnumSet.noneOf(Remark.class);

    /** What a reader gets. */
    record Result(Body body, List<InlineImage> images, List<Attachment> attachments, Set<Remark> remarks) {}

    Result read(Optional<Part> root) throws IOException {
        if (root.isPresent()) {
            collect(root.get(), false);
        }
        var names = new AttachmentNames();
        var shown = new HashSet<String>();
        var images = new ArrayList<InlineImage>();
        var attachments = new ArrayList<Attachment>();
        for (Leaf leaf : files) {
            var file = new Attachment(names.nameFor(leaf), leaf.fields().mediaType(), leaf.content());
            String id = leaf.fields().contentId();
            boolean image = SHOWN_IMAGES.contains(file.mediaType()) && isReferenced(id) && shown.add(id);
            if (image) {
                images.add(new InlineImage(id, file));
            } else {
                attachments.add(file);
            }
        }
        return new Result(new Body(pieces), images, attachments, remarks);
    }

    private void collect(Part part, boolean alternative) throws IOException {
        switch (part) {
            case Leaf leaf -> collectLeaf(leaf, alternative);
            case Multipart multi -> {
                if (multi.children().isEmpty()) {
                    addPreamble(multi);
                } else if (multi.is("alternative")) {
                    collectAlternative(multi);
                } else if (multi.is("related")) {
                    collectRelated(multi, alternative);
                } else {
                    for (Part child : multi.children()) {
                        collect(child, alternative);
                    }
                }
            }
        }
    }

    private void collectLeaf(Leaf leaf, boolean alternative) throws IOException {
        boolean named = !leaf.fields().fileName().isEmpty();
        boolean body = leaf.isBodyText() && !leaf.fields().isDeclaredAttachment() && (alternative || !named);
        if (body) {
            addText(leaf, "");
        } else {
            files.add(leaf);
        }
    }

    /** The last understood version is the richest one (RFC 2046 §5.1.4). Files that hang in another version are kept. */
    private void collectAlternative(Multipart alternative) throws IOException {
        List<Part> versions = alternative.children();
        int chosen = 0;
        for (int i = 1; i < versions.size(); i++) {
            chosen = richness(versions.get(i)) >= richness(versions.get(chosen)) ? i : chosen;
        }
        String plain = "";
        for (int i = 0; i < versions.size(); i++) {
            if (i != chosen) {
                plain = plain.isEmpty() ? plainText(versions.get(i)) : plain;
                keepFiles(versions.get(i));
            }
        }
        int before = pieces.size();
        collect(versions.get(chosen), true);
        if (pieces.size() > before && pieces.get(before) instanceof Body.Html html) {
            pieces.set(before, new Body.Html(html.text(), plain));
        }
    }

    private static int richness(Part part) {
        return switch (part) {
            case Leaf leaf when !leaf.isBodyText() -> 0;
            case Leaf leaf when leaf.fields().mediaType().equals("text/html") -> 3;
            case Leaf leaf when leaf.fields().mediaType().equals("text/plain") -> 1;
            case Leaf ignored -> 2;
            case Multipart multi ->
                multi.children().stream().mapToInt(Reading::richness).max().orElse(0);
        };
    }

    private String plainText(Part part) throws IOException {
        return part instanceof Leaf leaf && leaf.fields().mediaType().equals("text/plain") ? plain(leaf) : "";
    }

    private void keepFiles(Part part) {
        switch (part) {
            case Leaf leaf -> {
                if (!leaf.isBodyText() || leaf.fields().isDeclaredAttachment()) {
                    files.add(leaf);
                }
            }
            case Multipart multi -> multi.children().forEach(this::keepFiles);
        }
    }

    /** The root is the part that "start" names, else the first one (RFC 2387 §3.2). */
    private void collectRelated(Multipart related, boolean alternative) throws IOException {
        String start = related.fields().type().parameter("start").replaceAll("^[<\\s]+|[>\\s]+$", "");
        List<Part> parts = related.children();
        int root = IntStream.range(0, parts.size())
                .filter(i ->
                        !start.isEmpty() && parts.get(i).fields().contentId().equals(start))
                .findFirst()
                .orElse(0);
        collect(parts.get(root), alternative);
        for (int i = 0; i < parts.size(); i++) {
            if (i != root) {
                collect(parts.get(i), false);
            }
        }
    }

    /** A multipart in which no boundary was found: what there is stands before the first part. */
    private void addPreamble(Multipart multi) throws IOException {
        String text = unixLines(Charsets.undeclared(multi.preamble().head(LONGEST_TEXT)));
        if (!BLANK.matcher(text).matches()) {
            remarks.add(Remark.STRUCTURE_UNREADABLE);
            pieces.add(new Body.Plain(text));
        }
    }

    private void addText(Leaf leaf, String alternative) throws IOException {
        if (leaf.content().size() > LONGEST_TEXT) {
            remarks.add(Remark.TEXT_SHORTENED);
            files.add(leaf);
        }
        if (leaf.fields().mediaType().equals("text/html")) {
            byte[] bytes = leaf.content().head(LONGEST_TEXT);
            pieces.add(new Body.Html(Charsets.decode(bytes, charset(leaf), true), alternative));
            return;
        }
        String text = plain(leaf);
        if (!BLANK.matcher(text).matches()) {
            pieces.add(new Body.Plain(text));
        }
    }

    private static String plain(Leaf leaf) throws IOException {
        byte[] bytes = leaf.content().head(LONGEST_TEXT);
        String text = unixLines(Charsets.decode(bytes, charset(leaf), false));
        return switch (leaf.fields().mediaType()) {
            // RFC 1896, "Line break rules": single line breaks are blanks, markup in angle brackets
            case "text/enriched", "text/richtext" ->
                MARKUP.matcher(text.replaceAll("(?<!\n)\n(?!\n)", " ").replace("<<", "\u0000"))
                        .replaceAll("")
                        .replace("\u0000", "<");
            default -> {
                var type = leaf.fields().type();
                boolean flowed = type.parameter("format").equalsIgnoreCase("flowed");
                yield flowed ? FlowedText.join(text, type.parameter("delsp").equalsIgnoreCase("yes")) : text;
            }
        };
    }

    private static String charset(Leaf leaf) {
        return leaf.fields().type().parameter("charset");
    }

    private static String unixLines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private boolean isReferenced(String contentId) {
        if (contentId.isEmpty()) {
            return false;
        }
        String wanted = contentId.toLowerCase(Locale.ROOT);
        return pieces.stream()
                .anyMatch(piece ->
                        piece instanceof Body.Html html && html.references().contains(wanted));
    }
}
