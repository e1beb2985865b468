package org.siegel.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.matchers.WorkFolder;

/** Whom a mail goes to in secret goes out of it (RFC 5322 §3.6.3), and every other octet stays. */
class RemoveBccTest {

    private static final String REST = "X-Odd :  kept\r\n as it is\r\n\r\nBcc: in the text\r\n\r\nrest \u00e4\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bcc: hidden@praxis.test~
            bCC: hidden@praxis.test~
            Bcc : hidden@praxis.test~
            Bcc: a@praxis.test,~ hidden@praxis.test,~\thidden@lab.test~
            Bcc:~
            Bcc: a@praxis.test~Subject: x~Bcc: hidden@praxis.test~
            """)
    void bccFieldsAreGoneWithAllTheirLines(String fields) throws Exception {
        String written = fields.replace("~", "\r\n");
        String others = written.contains("Subject") ? "Subject: x\r\n" : "";
        Mail mail = mail("From: a@b.test\r\n" + written + REST);

        remove(mail);

        assertThat(raw(mail)).isEqualTo("From: a@b.test\r\n" + others + REST);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aHeaderAndNothingElseIsNoFault() throws Exception {
        Mail mail = mail("From: a@b.test\r\nBcc: hidden@praxis.test\r\n");

        remove(mail);

        assertThat(raw(mail)).startsWith("From: a@b.test\r\n").doesNotContain("hidden");
    }

    @Test
    void aMailWithoutOneIsNotTouched() throws Exception {
        Mail mail = mail("X-Bcc: a@b.test\r\n" + REST);
        MimeMessage before = mail.getMessage();

        remove(mail);

        assertThat(mail.getMessage()).isSameAs(before);
    }

    private void remove(Mail mail) throws Exception {
        new RemoveBcc(new WorkFolder(folder)).service(mail);
    }

    private static Mail mail(String message) throws Exception {
        return FakeMail.builder()
                .name("m1")
                .sender("erika@office.test")
                .recipient("jo@praxis.test")
                .mimeMessage(new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1))))
                .build();
    }

    private static String raw(Mail mail) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        mail.getMessage().writeTo(out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
