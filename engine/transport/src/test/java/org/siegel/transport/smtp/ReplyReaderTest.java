package org.siegel.transport.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies as in RFC 5321 §4.2, and what hostile servers send instead. */
class ReplyReaderTest {

    @Test
    void readsASingleLineWithItsEnhancedStatus() throws IOException {
        SmtpReply reply = read("550 5.1.1 no such user\r\n");

        assertThat(reply.code()).isEqualTo(550);
        assertThat(reply.status()).contains(new EnhancedStatus(5, 1, 1));
        assertThat(reply.text()).isEqualTo("550 5.1.1 no such user");
        assertThat(reply.isPermanent()).isTrue();
    }

    @Test
    void readsAllLinesOfALongReply() throws IOException {
        assertThat(read("250-one\r\n250-two\r\n250 three\r\n").lines()).containsExactly("one", "two", "three");
    }

    @ParameterizedTest
    @ValueSource(strings = {"250\r\n", "250 \r\n", "250\n"})
    void textMayBeMissing(String line) throws IOException {
        assertThat(read(line).text()).isEqualTo("250");
    }

    @Test
    void repliesAreReadOneByOne() throws IOException {
        var reader = reader("250 one\r\n550 two\r\n");

        assertThat(reader.next().code()).isEqualTo(250);
        assertThat(reader.hasUnread()).isTrue();
        assertThat(reader.next().code()).isEqualTo(550);
        assertThat(reader.hasUnread()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "250 4.1.1 contradicts",
                "550 2.0.0 contradicts",
                "550 5.1 short",
                "550 5.1.1111 long",
                "354 3.0.0 no such class"
            })
    void anEnhancedStatusThatMakesNoSenseIsOnlyText(String line) throws IOException {
        assertThat(read(line + "\r\n").status()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "25\r\n",
                "2500 x\r\n",
                "250x\r\n",
                "150 x\r\n",
                "650 x\r\n",
                "hello\r\n",
                " 250 x\r\n",
                "250-a\r\n550 b\r\n",
                "250-a\r\nb\r\n",
                "٢٥٠ x\r\n",
                "-50 x\r\n",
                "250\tx\r\n",
                "250-a\r\n\r\n"
            })
    void whatIsNoReplyIsAViolation(String octets) {
        assertThatThrownBy(() -> read(octets)).isInstanceOf(ReplyViolation.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "250 x", "250-x\r\n", "250-x\r\n250"})
    void anEndInTheMiddleIsALostConnection(String octets) {
        assertThatThrownBy(() -> read(octets)).isInstanceOf(EOFException.class);
    }

    @Test
    void whatCouldDeceiveAReaderIsTakenOut() throws IOException {
        String evil = "550 \u001b[2Ja\tb\rc\u0000d\u202Ee\u200Ff\u2028g\uE000h\u0085i\uFEFF";

        assertThat(read(evil + "\r\n").lines()).containsExactly("[2Ja bcdefghi");
    }

    @Test
    void octetsThatAreNoUtf8AreReplaced() throws IOException {
        var reader = new ReplyReader(new ByteArrayInputStream(new byte[] {'5', '5', '0', ' ', (byte) 0xE4, 'x', '\n'}));

        assertThat(reader.next().lines()).containsExactly("\uFFFDx");
    }

    @Test
    void textForSendersIsCutBetweenCharacters() throws IOException {
        String text = read("550 " + "x".repeat(494) + "😀😀😀\r\n").text();

        assertThat(text).hasSizeLessThanOrEqualTo(500).endsWith("x…");
    }

    @Test
    void anEndlessLineCostsNoMoreThanTheLimit() {
        var stream = new Endless("550 ", "x");

        assertThatThrownBy(() -> new ReplyReader(stream).next()).hasMessageContaining("4096 octets");
        assertThat(stream.delivered).isLessThan(10_000);
    }

    @Test
    void anEndlessReplyCostsNoMoreThanTheLimit() {
        var stream = new Endless("", "250-and more\r\n");

        assertThatThrownBy(() -> new ReplyReader(stream).next()).hasMessageContaining("65536 octets");
        assertThat(stream.delivered).isLessThan(70_000);
    }

    @Test
    void aReplyOfShortestLinesIsBoundedToo() {
        assertThatThrownBy(() -> new ReplyReader(new Endless("", "250-\n")).next())
                .hasMessageContaining("65536 octets");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void whateverArrivesIsAReplyOrAViolationOrAnEnd(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] octets = new byte[random.nextInt(60)];
            for (int i = 0; i < octets.length; i++) {
                octets[i] = random.nextInt(8) == 0
                        ? (byte) random.nextInt(256)
                        : (byte) "225504- -\r\n\n.1a".charAt(random.nextInt(15));
            }
            try {
                SmtpReply reply = new ReplyReader(new ByteArrayInputStream(octets)).next();
                assertThat(reply.text()).doesNotContainPattern("\\p{Cc}");
                assertThat(reply.statusOrGeneric()).isNotNull();
                assertThat(Capabilities.of(reply)).isNotNull();
            } catch (ReplyViolation | EOFException expected) {
                assertThat(expected).hasMessageMatching("[ -~]+");
            } catch (IOException other) {
                throw new AssertionError(other);
            }
        }
    }

    private static SmtpReply read(String octets) throws IOException {
        return reader(octets).next();
    }

    private static ReplyReader reader(String octets) {
        return new ReplyReader(new ByteArrayInputStream(octets.getBytes(UTF_8)));
    }

    /** A server that talks for ever. */
    private static final class Endless extends InputStream {
        private final String first;
        private final String then;
        private long delivered;

        Endless(String first, String then) {
            this.first = first;
            this.then = then;
        }

        @Override
        public int read(byte[] to, int from, int length) {
            for (int i = 0; i < length; i++) {
                to[from + i] = (byte) read();
            }
            return length;
        }

        @Override
        public int read() {
            long at = delivered++;
            return at < first.length()
                    ? first.charAt((int) at)
                    : then.charAt((int) ((at - first.length()) % then.length()));
        }
    }
}
