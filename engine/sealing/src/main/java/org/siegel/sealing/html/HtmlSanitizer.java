package org.siegel.sealing.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;
import org.siegel.sealing.container.Language;
import org.siegel.sealing.container.Phrase;

/**
 * Copies hostile HTML into a tree of its own: known elements, known attributes, bounded numbers, bounded depth. What is not
 * copied does not exist for anything that comes later.
 */
final class HtmlSanitizer {

    /** The element that holds a sanitised body; its style sheet is confined to it. */
    static final String SCOPE = "div.mail";

    private static final int DEEPEST = 60;
    private static final int MOST_CELLS = 10_000;
    private static final int MOST_ELEMENTS = 50_000;
    private static final int MOST_SPAN = 100;

    private static final Set<String> KEPT = Set.of(
            "a",
            "abbr",
            "address",
            "b",
            "bdi",
            "bdo",
            "big",
            "blockquote",
            "br",
            "caption",
            "cite",
            "code",
            "col",
            "colgroup",
            "dd",
            "del",
            "dfn",
            "div",
            "dl",
            "dt",
            "em",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "i",
            "img",
            "ins",
            "kbd",
            "li",
            "ol",
            "p",
            "pre",
            "q",
            "s",
            "samp",
            "small",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "tt",
            "u",
            "ul",
            "var");

    /** Gone with everything inside. */
    private static final Set<String> DROPPED = Set.of(
            "script",
            "style",
            "head",
            "title",
            "iframe",
            "frame",
            "frameset",
            "noframes",
            "object",
            "embed",
            "applet",
            "link",
            "meta",
            "base",
            "svg",
            "math",
            "audio",
            "video",
            "canvas",
            "template",
            "input",
            "select",
            "option",
            "textarea",
            "button",
            "xml",
            "source",
            "track",
            "param",
            "map");

    /** Elements that the page's layout does not know, and what they look like. */
    private static final Map<String, String> RENAMED = Map.ofEntries(
            Map.entry("article", "div"),
            Map.entry("aside", "div"),
            Map.entry("center", "div"),
            Map.entry("details", "div"),
            Map.entry("figcaption", "div"),
            Map.entry("figure", "div"),
            Map.entry("footer", "div"),
            Map.entry("header", "div"),
            Map.entry("main", "div"),
            Map.entry("nav", "div"),
            Map.entry("section", "div"),
            Map.entry("summary", "div"),
            Map.entry("font", "span"),
            Map.entry("mark", "span"));

