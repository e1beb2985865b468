package org.siegel.content.office;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Text of one XML entry of an OpenDocument (ISO/IEC 26300-1 §6.1, §9.1, §19.385). */
final class OdfText extends XmlText.Events {

    private static final int MOST_BLANKS = 1000;
    private static final int DIGITS_WORTH_KEEPING = 7;

    /** What a cell holds beside what it shows, and how many columns it stands for. */
    private record Cell(String value, int columns) {}

    private final TextFlow flow;
    private final Deque<Cell> cells = new ArrayDeque<>();
    private final StringBuilder shownDigits = new StringBuilder();
    private int inText;

    OdfText(TextFlow flow) {
        this.flow = flow;
    }

    void read(InputStream content) throws XMLStreamException, IOException {
        XmlText.read(content, this);
    }

    @Override
    void start(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            // paragraphs, and the fields of meta.xml
            case "p", "h", "title", "subject", "description", "keyword", "user-defined", "initial-creator", "creator" ->
                inText++;
            case "s" -> flow.append(" ".repeat(Math.clamp(number(XmlText.attribute(xml, "c"), 1), 1, MOST_BLANKS)));
            case "tab" -> flow.append("\t");
            case "line-break" -> flow.append("\n");
            case "table" -> {
                flow.append(XmlText.attribute(xml, "name"));
                flow.endParagraph();
                flow.startTable();
            }
            case "table-cell", "covered-table-cell" -> startCell(xml);
            case "text-box", "annotation", "note-body", "desc" -> flow.startAside();
            case "a" -> link(XmlText.attribute(xml, "href"));
            default -> {}
        }
        if (xml.getLocalName().equals("desc")) {
            inText++;
        }
    }

    private void link(String target) {
        flow.startAside();
        flow.append(target);
        flow.endAside();
    }

    private void startCell(XMLStreamReader xml) {
        String value = XmlText.attribute(xml, "value");
        cells.push(new Cell(value, Math.max(1, number(XmlText.attribute(xml, "number-columns-repeated"), 1))));
        shownDigits.setLength(0);
        flow.startCell(-1);
    }

    @Override
    void text(char[] chars, int from, int length) {
        if (inText > 0) {
            flow.append(chars, from, length);
            if (!cells.isEmpty()) {
                for (int i = from; i < from + length; i++) {
                    if (Character.isDigit(chars[i])) {
                        shownDigits.append(chars[i]);
                    }
                }
            }
        }
    }

    @Override
    void end(String element) {
        switch (element) {
            case "p",
                    "h",
                    "title",
                    "subject",
                    "description",
                    "keyword",
                    "user-defined",
                    "initial-creator",
                    "creator" -> {
                inText--;
                flow.endParagraph();
            }
            case "desc" -> {
                inText--;
                flow.endAside();
            }
            case "text-box", "annotation", "note-body" -> flow.endAside();
            case "table-cell", "covered-table-cell" -> endCell();
            case "table-row" -> flow.endRow();
            case "table" -> flow.endTable();
            default -> {}
        }
    }

    private void endCell() {
        Cell cell = cells.poll();
        if (cell == null) {
            return;
        }
        String entered = CellFormats.plain(cell.value());
        String digits = entered.replaceAll("[^0-9]", "");
        if (digits.length() >= DIGITS_WORTH_KEEPING && shownDigits.indexOf(digits) < 0) {
            flow.append(" ");
            flow.append(entered);
        }
        shownDigits.setLength(0);
        flow.endCell(cell.columns());
    }

    private static int number(String digits, int otherwise) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
