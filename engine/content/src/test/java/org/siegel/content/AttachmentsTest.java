package org.siegel.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.siegel.content.Packed.attached;
import static org.siegel.content.Packed.docx;
import static org.siegel.content.Packed.gzip;
import static org.siegel.content.Packed.ooxml;
import static org.siegel.content.Packed.paragraph;
import static org.siegel.content.Packed.zip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.siegel.content.mime.WalkLimits;
import org.siegel.content.part.PartReport;
import org.siegel.policy.PartState;
import org.siegel.policy.RiskReason;

/** What lies in attachments is found, whatever they are called and however they are packed; what is not read is said. */
@Timeout(60)
class AttachmentsTest {

    private static final String IBAN = "Bitte auf DE89 3704 0044 0532 0130 00 überweisen";
    private static final byte[] TEXT = IBAN.getBytes(StandardCharsets.UTF_8);
    private static final byte[] PNG = "\u0089PNG\r\n\u001A\n".getBytes(StandardCharsets.ISO_8859_1);

    private final RiskClassifier classifier = Samples.everything();

    static Stream<Arguments> carriers() {
        byte[] docx = docx(paragraph("Bitte auf DE89 3704 0", "044 0532 0130 00", " überweisen"));
        byte[] mail = ("Subject: x\r\n\r\n" + IBAN).getBytes(StandardCharsets.UTF_8);
        byte[] archive = zip(Map.of("a/b.txt", TEXT));
        return Stream.of(
                Arguments.of("docx", docx),
                Arguments.of("zip", archive),
                Arguments.of("gzip", gzip(TEXT)),
                Arguments.of("tar", tar("brief.txt", TEXT)),
                Arguments.of("tar.gz", gzip(tar("brief.txt", TEXT))),
                Arguments.of("docx in zip", zip(Map.of("x.bin", docx))),
                Arguments.of("zip in zip in zip", zip(Map.of("1.zip", zip(Map.of("2.dat", archive))))),
                Arguments.of("mail in zip", zip(Map.of("x.eml", mail))),
                Arguments.of("zip behind a picture", joined(PNG, new byte[1000], archive)),
                Arguments.of(
                        "embedded",
                        zip(Map.of(
                                "[Content_Types].xml", "<a/>".getBytes(StandardCharsets.UTF_8),
                                "_rels/.rels", "<a/>".getBytes(StandardCharsets.UTF_8),
                                "word/document.xml", "<t>x</t>".getBytes(StandardCharsets.UTF_8),
                                "word/embeddings/oleObject1.bin", docx))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("carriers")
    void foundWhateverItIsCalled(String _name, byte[] content) {
        for (String type : List.of("application/octet-stream", "image/png", "application/pdf", "text/plain", "x/y")) {
            assertThat(examine(attached(type, content)).risk().reasons())
                    .extracting(RiskReason::kind)
                    .contains("iban");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("carriers")
    void cutOffAnywhereItHasAStateAllTheSame(String name, byte[] content) {
        for (int length = 1; length < content.length; length += Math.max(1, content.length / 50)) {
            List<PartReport> parts =
                    examine(attached(Arrays.copyOf(content, length))).parts();
            assertThat(parts).describedAs("%s cut at %s", name, length).isNotEmpty();
        }
        List<PartState> half = states(Arrays.copyOf(content, content.length * 2 / 5));
        assertThat(half).describedAs(name).doesNotContain(PartState.TIMEOUT);
        assertThat(half.stream().anyMatch(state -> state != PartState.SCANNED))
                .describedAs(name)
                .isTrue();
    }

    @Test
    void anEncryptedZipNeedsAPassword() {
        byte[] zip = zip("a.txt", IBAN);
        zip[6] |= 1; // local header
        zip[indexOf(zip, 0x02014B50) + 8] |= 1;

        assertThat(states(zip)).containsExactly(PartState.ENCRYPTED_PASSWORD);
    }

    @Test
    void anEncryptedOfficeDocumentNeedsAPassword() {
        byte[] ole = new byte[4096];
        System.arraycopy(
                new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1},
                0,
                ole,
                0,
                8);
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, ole, 1024 + 128, name.length);
        ole[1024 + 128 + 64] = (byte) (name.length + 2);

        assertThat(states(ole)).containsExactly(PartState.ENCRYPTED_PASSWORD);
        ole[1024 + 128] = 'X';
        assertThat(states(ole)).containsExactly(PartState.UNSUPPORTED);
    }

    @Test
    void aPictureIsAPicture() {
        assertThat(states(joined(PNG, new byte[100]))).containsExactly(PartState.IMAGE_ONLY);
    }

    @Test
    void aFlatBombIsLeftInTime() {
        byte[] blanks = " ".repeat(64 * 1024 * 1024).getBytes(StandardCharsets.US_ASCII);
        byte[] bomb = zip(Map.of("blanks", blanks));

        assertThat(bomb.length).isLessThan(100_000);
        assertThat(states(bomb)).contains(PartState.LIMIT).doesNotContain(PartState.ERROR);
        assertThat(states(ooxml("word/document.xml", "<t>" + " ".repeat(40_000_000) + "</t>")))
                .contains(PartState.LIMIT);
    }

    @Test
    void aBombOfOneStreamCostsNoMail() {
        RiskClassifier small = new RiskClassifier(
                Samples.policy(Samples.allDetectors()),
                new WalkLimits(50, 100, 10_000_000, 10_000_000, 1_000_000, 100),
                Optional.empty(),
                Optional.empty());
        byte[] bomb = gzip("x ".repeat(2_000_000).getBytes(StandardCharsets.US_ASCII));
        byte[] mail = ("Subject: x\r\n\r\n" + "x ".repeat(2_000_000)).getBytes(StandardCharsets.US_ASCII);
        for (byte[] content : List.of(bomb, gzip(bomb), gzip(mail), gzip(tar("a", mail)), zip(Map.of("a.gz", bomb)))) {
            assertThat(Samples.classify(small, attached(content)).reasons())
                    .extracting(RiskReason::place)
                    .anyMatch(place -> place.endsWith("beyond the limits"));
        }
    }

    @Test
    void everyMemberOfAGzipFileIsRead() {
        byte[] much = new byte[100_000];
        new SplittableRandom(1952).nextBytes(much);
        for (int size : new int[] {0, 1, 100, 2_000, 100_000}) {
            byte[] before = gzip(Arrays.copyOf(much, size));
            assertThat(examine(attached(joined(before, gzip(TEXT)))).risk().reasons())
                    .describedAs("behind %s", size)
                    .extracting(RiskReason::kind)
                    .containsAnyOf("iban", "not-scanned");
        }
        byte[] twoTexts = joined(gzip("x ".repeat(100_000).getBytes(StandardCharsets.UTF_8)), gzip(TEXT));
        assertThat(examine(attached(twoTexts)).risk().reasons())
                .extracting(RiskReason::kind)
                .containsExactly("iban");
        assertThat(states(joined(gzip(TEXT), "other".getBytes(StandardCharsets.UTF_8))))
                .containsExactly(PartState.SCANNED, PartState.ERROR);
        assertThat(states(joined(gzip(TEXT), new byte[10_000]))).contains(PartState.ERROR);
    }

    /** A hundred names of 60,000 letters pack to nothing; unpacked they would be held in memory. */
    @Test
    void aDirectoryThatIsTheBombIsNotHeldInMemory() {
        Map<String, byte[]> names = new LinkedHashMap<>();
        for (int i = 0; i < 150; i++) {
            names.put("a".repeat(60_000) + i, new byte[0]);
        }
        byte[] bomb = zip(Map.of("inside.zip", zip(names)));
        assertThat(bomb.length).isLessThan(200_000);
        assertThat(states(bomb)).contains(PartState.LIMIT);
    }

    @Test
    void aNestedBombIsLeftInTime() {
        byte[] bomb = zip(Map.of("zeros", new byte[10 * 1024 * 1024]));
        for (int level = 0; level < 4; level++) {
            Map<String, byte[]> same = new LinkedHashMap<>();
            for (int i = 0; i < 16; i++) {
                same.put("copy" + i, bomb);
            }
            bomb = zip(same);
        }
        assertThat(states(bomb)).contains(PartState.LIMIT);
    }

    @Test
    void entriesThatShareBytesAreABombToo() {
        byte[] zip = zip("a", "x".repeat(1000), "b", "y");
        int first = indexOf(zip, 0x02014B50);
        int second = first + 46 + 1;
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getInt(second)).isEqualTo(0x02014B50);
        bytes.putInt(second + 42, 0); // both begin at the same header

        assertThat(states(zip)).containsExactly(PartState.LIMIT);
    }

    @Test
    void aHundredThousandEntriesAreNotAllLookedAt() {
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 60_000; i++) {
            many.put(String.format(Locale.ROOT, "%05d", i), new byte[0]);
        }
        assertThat(states(zip(many))).containsExactly(PartState.LIMIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 200})
    void nestedArchivesEndAtTheLimit(int depth) {
        byte[] nested = zip("a.txt", IBAN);
        for (int i = 0; i < depth; i++) {
            nested = i % 2 == 0 ? zip(Map.of("a", nested)) : gzip(nested);
        }
        boolean found = examine(attached(nested)).risk().reasons().stream()
                .anyMatch(reason -> reason.kind().equals("iban"));
        assertThat(found).isEqualTo(depth == 30);
        if (!found) {
            assertThat(states(nested)).contains(PartState.LIMIT);
        }
    }

    @Test
    void namesInAnArchiveAreRead() {
        assertThat(examine(attached(zip("Konto DE89370400440532013000.txt", "x")))
                        .risk()
                        .reasons())
                .extracting(RiskReason::kind)
                .containsExactly("iban");
    }

    private List<PartState> states(byte[] content) {
        return examine(attached(content)).parts().stream()
                .map(PartReport::state)
                .toList();
    }

    private Examination examine(MessageSource source) {
        try {
            return classifier.examine(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] tar(String name, byte[] content) {
        byte[] tar = new byte[512 + (content.length + 511) / 512 * 512 + 1024];
        put(tar, 0, name);
        put(tar, 100, "0000644");
        put(tar, 124, String.format(Locale.ROOT, "%011o", content.length));
        tar[156] = '0';
        put(tar, 257, "ustar");
        put(tar, 263, "00");
        long sum = 8 * ' ';
        for (int i = 0; i < 512; i++) {
            sum += tar[i] & 0xFF;
        }
        put(tar, 148, String.format(Locale.ROOT, "%06o", sum));
        System.arraycopy(content, 0, tar, 512, content.length);
        return tar;
    }

    private static void put(byte[] target, int at, String text) {
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, target, at, text.length());
    }

    private static byte[] joined(byte[]... pieces) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(pieces).mapToInt(piece -> piece.length).sum());
        for (byte[] piece : pieces) {
            all.put(piece);
        }
        return all.array();
    }

    private static int indexOf(byte[] bytes, int signature) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i + 4 <= bytes.length; i++) {
            if (buffer.getInt(i) == signature) {
                return i;
            }
        }
        throw new IllegalArgumentException("not there");
    }
}