    private static final Set<String> CELLS = Set.of("td", "th");
    private static final Pattern SMALL_NUMBER = Pattern.compile("\\s*\\d{1,15}\\s*");
    private static final Pattern LENGTH =
            Pattern.compile("\\s*(\\d{1,5})(?:\\.\\d+)?(px|%)?\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern STYLED_WIDTH =
            Pattern.compile("(?:^|;)\\s*width\\s*:\\s*(\\d{1,5})(?:\\.\\d+)?px", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLASSES = Pattern.compile("[A-Za-z0-9_ -]{1,200}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z-]{1,20}");
    private static final Pattern LINK =
            Pattern.compile("(?:https?://|mailto:|tel:)[^\\s\"'<>\\\\^`{|}]{1,2000}", Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> FONT_SIZES = Map.of(
            "1", "8pt", "2", "10pt", "3", "12pt", "4", "14pt", "5", "18pt", "6", "24pt", "7", "36pt", "+1", "14pt",
            "+2", "18pt");

    private final CssFilter css = new CssFilter();
    private final Pictures pictures;
    private final Language language;
    private boolean remoteImages;
    private boolean imagesNotShown;

    HtmlSanitizer(Pictures pictures, Language language) {
        this.pictures = pictures;
        this.language = language;
    }

    /** @param style its style sheet, confined to {@link #SCOPE} */
    record Clean(Element body, String style) {}

    /**
     * @throws IOException if a picture of the message cannot be read
     */
    Clean sanitize(String html) throws IOException {
        Document parsed = Jsoup.parse(html);
        var style = new StringBuilder();
        for (Element element : parsed.select("style")) {
            style.append(css.sheet(element.data(), SCOPE));
        }
        var target = new Element("div").addClass("mail");
        String own = css.declarations(parsed.body().attr("style"))
                + CssFilter.colour(parsed.body().attr("bgcolor").strip().toLowerCase(Locale.ROOT))
                        .map(colour -> "background-color:" + colour + ";")
                        .orElse("");
        if (!own.isEmpty()) {
            target.attr("style", own);
        }
        try {
            NodeTraversor.traverse(new Copying(target), parsed.body());
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        markFlatTables(target);
        return new Clean(target, style.toString());
    }

    /** Those without tables in them, whose rows may be kept whole. */
    private static void markFlatTables(Element target) {
        var tables = target.select("table");
        tables.addClass("siegel-flat");
        for (Element table : tables) {
            Element outer = table.parent();
            while (outer != null && !outer.normalName().equals("table")) {
                outer = outer.parent();
            }
            if (outer != null) {
                outer.removeClass("siegel-flat");
            }
        }
    }

    boolean leftOutRemoteImages() {
        return remoteImages;
    }

    boolean leftOutOwnImages() {
        return imagesNotShown;
    }

    private record Place(Element element, int depth) {}

    /** Walks the hostile tree without recursion and writes into the clean one. */
    private final class Copying implements NodeVisitor {
        private Place place;
        private int dropping = -1;
        private int elements;
        private int cells;
        private final ArrayDeque<Place> path = new ArrayDeque<>();

        Copying(Element target) {
            this.place = new Place(target, 0);
        }

        @Override
        public void head(Node node, int level) {
            if (dropping >= 0) {
                return;
            }
            if (node instanceof TextNode text) {
                place.element().appendChild(new TextNode(text.getWholeText()));
            } else if (node instanceof Element element) {
                open(element, level);
            }
        }

        @Override
        public void tail(Node node, int level) {
            if (dropping >= 0) {
                dropping = dropping == level ? -1 : dropping;
            } else if (node instanceof Element) {
                place = path.pop();
            }
        }

        private void open(Element element, int level) {
            String name = element.normalName();
            if (DROPPED.contains(name)) {
                dropping = level;
                return;
            }
            path.push(place);
            String kept = RENAMED.getOrDefault(name, name);
            boolean tooMuch = place.depth() >= DEEPEST
                    || ++elements > MOST_ELEMENTS
                    || (CELLS.contains(kept) && ++cells > MOST_CELLS);
            if (!KEPT.contains(kept) || tooMuch) {
                return;
            }
            if (kept.equals("img")) {
                image(element);
                return;
            }
            var copy = new Element(kept);
            attributes(element, copy);
            place.element().appendChild(copy);
            place = new Place(copy, place.depth() + 1);
        }

        private void image(Element element) {
            try {
                var picture = pictures.at(element.attr("src"));
                if (picture.isPresent()) {
                    place.element().appendChild(imageOf(element, picture.get()));
                    return;
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            if (isTracker(element)) {
                return;
            }
            String source = element.attr("src").strip().toLowerCase(Locale.ROOT);
            boolean own = source.startsWith("cid:") || source.startsWith("data:");
            imagesNotShown |= own;
            remoteImages |= !own;
            String alt = element.attr("alt").strip();
            place.element()
                    .appendChild(new Element("span")
                            .addClass("siegel-noimage")
                            .text("[" + (alt.isEmpty() ? Phrase.IMAGE_LEFT_OUT.in(language) : alt) + "]"));
        }
    }

    /** A picture of at most 2 x 2 pixels tells the sender that the mail was read, and shows nothing. */
    private static boolean isTracker(Element image) {
        return image.attr("src").isBlank()
                || image.attr("width").strip().matches("[012](px)?")
                || image.attr("height").strip().matches("[012](px)?");
    }

    private Element imageOf(Element source, Pictures.Picture picture) {
        int width = styledWidth(source).orElseGet(() -> length(source.attr("width"), picture.width()));
        if (width == 0) {
            int height = length(source.attr("height"), picture.height());
            width = height == 0 ? picture.width() : (int) ((long) height * picture.width() / picture.height());
        }
        String style = css.declarations(source.attr("style")).replaceAll("(^|;)(max-|min-)?width:[^;]*;", "$1");
        var image = new Element("img");
        image.attr("src", picture.uri());
        image.attr("alt", source.attr("alt").strip());
        image.attr("style", style + "width:" + Math.clamp(width, 1, CssFilter.PAGE_WIDTH) + "px;");
        String align = source.attr("align").strip().toLowerCase(Locale.ROOT);
        if (align.equals("left") || align.equals("right")) {
            image.attr("align", align);
        }
        return image;
    }

    /** A style counts before an attribute. */
    private static Optional<Integer> styledWidth(Element image) {
        var width = STYLED_WIDTH.matcher(image.attr("style"));
        return width.find() ? Optional.of(Integer.parseInt(width.group(1))) : Optional.empty();
    }

    /** In pixels; 0 if it says nothing. */
    private static int length(String attribute, int natural) {
        var length = LENGTH.matcher(attribute);
        if (!length.matches()) {
            return 0;
        }
        int number = Integer.parseInt(length.group(1));
        return "%".equals(length.group(2))
                ? Math.min(natural, CssFilter.PAGE_WIDTH * Math.min(number, 100) / 100)
                : number;
    }

    private void attributes(Element from, Element to) {
        var style = new StringBuilder(css.declarations(from.attr("style")));
        from.attributes().forEach(attribute -> {
            String name = attribute.getKey().toLowerCase(Locale.ROOT);
            String value = attribute.getValue();
            switch (name) {
                case "class" -> copyIf(CLASSES.matcher(value).matches(), to, name, value);
                case "align", "valign", "dir" ->
                    copyIf(
                            WORD.matcher(value.strip()).matches(),
                            to,
                            name,
                            value.strip().toLowerCase(Locale.ROOT));
                case "lang" -> copyIf(WORD.matcher(value).matches(), to, name, value);
                case "colspan", "rowspan", "span" ->
                    copyIf(SMALL_NUMBER.matcher(value).matches(), to, name, clamped(value, 1, MOST_SPAN));
                case "start" -> copyIf(SMALL_NUMBER.matcher(value).matches(), to, name, clamped(value, 1, 1_000_000));
                case "border" -> copyIf(SMALL_NUMBER.matcher(value).matches(), to, name, clamped(value, 0, 10));
                case "cellpadding", "cellspacing" ->
                    copyIf(SMALL_NUMBER.matcher(value).matches(), to, name, clamped(value, 0, 50));
                case "width" -> style.insert(0, width(value));
                case "bgcolor" -> style.insert(0, colour("background-color", value));
                case "color" -> style.insert(0, from.normalName().equals("font") ? colour("color", value) : "");
                case "size" -> style.insert(0, fontSize(from, value));
                case "href" -> copyIf(LINK.matcher(value.strip()).matches(), to, name, value.strip());
                case "alt", "title" -> {
                    // shown nowhere on paper
                }
                default -> {
                    // everything else is dropped
                }
            }
        });
        if (from.normalName().equals("center")) {
            style.insert(0, "text-align:center;");
        }
        if (from.normalName().equals("mark")) {
            style.insert(0, "background-color:yellow;");
        }
        if (!style.isEmpty()) {
            to.attr("style", style.toString());
        }
    }

    private static void copyIf(boolean allowed, Element to, String name, String value) {
        // class names of our own frame are not for the sender
        if (allowed && !value.contains("siegel")) {
            to.attr(name, value);
        }
    }

    private static String clamped(String number, int least, int most) {
        return SMALL_NUMBER.matcher(number).matches()
                ? Integer.toString(Math.clamp(Long.parseLong(number.strip()), least, most))
                : Integer.toString(least);
    }

    private String width(String value) {
        var length = LENGTH.matcher(value);
        if (!length.matches()) {
            return "";
        }
        return css.declarations("width:" + length.group(1) + ("%".equals(length.group(2)) ? "%" : "px"));
    }

    private static String colour(String property, String value) {
        String clean = value.strip().toLowerCase(Locale.ROOT);
        String mended = clean.matches("[0-9a-f]{6}") ? "#" + clean : clean;
        return CssFilter.colour(mended)
                .map(colour -> property + ":" + colour + ";")
                .orElse("");
    }

    private static String fontSize(Element from, String value) {
        String size = FONT_SIZES.get(value.strip());
        return from.normalName().equals("font") && size != null ? "font-size:" + size + ";" : "";
    }
}
