package org.siegel.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table for a terminal; what does not fit into a cell goes on in the next line of it. */
final class Table {

    private static final String GAP = "  ";

    private final int[] widths;
    private final StringBuilder out = new StringBuilder();

    /**
     * Starts with the headings.
     *
     * @param widths of the columns, in characters
     */
    Table(List<Integer> widths, String... headings) {
        this.widths = widths.stream().mapToInt(Integer::intValue).toArray();
        row(headings);
        rule();
    }

    /** A line across. */
    void rule() {
        out.append(Arrays.stream(widths).mapToObj("─"::repeat).collect(Collectors.joining("──")))
                .append('\n');
    }

    /** A line of text that has no columns. */
    void title(String text) {
        out.append(text).append('\n');
    }

    /** As many lines as the highest cell needs. */
    void row(String... cells) {
        List<List<String>> lines = IntStream.range(0, widths.length)
                .mapToObj(i -> wrapped(cells[i], widths[i]))
                .toList();
        int height = lines.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = line < lines.get(i).size() ? lines.get(i).get(line) : "";
                text.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            String rest = word;
            if (!line.isEmpty() && line.length() + 1 + rest.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (rest.length() > width) {
                lines.add(rest.substring(0, width));
                rest = rest.substring(width);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
