package org.siegel.sealing.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets through only properties and values that cannot fetch, cannot leave their place on the page and cannot make the layout
 * explode. Everything else is dropped silently: it is decoration.
 */
final class CssFilter {

    /** Wider than this does not fit between the margins of an A4 page. */
    static final int PAGE_WIDTH = 640;

    private static final int LONGEST = 4000;
    private static final int MOST_SELECTORS = 2000;

    private static final Set<String> COLOURS = Set.of(
            "color",
            "background-color",
            "border-color",
            "border-top-color",
            "border-right-color",
            "border-bottom-color",
            "border-left-color");

    private static final Map<String, Set<String>> KEYWORDS = Map.ofEntries(
            Map.entry("font-style", Set.of("normal", "italic", "oblique")),
            Map.entry(
                    "font-weight",
                    Set.of(
                            "normal", "bold", "bolder", "lighter", "100", "200", "300", "400", "500", "600", "700",
                            "800", "900")),
            Map.entry("text-align", Set.of("left", "right", "center", "justify", "start", "end")),
            Map.entry("text-decoration", Set.of("none", "underline", "line-through", "overline")),
            Map.entry("text-transform", Set.of("none", "uppercase", "lowercase", "capitalize")),
            Map.entry(
                    "vertical-align",
                    Set.of("top", "middle", "bottom", "baseline", "sub", "super", "text-top", "text-bottom")),
            Map.entry("white-space", Set.of("normal", "nowrap", "pre", "pre-wrap", "pre-line")),
            Map.entry(
                    "display",
                    Set.of(
                            "none",
                            "inline",
                            "block",
                            "inline-block",
                            "list-item",
                            "table",
                            "table-row",
                            "table-cell",
                            "table-row-group",
                            "table-header-group",
                            "table-footer-group")),
            Map.entry("float", Set.of("left", "right", "none")),
            Map.entry("clear", Set.of("left", "right", "both", "none")),
            Map.entry("direction", Set.of("ltr", "rtl")),
            Map.entry("border-collapse", Set.of("collapse", "separate")),
            Map.entry(
                    "list-style-type",
                    Set.of(
                            "none",
                            "disc",
                            "circle",
                            "square",
                            "decimal",
                            "lower-alpha",
                            "upper-alpha",
                            "lower-roman",
                            "upper-roman",
                            "lower-latin",
                            "upper-latin")),
            Map.entry("visibility", Set.of("visible", "hidden")));

    private static final Set<String> LENGTHS = Set.of(
            "margin",
            "margin-top",
            "margin-right",
            "margin-bottom",
            "margin-left",
            "padding",
            "padding-top",
            "padding-right",
            "padding-bottom",
            "padding-left",
            "text-indent",
            "border-spacing",
            "letter-spacing",
            "line-height",
            "width",
            "max-width",
            "min-width",
            "font-size",
            "border-width",
            "border-top-width",
            "border-right-width",
            "border-bottom-width",
            "border-left-width");

    private static final Set<String> BORDERS =
            Set.of("border", "border-top", "border-right", "border-bottom", "border-left", "border-style");

    private static final Set<String> LENGTH_WORDS = Set.of(
            "auto",
            "normal",
            "small",
            "medium",
            "large",
            "x-small",
            "xx-small",
            "x-large",
            "smaller",
            "larger",
            "thin",
            "thick",
            "inherit");

    private static final Set<String> BORDER_WORDS = Set.of(
            "none", "hidden", "solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset", "thin",
            "medium", "thick");

    private static final Pattern HEX = Pattern.compile("#(?:[0-9a-f]{3}|[0-9a-f]{6})");
    private static final Pattern RGB = Pattern.compile(
            "rgba?\\(\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*,\\s*(\\d{1,3})\\s*(?:,\\s*([0-9.]{1,8}))?\\s*\\)");
    private static final Pattern COLOUR_NAME = Pattern.compile("[a-z]{3,20}");
    private static final Pattern LENGTH = Pattern.compile("(\\d{0,6}(?:\\.\\d{1,6})?)(px|pt|em|rem|ex|%|cm|mm|in|pc)?");
    private static final Pattern SELECTOR = Pattern.compile("[A-Za-z0-9_.#*> +~-]{1,120}");

