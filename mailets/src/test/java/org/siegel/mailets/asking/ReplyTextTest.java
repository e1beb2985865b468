package org.siegel.mailets.asking;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTextTest {

    private static Optional<ReplyText> read(String type, String body) throws MessagingException {
        String message = "Content-Type: " + type + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body;
        return ReplyText.of(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PDF|PDF|''",
                "'  pdf.  '|pdf|''",
                "*Zurückziehen*|Zurückziehen|''",
                "SENDEN: mit Herrn Klöckner vereinbart|SENDEN|mit Herrn Klöckner vereinbart",
                "Send - agreed by telephone|Send|agreed by telephone",
                "Stop, das war anders gemeint|Stop|das war anders gemeint",
            })
    void theFirstLineIsWordAndReason(String line, String word, String reason) throws Exception {
        assertThat(read("text/plain; charset=utf-8", "\r\n\r\n" + line + "\r\n> quoted\r\n"))
                .contains(new ReplyText(word, reason));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n\r\n", "> PDF\r\n", "\r\n> PDF\r\n> ZIP\r\n", "---\r\n"})
    void whatWasOnlyQuotedIsNoAnswer(String body) throws Exception {
        assertThat(read("text/plain; charset=utf-8", body)).isEmpty();
    }

    @Test
    void htmlCountsWhereThereIsNoPlainTextAndItsQuotesDoNot() throws Exception {
        assertThat(read(
                        "text/html; charset=utf-8",
                        "<style>ZIP</style><div><br></div><div><b>War</b>ten</div><blockquote>PDF</blockquote>"))
                .contains(new ReplyText("Warten", ""));
        assertThat(read("text/html; charset=utf-8", "<blockquote>PDF</blockquote>"))
                .isEmpty();
    }

    @Test
    void anAttachmentIsNoAnswerAndNestingEnds() throws Exception {
        StringBuilder nested = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            nested.append("--b")
                    .append(i)
                    .append("\r\nContent-Type: multipart/mixed; boundary=b")
                    .append(i + 1)
                    .append("\r\n\r\n");
        }
        assertThat(read("multipart/mixed; boundary=b0", nested + "--b50\r\n\r\nPDF\r\n"))
                .isEmpty();
        assertThat(read(
                        "multipart/mixed; boundary=b",
                        "--b\r\nContent-Disposition: attachment\r\n\r\nPDF\r\n--b\r\n\r\nZIP\r\n--b--\r\n"))
                .contains(new ReplyText("ZIP", ""));
    }

    @Test
    void anUnknownCharsetIsNoAnswer() throws Exception {
        assertThat(read("text/plain; charset=x-nonsense", "PDF\r\n")).isEmpty();
    }
}
