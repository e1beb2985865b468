package org.siegel.transport.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows DATA: RFC 5321 §2.3.8, §4.5.2. */
class DataEncoderTest {

    /** C is CR, L is LF. */
    @ParameterizedTest
    @CsvSource(
            emptyValue = "",
            value = {
                "'', .CL",
                "a, aCL.CL",
                "aCL, aCL.CL",
                "., ..CL.CL",
                ".., ...CL.CL",
                ".CL, ..CL.CL",
                "CL.CL, CL..CL.CL",
                "aCL.bCL, aCL..bCL.CL",
                "a.b, a.bCL.CL",
                "aL.Lb, aCL..CLbCL.CL",
                "aC.Cb, aCL..CLbCL.CL",
                "aL.CLb, aCL..CLbCL.CL",
                "aCL.Lb, aCL..CLbCL.CL",
                "aCL.Cb, aCL..CLbCL.CL",
                "aC, aCL.CL",
                "aL, aCL.CL",
                "L, CL.CL",
                "C, CL.CL",
                "CCL, CLCL.CL",
                "LC, CLCL.CL",
                "LCL, CLCL.CL",
                "CC, CLCL.CL",
                "LL, CLCL.CL"
            })
    void lineEndsAndDots(String message, String wire) {
        byte[] octets = octets(message);

        assertThat(encode(octets, octets.length + 1)).isEqualTo(octets(wire));
        assertThat(encode(octets, 1)).as("one octet at a time").isEqualTo(octets(wire));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverTheMessageOnlyTheEndLooksLikeTheEnd(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] message = new byte[random.nextInt(40)];
            for (int i = 0; i < message.length; i++) {
                message[i] = (byte) "\r\n..a\u00E4".charAt(random.nextInt(6));
            }
            String wire = new String(encode(message, 1 + random.nextInt(7)), ISO_8859_1);
            String body = wire.substring(0, wire.length() - 3);

            assertThat(wire).endsWith(".\r\n").matches("(?s)(?:[^\r\n]|\r\n)*");
            assertThat("\r\n" + body).doesNotContain("\r\n.\r\n").doesNotContainPattern("\r\n\\.[^.]");
            assertThat(body.replaceAll("(?m)^\\.", "")).isEqualTo(canonical(message));
            assertThat(Mails.message(message).facts().octets())
                    .isEqualTo(canonical(message).length());
        }
    }

    @Test
    void theScanSeesWhatMatters() {
        var facts = Mails.message("Subject: a\n\nl\u00F6ng\r" + "x".repeat(999)).facts();

        assertThat(facts).isEqualTo(new MessageFacts(12 + 2 + 6 + 1001, true, false, false, 999));
        assertThat(Mails.message("Subject: \u00FC\n\n").facts().eightBitHeader())
                .isTrue();
        assertThat(Mails.message("a\u0000").facts().nul()).isTrue();
        assertThat(Mails.message("").facts()).isEqualTo(new MessageFacts(0, false, false, false, 0));
    }

    private static String canonical(byte[] message) {
        String text = new String(message, ISO_8859_1).replaceAll("\r\n|\r|\n", "\n");
        return (text.isEmpty() || text.endsWith("\n") ? text : text + "\n").replace("\n", "\r\n");
    }

    private static byte[] encode(byte[] message, int piece) {
        var encoder = new DataEncoder(true);
        var all = new ByteArrayOutputStream();
        byte[] room = new byte[piece * DataEncoder.GROWTH];
        for (int from = 0; from < message.length; from += piece) {
            byte[] part = Arrays.copyOfRange(message, from, Math.min(message.length, from + piece));
            all.write(room, 0, encoder.encode(part, part.length, room, 0));
        }
        byte[] ending = new byte[DataEncoder.ENDING];
        all.write(ending, 0, encoder.finish(ending, 0));
        return all.toByteArray();
    }

    private static byte[] octets(String text) {
        return text.replace('C', '\r').replace('L', '\n').getBytes(ISO_8859_1);
    }
}
