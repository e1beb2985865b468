package org.siegel.content.office;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * How a workbook shows its numbers, as far as that matters for finding things in them: dates as dates, leading zeros, and
 * never fewer digits than were entered (ISO/IEC 29500-1 §18.8.30, §18.8.31).
 */
final class CellFormats {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
    private static final LocalDate FROM_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate FROM_1904 = LocalDate.of(1904, 1, 1);
    private static final int LAST_DAY = 2_958_465;
    private static final int LONGEST_DAY = 7;
    private static final int MOST_FORMATS = 70_000;
    private static final int LONGEST_NUMBER = 60;

    private final Map<Integer, String> codes = new HashMap<>();
    private final List<Integer> styles = new ArrayList<>();
    private LocalDate dayZero = FROM_1900;
    private boolean inCellStyles;

    void countFrom1904(boolean is1904) {
        dayZero = is1904 ? FROM_1904 : FROM_1900;
    }

    void read(InputStream content) throws XMLStreamException, IOException {
        XmlText.read(content, new XmlText.Events() {
            @Override
            void start(XMLStreamReader xml) {
                style(xml);
            }

            @Override
            void end(String element) {
                inCellStyles &= !element.equals("cellXfs");
            }

            @Override
            void text(char[] chars, int from, int length) {}
        });
    }

    private void style(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "numFmt" -> {
                if (codes.size() < MOST_FORMATS) {
                    codes.put(number(XmlText.attribute(xml, "numFmtId")), XmlText.attribute(xml, "formatCode"));
                }
            }
            case "cellXfs" -> inCellStyles = true;
            case "xf" -> {
                if (inCellStyles && styles.size() < MOST_FORMATS) {
                    styles.add(number(XmlText.attribute(xml, "numFmtId")));
                }
            }
            default -> {}
        }
    }

    private static int number(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** @param style the index that the cell gives, or -1 */
    String shown(String value, int style) {
        String plain = plain(value);
        int format = style < 0 || style >= styles.size() ? 0 : styles.get(style);
        String code = codes.getOrDefault(format, "");
        if (plain.isEmpty() || !Character.isDigit(plain.charAt(0))) {
            return plain;
        }
        int integerDigits = integerDigits(plain);
        if (isDate(format, code) && integerDigits <= LONGEST_DAY) {
            int day = Integer.parseInt(plain.substring(0, integerDigits));
            return day <= LAST_DAY ? dayZero.plusDays(day).format(DAY) : plain;
        }
        return "0".repeat(Math.max(0, leastDigits(code) - integerDigits)) + plain;
    }

    /** A number with all its digits instead of an exponent; anything else as it is. */
    static String plain(String value) {
        if (value.length() > LONGEST_NUMBER || value.isEmpty()) {
            return value;
        }
        try {
            BigDecimal number = new BigDecimal(value);
            boolean tame = Math.abs((long) number.scale()) <= LONGEST_NUMBER;
            return tame ? number.toPlainString() : value;
        } catch (NumberFormatException e) {
            return value;
        }
    }

    private static int integerDigits(String plain) {
        int point = plain.indexOf('.');
        return point < 0 ? plain.length() : point;
    }

    /** The built-in ones, and those whose code has a year or a day outside quotation marks and brackets. */
    private static boolean isDate(int format, String code) {
        boolean builtIn =
                (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 50 && format <= 58);
        String bare = bare(code).toLowerCase(Locale.ROOT);
        return builtIn || bare.indexOf('y') >= 0 || bare.indexOf('d') >= 0 || bare.indexOf('j') >= 0;
    }

    /** How many digits before the point a number is filled up to. */
    private static int leastDigits(String code) {
        String first = bare(code);
        int end = first.indexOf(';');
        int point = first.indexOf('.');
        int to = point >= 0 ? point : end >= 0 ? end : first.length();
        return (int) first.substring(0, to)
                .chars()
                .filter(c -> c == '0')
                .limit(LONGEST_NUMBER)
                .count();
    }

    private static String bare(String code) {
        StringBuilder bare = new StringBuilder();
        char until = 0;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (until != 0) {
                until = c == until ? 0 : until;
            } else if (c == '"') {
                until = '"';
            } else if (c == '[') {
                until = ']';
            } else if (c == '\\' || c == '_' || c == '*') {
                i++;
            } else {
                bare.append(c);
            }
        }
        return bare.toString();
    }
}