    /** The most of each unit, all about as much as one page is long. */
    private static final Map<String, Double> MOST = Map.of(
            "px", 900.0, "pt", 700.0, "em", 50.0, "rem", 50.0, "ex", 90.0, "%", 100.0, "cm", 24.0, "mm", 240.0, "in",
            9.0, "pc", 56.0);

    /**
     * What is allowed of a style attribute.
     *
     * @return declarations with a semicolon after each; empty if nothing is left
     */
    String declarations(String style) {
        var kept = new StringBuilder();
        for (String declaration : strip(style).split(";", 200)) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                String property = declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                String value = declaration
                        .substring(colon + 1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("\\s*!\\s*important$", "");
                declaration(property, value)
                        .ifPresent(clean -> kept.append(clean).append(';'));
            }
        }
        return kept.toString();
    }

    /**
     * What is allowed of a style sheet, each rule confined to the element that the scope selects. At-rules are dropped.
     *
     * @param scope a selector, such as {@code div.mail}
     */
    String sheet(String css, String scope) {
        var kept = new StringBuilder();
        String rest = css.replaceAll("(?s)/\\*.*?\\*/", "").replace("<!--", "").replace("-->", "");
        int selectors = 0;
        int at = 0;
        while (at < rest.length() && selectors < MOST_SELECTORS) {
            int open = rest.indexOf('{', at);
            if (open < 0) {
                break;
            }
            String prelude = rest.substring(at, open).strip();
            // "@charset ...; p" and "@import ...; p": the statement ends at its semicolon
            prelude = prelude.substring(prelude.lastIndexOf(';') + 1).strip();
            int close = prelude.startsWith("@") ? endOfBlock(rest, open) : rest.indexOf('}', open);
            int end = close < 0 ? rest.length() : close;
            if (!prelude.startsWith("@")) {
                String declarations = declarations(rest.substring(open + 1, end));
                for (String selector : prelude.split(",", 50)) {
                    Optional<String> confined = confine(selector.strip(), scope);
                    if (confined.isPresent() && !declarations.isEmpty()) {
                        kept.append(confined.get())
                                .append('{')
                                .append(declarations)
                                .append("}\n");
                        selectors++;
                    }
                }
            }
            at = end + 1;
        }
        return kept.toString();
    }

    private static int endOfBlock(String css, int open) {
        int depth = 0;
        for (int i = open; i < css.length(); i++) {
            if (css.charAt(i) == '{') {
                depth++;
            } else if (css.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<String> confine(String selector, String scope) {
        if (!SELECTOR.matcher(selector).matches()) {
            return Optional.empty();
        }
        String inner = selector.replaceFirst("(?i)^(html\\s+)?(html|body)(?![A-Za-z0-9_-])", "")
                .strip();
        return Optional.of(inner.isEmpty() ? scope : scope + " " + inner);
    }

    private static String strip(String style) {
        String bounded = style.length() > LONGEST ? style.substring(0, LONGEST) : style;
        return bounded.replaceAll("(?s)/\\*.*?\\*/", "");
    }

    private static Optional<String> declaration(String property, String value) {
        if (COLOURS.contains(property)) {
            return colour(value).map(clean -> property + ":" + clean);
        }
        if (property.equals("background")) {
            return colour(value).map(clean -> "background-color:" + clean);
        }
        if (property.equals("list-style")) {
            return declaration("list-style-type", value);
        }
        if (property.equals("text-decoration-line")) {
            return declaration("text-decoration", value);
        }
        if (property.equals("font-family")) {
            return value.matches(".*(courier|mono|consolas|menlo).*")
                    ? Optional.of("font-family:'siegel-mono','siegel',monospace")
                    : Optional.empty();
        }
        if (KEYWORDS.containsKey(property)) {
            return KEYWORDS.get(property).contains(value) ? Optional.of(property + ":" + value) : Optional.empty();
        }
        if (LENGTHS.contains(property)) {
            return lengths(property, value).map(clean -> property + ":" + clean);
        }
        return BORDERS.contains(property) ? border(value).map(clean -> property + ":" + clean) : Optional.empty();
    }

    static Optional<String> colour(String value) {
        Matcher rgb = RGB.matcher(value);
        if (rgb.matches()) {
            boolean invisible = rgb.group(4) != null && rgb.group(4).matches("0*\\.?0*");
            return invisible
                    ? Optional.empty()
                    : Optional.of("rgb(" + rgb.group(1) + "," + rgb.group(2) + "," + rgb.group(3) + ")");
        }
        boolean plain =
                HEX.matcher(value).matches() || COLOUR_NAME.matcher(value).matches();
        return plain ? Optional.of(value) : Optional.empty();
    }

    private static Optional<String> lengths(String property, String value) {
        var clean = new ArrayList<String>();
        for (String token : value.split("\\s+", 5)) {
            Optional<String> length = length(property, token);
            if (length.isEmpty()) {
                return Optional.empty();
            }
            clean.add(length.get());
        }
        return clean.size() > 4 ? Optional.empty() : Optional.of(String.join(" ", clean));
    }

    private static Optional<String> length(String property, String token) {
        if (LENGTH_WORDS.contains(token)) {
            return Optional.of(token);
        }
        Matcher length = LENGTH.matcher(token);
        if (!length.matches() || length.group(1).isEmpty() || length.group(1).equals(".")) {
            return Optional.empty();
        }
        double number = Double.parseDouble(length.group(1));
        String unit = length.group(2);
        if (unit == null) {
            boolean meaningful = number == 0 || (property.equals("line-height") && number <= 5);
            return meaningful ? Optional.of(plain(number)) : Optional.empty();
        }
        boolean wide = property.endsWith("width") && !property.startsWith("border");
        if (wide && pixels(number, unit) > PAGE_WIDTH) {
            return Optional.of("100%");
        }
        double most = property.equals("font-size") ? largestLetter(unit) : MOST.getOrDefault(unit, 0.0);
        double least = property.equals("font-size") ? 1 : 0;
        boolean tinyFont = property.equals("font-size") && pixels(number, unit) < least && !unit.equals("%");
        return tinyFont ? Optional.of("1px") : Optional.of(plain(Math.min(number, most)) + unit);
    }

    private static double largestLetter(String unit) {
        return switch (unit) {
            case "em", "rem" -> 6;
            case "%" -> 600;
            default -> MOST.getOrDefault(unit, 0.0) / 8;
        };
    }

    private static double pixels(double number, String unit) {
        return switch (unit) {
            case "px" -> number;
            case "pt" -> number * 96 / 72;
            case "pc" -> number * 16;
            case "em", "rem" -> number * 16;
            case "ex" -> number * 8;
            case "cm" -> number * 96 / 2.54;
            case "mm" -> number * 96 / 25.4;
            case "in" -> number * 96;
            default -> 0;
        };
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : String.format(Locale.ROOT, "%.4f", number);
    }

    private static Optional<String> border(String value) {
        List<String> clean = new ArrayList<>();
        Matcher tokens = Pattern.compile("rgba?\\([^)]{0,40}\\)|\\S+").matcher(value);
        while (tokens.find()) {
            String token = tokens.group();
            Optional<String> known = BORDER_WORDS.contains(token)
                    ? Optional.of(token)
                    : length("border-width", token).or(() -> colour(token));
            // "windowtext" is Outlook's black
            clean.add(known.map(text -> text.equals("windowtext") ? "black" : text)
                    .orElse(""));
        }
        return clean.isEmpty() || clean.size() > 4 || clean.contains("")
                ? Optional.empty()
                : Optional.of(String.join(" ", clean));
    }
}
