package org.siegel.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.siegel.matchers.WorkFolder;

/** A number in the subject goes out of it, and every other octet stays. */
class TakePhoneNumberTest {

    private static final String PHONE = "siegel.phone";
    private static final String REST =
            "X-Odd :  kept\r\n as it is\r\n\r\nSubject: [sms:+491709999999]\r\n\r\nrest \u00e4\r\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Subject: Befund [sms:+49 170 1234567]                         | Subject: Befund
            Subject: [SMS: +49-170-1234567] Befund                        | Subject: Befund
            subject: Ihr [sms:+491701234567] Befund                       | Subject: Ihr Befund
            Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe_[sms:+491701234567]?=      | Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
            """)
    void theNumberIsNotedAndGone(String subject, String expected) throws Exception {
        Mail mail = mail("From: a@b.test\r\n" + subject + "\r\n" + REST, "jo@praxis.test");
        take(mail);
        assertThat(raw(mail)).isEqualTo("From: a@b.test\r\n" + expected + "\r\n" + REST);
        assertThat(phone(mail)).isEqualTo("+491701234567");
    }

    @Test
    void aSubjectOfRawUtf8AndOneThatIsFoldedAreRead() throws Exception {
        Mail mail = mail("Subject: Gr\u00c3\u00bc\u00c3\u009fe\r\n [sms:+491701234567]\r\n\r\nx\r\n", "jo@praxis.test");
        take(mail);
        assertThat(mail.getMessage().getSubject()).isEqualTo("Gr\u00fc\u00dfe");
        assertThat(phone(mail)).isEqualTo("+491701234567");
    }

    @Test
    void whatIsNoNumberIsGoneToo() throws Exception {
        Mail mail = mail("Subject: Befund [sms:0170 1234567]\r\n\r\nx\r\n", "jo@praxis.test");
        take(mail);
        assertThat(mail.getMessage().getSubject()).isEqualTo("Befund");
        assertThat(phone(mail)).isEmpty();
    }

    @Test
    void aSubjectInACharsetThatDoesNotExistIsReadAsItIsWritten() throws Exception {
        String odd = "Subject: =?utf-8?b?####?= =?x?q?a?=\r\n\r\nx\r\n";
        Mail without = mail(odd, "jo@praxis.test");
        take(without);
        assertThat(raw(without)).isEqualTo(odd);

        Mail with = mail(odd.replace("a?=", "a?= [sms:+491701234567]"), "jo@praxis.test");
        take(with);
        assertThat(raw(with)).doesNotContain("sms:");
        assertThat(phone(with)).isEqualTo("+491701234567");
    }

    @Test
    void withSeveralRecipientsItBelongsToNobody() throws Exception {
        Mail mail = mail("Subject: Befund [sms:+491701234567]\r\n\r\nx\r\n", "jo@praxis.test", "cora@praxis.test");
        take(mail);
        assertThat(mail.getMessage().getSubject()).isEqualTo("Befund");
        assertThat(phone(mail)).isEmpty();
    }

    @Test
    void aMailWithoutOneIsNotTouched() throws Exception {
        Mail mail = mail("Subject: Befund\r\n" + REST, "jo@praxis.test");
        MimeMessage before = mail.getMessage();
        take(mail);
        assertThat(mail.getMessage()).isSameAs(before);
    }

    private void take(Mail mail) throws Exception {
        var mailet = new TakePhoneNumber(WorkFolder.prepare(folder.resolve("work")));
        mailet.init(FakeMailetConfig.builder().build());
        mailet.service(mail);
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    private static Mail mail(String text, String... recipients) throws Exception {
        return FakeMail.builder()
                .name("Mail1")
                .sender("a@b.test")
                .recipients(recipients)
                .mimeMessage(new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))))
                .build();
    }

    private static String raw(Mail mail) throws Exception {
        var out = new ByteArrayOutputStream();
        mail.getMessage().writeTo(out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static String phone(Mail mail) {
        return mail.attributes()
                .filter(attribute -> attribute.getName().asString().equals(PHONE))
                .map(attribute -> attribute.getValue().value().toString())
                .findFirst()
                .orElse("");
    }
}
