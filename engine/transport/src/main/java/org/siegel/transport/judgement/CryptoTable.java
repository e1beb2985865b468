package org.siegel.transport.judgement;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.siegel.transport.tls.TlsObservation;

/** One edition of BSI TR-02102-2 as data: which version, suite, group and signature is recommended until when. */
final class CryptoTable {

    private static final Pattern LAST_YEAR = Pattern.compile("(20\\d\\d)(\\+?).*");
    private static final Pattern HEX = Pattern.compile("0x([0-9A-Fa-f]+)");

    /**
     * One row.
     *
     * @param tls   the protocol version it is for, {@code 1.2}, {@code 1.3} or {@code *}
     * @param until as written, such as {@code 2031} or {@code 2032+}
     * @param hasForwardSecrecy false only where the table says so
     * @param needsEncryptThenMac whether it is recommended only with RFC 7366
     */
    record Row(
            String kind,
            String tls,
            String name,
            int code,
            String until,
            boolean hasForwardSecrecy,
            boolean needsEncryptThenMac) {

        /** Whether it is recommended on that day: until the end of the year named, open-ended with a plus sign. */
        boolean isRecommendedOn(LocalDate day) {
            Matcher year = LAST_YEAR.matcher(until);
            return year.matches() && (year.group(2).equals("+") || day.getYear() <= Integer.parseInt(year.group(1)));
        }

        /** Whether BSI has said that it will recommend it. */
        boolean isAnnounced() {
            return until.equals("ANNOUNCED");
        }

        boolean isFor(String version) {
            return tls.equals("*") || tls.isEmpty() || tls.contains(version);
        }
    }

    private final Map<String, List<Row>> byKind;

    private CryptoTable(List<Row> rows) {
        Map<String, List<Row>> grouped = new HashMap<>();
        rows.forEach(row -> grouped.merge(row.kind(), List.of(row), CryptoTable::joined));
        this.byKind = Map.copyOf(grouped);
    }

    private static List<Row> joined(List<Row> some, List<Row> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    static CryptoTable load(String resource) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(Resources.text(resource), format)) {
            return new CryptoTable(parser.stream().map(CryptoTable::row).toList());
        } catch (IOException e) {
            throw new IllegalStateException("The table " + resource + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Row row(CSVRecord fields) {
        return new Row(
                fields.get("kind"),
                fields.get("tls"),
                fields.get("name"),
                code(fields.get("iana")),
                fields.get("until"),
                !fields.get("pfs").equals("no"),
                fields.get("note").toLowerCase(Locale.ROOT).contains("only with encrypt_then_mac"));
    }

    /** {@code 23}, {@code 0x0403} or, for suites, {@code 0xC0,0x23}. */
    private static int code(String text) {
        if (!text.startsWith("0x")) {
            return text.isEmpty() ? -1 : Integer.parseInt(text);
        }
        return Arrays.stream(text.split(","))
                .map(HEX::matcher)
                .filter(Matcher::matches)
                .mapToInt(part -> Integer.parseInt(part.group(1), 16))
                .reduce(0, (high, low) -> (high << 8) | low);
    }

    List<Row> rows(String kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    Optional<Row> version(TlsObservation tls) {
        return rows("version").stream()
                .filter(row -> row.name().equals(tls.version()))
                .findFirst();
    }

    Optional<Row> find(String kind, String tlsVersion, int code) {
        return rows(kind).stream()
                .filter(row -> row.code() == code && row.isFor(tlsVersion))
                .findFirst();
    }
}
