package org.siegel.content.office;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Text of one XML entry of an Office Open XML package. The three applications name their elements so that one reader serves
 * all; the prefix does not count, so both the transitional and the strict form are read (ISO/IEC 29500-1 and -4).
 */
final class OoxmlText extends XmlText.Events {

    private static final Set<String> WORDS = Set.of(
            "t", "delText", "instrText", "text", "definedName", "oddHeader", "oddFooter", "evenHeader", "evenFooter");

    private final TextFlow flow;
    private final Workbook workbook;
    private int inWords;
    private int inPhonetic;
    private boolean isSheet;
    private boolean isStrings;

    OoxmlText(TextFlow flow, Workbook workbook) {
        this.flow = flow;
        this.workbook = workbook;
    }

    void read(InputStream content) throws XMLStreamException, IOException {
        XmlText.read(content, this);
        if (isSheet) {
            flow.endTable();
        }
    }

    @Override
    void start(XMLStreamReader xml) throws IOException {
        String element = xml.getLocalName();
        switch (element) {
            case "worksheet" -> {
                isSheet = true;
                flow.startTable();
            }
            case "sst" -> isStrings = true;
            case "workbookPr" -> workbook.dateSystem(XmlText.attribute(xml, "date1904"));
            case "c" -> {
                if (isSheet) {
                    workbook.startCell(xml);
                    flow.startCell(workbook.column());
                }
            }
            case "sheet" -> line(XmlText.attribute(xml, "name"));
            case "tbl" -> flow.startTable();
            case "tc" -> flow.startCell(-1);
            case "txbxContent", "delText", "instrText" -> flow.startAside();
            case "tab", "ptab" -> flow.append("\t");
            case "br", "cr" -> flow.append("\n");
            case "noBreakHyphen" -> flow.append("-");
            case "sym" -> flow.append(" ");
            case "rPh" -> inPhonetic++;
            case "docPr", "cNvPr" -> described(xml);
            case "Relationship" -> target(xml);
            case "dataValidation", "hyperlink" -> aside(XmlText.attribute(xml, "tooltip"));
            default -> {}
        }
        if (WORDS.contains(element) || isValue(element)) {
            inWords++;
        }
    }

    private boolean isValue(String element) {
        return element.equals("v") || (isSheet && element.equals("f"));
    }

    @Override
    void text(char[] chars, int from, int length) {
        if (inWords == 0 || inPhonetic > 0) {
            return;
        }
        if (isSheet && workbook.isInCell()) {
            workbook.cellText(chars, from, length);
        } else if (isStrings) {
            workbook.stringText(chars, from, length);
        } else {
            flow.append(chars, from, length);
        }
    }

    @Override
    void end(String element) throws IOException {
        if (inWords > 0 && (WORDS.contains(element) || isValue(element))) {
            inWords--;
        }
        switch (element) {
            case "c" -> {
                if (isSheet) {
                    flow.append(workbook.endCell());
                    flow.endCell(1);
                } else {
                    flow.endParagraph();
                }
            }
            case "f" -> workbook.endFormula();
            case "row" -> {
                if (isSheet) {
                    flow.endRow();
                }
            }
            case "si" -> workbook.endString();
            case "rPh" -> inPhonetic--;
            case "tbl" -> flow.endTable();
            case "tc" -> flow.endCell(1);
            case "tr" -> flow.endRow();
            case "txbxContent", "delText", "instrText" -> flow.endAside();
            case "p", "pt", "cm", "definedName", "oddHeader", "oddFooter", "comment" -> flow.endParagraph();
            default -> {}
        }
    }

    /** What a picture shows, in its author's words. */
    private void described(XMLStreamReader xml) {
        aside(XmlText.attribute(xml, "descr"));
        aside(XmlText.attribute(xml, "title"));
    }

    /** Where a link leads; addresses hold data too. */
    private void target(XMLStreamReader xml) {
        if (XmlText.attribute(xml, "TargetMode").equals("External")) {
            line(XmlText.attribute(xml, "Target"));
        }
    }

    private void line(String text) {
        flow.append(text);
        flow.endParagraph();
    }

    private void aside(String text) {
        if (!text.isEmpty()) {
            flow.startAside();
            flow.append(text);
            flow.endAside();
        }
    }
}
