package org.siegel.transport.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversion for servers without 8BITMIME: RFC 6152 §3, RFC 2045 §6, RFC 1847 §2.1, RFC 6376 §5.3. */
class SevenBitTest {

    private static final int ROUNDS = 400;

    /** One character per octet. */
    private static String encoded(String message) {
        return switch (examined(message)) {
            case SevenBit.Possible possible -> read(possible.encode(stream(message)));
            case SevenBit.Impossible(var why) -> throw new AssertionError(why);
        };
    }

    private static SevenBit examined(String message) {
        try {
            return SevenBit.of(stream(message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream stream(String message) {
        return new ByteArrayInputStream(message.getBytes(ISO_8859_1));
    }

    private static String read(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertImpossible(String message, String why) {
        assertThat(examined(message))
                .isInstanceOfSatisfying(
                        SevenBit.Impossible.class,
                        impossible -> assertThat(impossible.why()).contains(why));
    }

    @Test
    void textIsQuotedAndItsLabelReplaced() {
        assertThat(encoded("""
                        Subject: x\r
                        MIME-Version: 1.0\r
                        content-transfer-Encoding:\r
                         8bit\r
                        Content-Type: text/plain; charset=iso-8859-1\r
                        \r
                        Sch\u00F6ne Gr\u00FC\u00DFe, eine lange Zeile, die nicht in siebzig Zeichen passt, und a=b\r
                        Leerzeichen am Ende \r
                        \r
                        .\r
                        """)).isEqualTo("""
                        Subject: x\r
                        MIME-Version: 1.0\r
                        Content-Transfer-Encoding: quoted-printable\r
                        Content-Type: text/plain; charset=iso-8859-1\r
                        \r
                        Sch=F6ne Gr=FC=DFe, eine lange Zeile, die nicht in siebzig Zeichen passt, u=\r
                        nd a=3Db\r
                        Leerzeichen am Ende=20\r
                        \r
                        .\r
                        """);
    }

    @Test
    void onlyThePartThatNeedsItIsTouched() {
        String message = """
                Content-Type: multipart/mixed; boundary="a b"\r
                Content-Transfer-Encoding: 8bit\r
                MIME-Version: 1.0\r
                \r
                preamble  \r
                --a b  \r
                X-Odd:   kept\r
                \t as it is\r
                \r
                seven bit =20 \r
                --a b\r
                Content-Type: text/html; charset=utf-8\r
                \r
                gr\u00FCn, und sonst nichts als Text auf dieser Zeile\r
                --a b\r
                Content-Type: image/png\r
                Content-Transfer-Encoding: base64\r
                \r
                iVBORw==\r
                --a b--\r
                epilogue""";
        assertThat(encoded(message))
                .isEqualTo(message.replace("-Encoding: 8bit", "-Encoding: 7bit")
                        .replace(
                                "charset=utf-8\r\n\r\ngr\u00FCn",
                                "charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\ngr=FCn"));
    }

    @Test
    void theLineEndBeforeADelimiterStaysTheDelimiters() {
        String body = encoded("""
                Content-Type: multipart/mixed; boundary=b\r
                \r
                --b\r
                Content-Type: application/octet-stream\r
                Content-Transfer-Encoding: binary\r
                \r
                \u0080\n\u0081\r\u0082\r
                --b--\r
                """);
        assertThat(body)
                .contains("Content-Transfer-Encoding: base64\r\n\r\n" + base64("\u0080\n\u0081\r\u0082") + "\r\n--b--");
    }

    @Test
    void messagesInMessagesAndInDigestsAreLookedInto() {
        assertThat(encoded("""
                Content-Type: multipart/digest; boundary=b\r
                \r
                --b\r
                \r
                Subject: inner\r
                \r
                gr\u00FCn und lang genug f\u00FCr den Text ohne viele Zeichen davon\r
                --b\r
                Content-Type: message/rfc822\r
                Content-Transfer-Encoding: 8bit\r
                \r
                Content-Type: multipart/mixed; boundary=c\r
                \r
                --c\r
                \r
                bl\u00E4u und lang genug f\u00FCr den Text ohne viele Zeichen davon\r
                --b--\r
                """)).isEqualTo("""
                Content-Type: multipart/digest; boundary=b\r
                \r
                --b\r
                \r
                Subject: inner\r
                Content-Transfer-Encoding: quoted-printable\r
                \r
                gr=FCn und lang genug f=FCr den Text ohne viele Zeichen davon\r
                --b\r
                Content-Type: message/rfc822\r
                Content-Transfer-Encoding: 7bit\r
                \r
                Content-Type: multipart/mixed; boundary=c\r
                \r
                --c\r
                Content-Transfer-Encoding: quoted-printable\r
                \r
                bl=E4u und lang genug f=FCr den Text ohne viele Zeichen davon\r
                --b--\r
                """);
    }

    @Test
    void aMessageWithoutMimeIsSaidToBeOfUnknownCharacters() {
        assertThat(encoded("Subject: x\r\n\r\ngr\u00FCn, mehr wei\u00DF man nicht\r\n"))
                .isEqualTo("""
                        Subject: x\r
                        Content-Transfer-Encoding: quoted-printable\r
                        MIME-Version: 1.0\r
                        Content-Type: text/plain; charset=unknown-8bit\r
                        \r
                        gr=FCn, mehr wei=DF man nicht\r
                        """);
    }

    @Test
    void textOfOtherScriptsBecomesBase64WithCanonicalLineEnds() {
        String text = "\u00D0\u009F\u00D1\u0080\u00D0\u00B8\n\u00D0\u00B2\u00D0\u00B5\u00D1\u0082\n";
        String head = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n";
        assertThat(encoded(head + "\n" + text))
                .isEqualTo(head + "Content-Transfer-Encoding: base64\r\n" + "\n" + base64(text.replace("\n", "\r\n")));
    }

    @Test
    void aLabelThatPromisesTooMuchIsLoweredWhereNothingIsEncoded() {
        assertThat(encoded("""
                Content-Type: multipart/mixed; boundary=b\r
                \r
                --b\r
                Content-Transfer-Encoding: 8BIT\r
                \r
                plain\r
                --b\r
                \r
                gr\u00FCn und lang genug f\u00FCr den Text ohne viele Zeichen davon\r
                --b--\r
                """)).contains("--b\r\nContent-Transfer-Encoding: 7bit\r\n\r\nplain\r\n--b");
    }

    @Test
    void whatIsSignedIsNotTouched() {
        assertImpossible("""
                Content-Type: multipart/signed; boundary=b; protocol="application/pgp-signature"\r
                \r
                --b\r
                Content-Type: text/plain\r
                \r
                gr\u00FCn\r
                --b--\r
                """, "it is signed (multipart/signed)");
        assertImpossible("DKIM-Signature: v=1\r\n\r\ngr\u00FCn\r\n", "it is signed (DKIM)");
        assertImpossible("ARC-Message-Signature: i=1\r\n\r\ngr\u00FCn\r\n", "it is signed (DKIM)");
        assertImpossible("""
                Content-Type: multipart/mixed; boundary=a\r
                \r
                --a\r
                Content-Type: message/rfc822\r
                \r
                DKIM-Signature: v=1\r
                \r
                gr\u00FCn\r
                --a--\r
                """, "it is signed (DKIM)");
    }

    @Test
    void whatIsSignedBesideIsLeftAlone() {
        String signed = """
                Content-Type: multipart/signed; boundary=b\r
                Content-Transfer-Encoding: 8bit\r
                \r
                --b\r
                Content-Transfer-Encoding: 8bit\r
                \r
                seven bit in truth\r
                --b--\r
                """;
        assertThat(encoded("Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n" + signed
                        + "--a\r\n\r\ngr\u00FCn\r\n--a--\r\n"))
                .contains("--a\r\n" + signed + "--a\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type: text/plain\\nContent-Type: text/html\\n\\nX | two Content-Type fields",
                "Content-Transfer-Encoding: 7bit\\nContent-Transfer-Encoding: 8bit\\n\\nX | two Content-Transfer-Encoding",
                "Content-Transfer-Encoding: base64\\n\\nX | said to be encoded as base64",
                "Content-Transfer-Encoding: x-uue\\n\\nX | said to be encoded as x-uue",
                "Content-Type: multipart/mixed\\n\\nX | the delimiter of its parts cannot be told",
                "Content-Type: multipart/mixed; boundary=a; boundary=b\\n\\n--a\\n\\nX | the delimiter",
                "Content-Type: multipart/mixed; boundary*=us-ascii''a\\n\\n--a\\n\\nX | the delimiter",
                "Content-Type: multipart/mixed; boundary=a\\n\\nX\\n--a\\n\\n--a-- | between its parts",
                "Content-Type: multipart/mixed; boundary=a\\n\\n--a--\\nX | between its parts",
                "Content-Type: multipart/mixed; boundary=a\\n\\n--a\\nSubject: X\\n\\n--a-- | a header field of a part",
                "Content-Type: multipart/mixed; boundary=a\\n\\n--a\\nno field\\n\\nX\\n--a-- | no header field",
                "Content-Type: message/partial\\n\\nX | of type message/partial must not be encoded",
                "Content-Type: message/delivery-status\\n\\nX | must not be encoded"
            })
    void whatCanBeReadInTwoWaysOrMustNotBeEncodedIsNotTouched(String message, String why) {
        assertImpossible(message.strip().replace("\\n", "\r\n").replace("X", "\u00FC"), why);
    }

    @Test
    void sevenBitMessagesAreNoMatterHowOddKeptAsTheyAre() {
        for (String message : List.of("", "\r\n", "no header", "a: b", "\n\nx", "a: b\n\n\r\r\n\r", "--\n--a")) {
            assertThat(encoded(message)).isEqualTo(message);
        }
    }

    @Test
    void moreNestingThanAnyProgramMakesIsRefusedWithoutTakingMemory() {
        assertImpossible("Content-Type: message/rfc822\r\n\r\n".repeat(200) + "\u00FC", "nested too deeply");
        assertImpossible(
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\n".repeat(20_000) + "\u00FC",
                "too many parts");
    }

    @Test
    void aMessageThatIsAnotherOneWhenItIsSentIsAnError() {
        var possible = (SevenBit.Possible) examined("a: b\r\n\r\n\u00FC");
        assertThatIOException()
                .isThrownBy(() -> possible.encode(
                                stream("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n\u00FC"))
                        .readAllBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"8bit", "binary"})
    void aHundredMegabytesTakeNoMemoryWhetherThereAreLinesOrNot(String label) throws IOException {
        long size = 100L << 20;
        String header =
                "MIME-Version: 1.0\r\nContent-Type: application/x\r\nContent-Transfer-Encoding: " + label + "\r\n\r\n";
        var possible = (SevenBit.Possible) SevenBit.of(new Endless(header, size));
        Runtime runtime = Runtime.getRuntime();
        runtime.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        long length = 0;
        byte[] piece = new byte[64 * 1024];
        long most = 0;
        try (InputStream in = possible.encode(new Endless(header, size))) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                length += count;
                if (length % (1 << 20) < count && length % (16 << 20) < (1 << 20)) {
                    runtime.gc();
                    most = Math.max(most, runtime.totalMemory() - runtime.freeMemory() - before);
                }
            }
        }
        assertThat(length).isGreaterThan(size * 4 / 3);
        assertThat(most).as("more live octets than before").isLessThan(8L << 20);
    }

    /** A header, and octets without a line end. */
    private static final class Endless extends InputStream {
        private final byte[] header;
        private final long size;
        private long at;

        Endless(String header, long size) {
            this.header = header.getBytes(ISO_8859_1);
            this.size = size;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            int given = (int) Math.min(length, header.length + size - at);
            for (int i = 0; i < given; i++, at++) {
                to[offset + i] = at < header.length ? header[(int) at] : (byte) 0xFC;
            }
            return given == 0 ? -1 : given;
        }
    }

    /** What a reader gets out is what the sender put in, whatever it is. */
    @Test
    void everythingComesBackAsItWas() throws IOException {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            String body = body(random);
            for (String label : List.of("8bit", "binary")) {
                for (String type : List.of("text/plain", "image/x")) {
                    String head = "MIME-Version: 1.0\r\nContent-Type: " + type + "\r\nContent-Transfer-Encoding: ";
                    String message = encoded(head + label + "\r\n\r\n" + body);
                    assertThat(message.chars()).as("seed %s", seed).allMatch(c -> c < 128);
                    assertThat(message.lines())
                            .as("seed %s", seed)
                            .allMatch(line ->
                                    line.length() <= 76 || message.contains(": 7bit") || message.contains(": binary"));
                    assertThat(decoded(message))
                            .as("seed %s, %s, %s", seed, label, type)
                            .isEqualTo(label.equals("binary") && message.contains("base64") ? body : lines(body));
                }
            }
        }
    }

    private static String body(Random random) {
        StringBuilder body = new StringBuilder();
        String[] pieces = {
            "\r\n", "\n", "\r", " ", "\t", "=", ".", "--", "\u00FC", "\u00FF", "\u007F", "\u0001", "text ", "word"
        };
        int count = random.nextInt(200);
        for (int i = 0; i < count; i++) {
            body.append(pieces[random.nextInt(pieces.length)].repeat(random.nextInt(30) == 0 ? 100 : 1));
        }
        return body.toString();
    }

    /** As DATA carries it. */
    private static String lines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
    }

    private static String decoded(String message) throws IOException {
        String body = message.substring(message.indexOf("\r\n\r\n") + 4);
        if (message.contains("Encoding: base64")) {
            return new String(Base64.getMimeDecoder().decode(body), ISO_8859_1);
        }
        if (message.contains("Encoding: quoted-printable")) {
            try (InputStream in = new QuotedPrintableInputStream(stream(body), DecodeMonitor.STRICT)) {
                return new String(in.readAllBytes(), ISO_8859_1);
            }
        }
        return lines(body);
    }

    private static String base64(String octets) {
        return Base64.getEncoder().encodeToString(octets.getBytes(ISO_8859_1));
    }
}
