package org.siegel.content.office;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.siegel.content.part.LimitReachedException;

/** What the tables of one workbook share, and the cell that is being read. */
final class Workbook {

    /** Strings are kept while the tables are read; this many characters are 16 to 32 MB. */
    private static final int MOST_CHARACTERS = 16_000_000;

    private static final int MOST_STRINGS = 2_000_000;

    private final CellFormats formats = new CellFormats();
    private final StringBuilder strings = new StringBuilder();
    private int[] ends = new int[1024];
    private int count;

    private final StringBuilder cell = new StringBuilder();
    private boolean inCell;
    private String type = "";
    private String reference = "";
    private int style;
    private String formula = "";

    void readStyles(InputStream content) throws XMLStreamException, IOException {
        formats.read(content);
    }

    void dateSystem(String value) {
        formats.countFrom1904(value.equals("1") || value.equals("true"));
    }

    void stringText(char[] chars, int from, int length) {
        if (strings.length() <= MOST_CHARACTERS) {
            strings.append(chars, from, length);
        }
    }

    /** The string that was being read is complete. */
    void endString() throws LimitReachedException {
        if (strings.length() > MOST_CHARACTERS || count == MOST_STRINGS) {
            throw new LimitReachedException("too many shared strings");
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count] = strings.length();
        count++;
    }

    boolean isInCell() {
        return inCell;
    }

    void startCell(XMLStreamReader xml) {
        type = XmlText.attribute(xml, "t");
        reference = XmlText.attribute(xml, "r");
        style = number(XmlText.attribute(xml, "s"));
        cell.setLength(0);
        inCell = true;
    }

    /** From the letters of a reference such as {@code AB12}; -1 if there is none. */
    int column() {
        int column = 0;
        int i = 0;
        while (i < reference.length() && i < 3 && Character.isUpperCase(reference.charAt(i))) {
            column = column * 26 + reference.charAt(i) - 'A' + 1;
            i++;
        }
        return column - 1;
    }

    void cellText(char[] chars, int from, int length) {
        cell.append(chars, from, length);
    }

    /** A formula comes before its value; what it quotes is kept apart from it. */
    void endFormula() {
        if (inCell) {
            boolean quotes = cell.indexOf("\"") >= 0;
            formula = quotes ? " " + cell : "";
            cell.setLength(0);
        }
    }

    /** The cell as it is shown; digits that its format hides are shown all the same. */
    String endCell() {
        inCell = false;
        String quoted = formula;
        formula = "";
        String value = cell.toString();
        String shown = switch (type) {
            case "s" -> string(number(value));
            case "", "n" -> formats.shown(value.strip(), style);
            default -> value;
        };
        return shown + quoted;
    }

    private String string(int index) {
        return index < 0 || index >= count ? "" : strings.substring(index == 0 ? 0 : ends[index - 1], ends[index]);
    }

    private static int number(String digits) {
        try {
            return Integer.parseInt(digits.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
