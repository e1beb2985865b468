package org.siegel.transport.interop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** Signs zones with dnssec-signzone (or ldns-signzone), leaves before their parents, and writes them as they are served. */
final class BindSigner {

    private static final String HEAD = """
            $TTL 300
            @ IN SOA ns hostmaster 1 3600 900 604800 300
            @ IN NS ns
            ns IN A 127.0.0.1
            """;

    private final Path directory;
    private final Program keygen = Program.called("dnssec-keygen", "bind9-utils");
    private final Program signzone = Program.called("dnssec-signzone", "bind9-utils");
    private final Program dsFromKey = Program.called("dnssec-dsfromkey", "bind9-utils");
    private final Program ldns = Program.called("ldns-signzone", "ldnsutils");
    private final Map<String, List<String>> linesForParents = new ConcurrentHashMap<>();

    BindSigner(Path directory) {
        this.directory = directory;
    }

    /**
     * Signs all.
     *
     * @return the DS records of the root
     */
    List<String> sign(List<ZoneText> zones) {
        new TreeMap<>(zones.stream().collect(Collectors.groupingBy(ZoneText::depth)))
                .descendingMap()
                .values()
                .forEach(level -> level.parallelStream().forEach(this::sign));
        return linesForParents.getOrDefault("the root's parent", List.of());
    }

    private void sign(ZoneText zone) {
        try {
            List<String> text = new ArrayList<>(List.of(HEAD));
            text.addAll(zone.lines());
            text.addAll(linesForParents.getOrDefault(zone.name(), List.of()));
            if (zone.signing().isEmpty()) {
                Files.write(file(zone), text);
                tellParent(zone, List.of());
                return;
            }
            ZoneText.Signing signing = zone.signing().get();
            String key = key(zone, signing);
            text.add(Files.readString(directory.resolve(key + ".key")));
            Path unsigned = directory.resolve(fileName(zone) + ".unsigned");
            Files.write(unsigned, text);
            run(zone, signing, unsigned, key);
            List<Record> records = read(directory.resolve(fileName(zone) + ".signed"), zone.origin());
            List<String> served =
                    zone.damage().apply(records).stream().map(Record::toString).toList();
            Files.write(file(zone), served);
            tellParent(
                    zone, dsFromKey.run(directory, "-2", key + ".key").lines().toList());
        } catch (IOException e) {
            throw new AssertionError("Cannot sign " + zone.name(), e);
        }
    }

    private String key(ZoneText zone, ZoneText.Signing signing) {
        List<String> words = new ArrayList<>(List.of("-q", "-a", String.valueOf(signing.algorithm()), "-f", "KSK"));
        if (signing.algorithm() < 13) {
            words.addAll(List.of("-b", String.valueOf(signing.bits())));
        }
        words.add(zone.origin());
        return keygen.run(directory, words.toArray(String[]::new))
                .lines()
                .toList()
                .getLast();
    }

    private void run(ZoneText zone, ZoneText.Signing signing, Path unsigned, String key) {
        List<String> words = new ArrayList<>(signing.options());
        String target = fileName(zone) + ".signed";
        if (signing.isLdns()) {
            words.addAll(List.of("-o", zone.origin(), "-f", target, unsigned.toString(), key));
            ldns.run(directory, words.toArray(String[]::new));
        } else {
            words.addAll(List.of("-z", "-P", "-o", zone.origin(), "-f", target, unsigned.toString(), key));
            signzone.run(directory, words.toArray(String[]::new));
        }
    }

    private static List<Record> read(Path file, String origin) throws IOException {
        List<Record> records = new ArrayList<>();
        try (Master lines = new Master(file.toString(), Name.fromString(origin))) {
            for (Record record = lines.nextRecord(); record != null; record = lines.nextRecord()) {
                records.add(record);
            }
        }
        return records;
    }

    private void tellParent(ZoneText zone, List<String> rightDs) {
        if (zone.name().isEmpty()) {
            linesForParents.put("the root's parent", rightDs);
            return;
        }
        List<String> lines = new ArrayList<>(zone.delegation().apply(rightDs));
        lines.add(zone.label() + " IN NS ns." + zone.origin());
        lines.add("ns." + zone.label() + " IN A 127.0.0.1");
        linesForParents.merge(zone.parent(), lines, (one, other) -> {
            List<String> both = new ArrayList<>(one);
            both.addAll(other);
            return both;
        });
    }

    private static String fileName(ZoneText zone) {
        return zone.name().isEmpty() ? "root" : zone.name();
    }

    Path file(ZoneText zone) {
        return directory.resolve(fileName(zone) + ".zone");
    }

    /** As text, for a file that is not a zone. */
    static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("Cannot write " + file, e);
        }
    }
}
