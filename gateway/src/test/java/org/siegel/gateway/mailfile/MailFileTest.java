package org.siegel.gateway.mailfile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStream;
import org.apache.james.server.core.MimeMessageSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.PerRecipientHeaders.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailFileTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("one.mail");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: x\r\n\r\nhello\r\n",
                "Subject: x\r\n\r\n",
                "Subject: bare\n\nline feeds\nand no end",
                "Subject: x\r\nX-8bit: \u00e4\u00f6\u00fc\r\n\r\n\u0000\u00ff\r\r\n\n.\r\n",
                "no header at all",
                ""
            })
    void theMessageComesBackByteForByte(String text) throws Exception {
        var bytes = text.getBytes(ISO_8859_1);
        MailFile.write(file(), mail(bytes));

        assertThat(new MimeMessageInputStream(MailFile.read(file()).getMessage()))
                .hasBinaryContent(bytes);
    }

    @Test
    void aMessageThatWasLookedAtAndWrittenAgainIsStillTheSame() throws Exception {
        var bytes = "Subject: \u00e4\r\nX: 1\n folded\r\n\r\nb\n\u00f6dy".getBytes(ISO_8859_1);
        MailFile.write(file(), mail(bytes));
        var read = MailFile.read(file());
        assertThat(read.getMessage().getContent()).isNotNull();
        assertThat(read.getMessage().getHeader("Subject")).hasSize(1);
        MailFile.write(file(), read);

        assertThat(new MimeMessageInputStream(MailFile.read(file()).getMessage()))
                .hasBinaryContent(bytes);
        var copy = MailImpl.duplicate(MailFile.read(file()));
        assertThat(new MimeMessageInputStream(copy.getMessage())).hasBinaryContent(bytes);
        copy.dispose();
    }

    @Test
    void aCopyThatJamesMadeForASplitMailIsWrittenWithItsUnencodedUmlauts() throws Exception {
        var bytes = "Subject: \u00e4\r\n\r\nb\u00f6dy\r\n".getBytes(ISO_8859_1);
        MailFile.write(file(), mail(bytes));
        var copy = MailImpl.duplicate(MailFile.read(file()));
        MailFile.write(file(), copy);
        copy.dispose();

        assertThat(new MimeMessageInputStream(MailFile.read(file()).getMessage()))
                .hasBinaryContent(bytes);
    }

    @Test
    void aHeaderThatIsAddedLeavesAllOtherBytesAsTheyAre() throws Exception {
        MailFile.write(file(), mail("Subject: \u00e4\r\n\r\nb\n\u00f6dy".getBytes(ISO_8859_1)));
        var read = MailFile.read(file());
        read.getMessage().setHeader("X-Added", "yes");
        read.getMessage().saveChanges();
        MailFile.write(file(), read);

        var text =
                new String(new MimeMessageInputStream(MailFile.read(file()).getMessage()).readAllBytes(), ISO_8859_1);
        assertThat(text)
                .contains("Subject: \u00e4\r\n")
                .contains("X-Added: yes\r\n")
                .endsWith("\r\n\r\nb\n\u00f6dy");
    }

    @Test
    void aLargeMessageComesBackByteForByte() throws Exception {
        var bytes = new byte[3_000_000];
        new SplittableRandom(7).nextBytes(bytes);
        MailFile.write(file(), mail(bytes));

        assertThat(new MimeMessageInputStream(MailFile.read(file()).getMessage()))
                .hasBinaryContent(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user@example.test",
                "\"a;b\"@example.test",
                "\"a b\"@example.test",
                "a+b=c/d!e@example.test",
                "user@[192.0.2.1]",
                "o'brien@example.test",
                "UPPER@EXAMPLE.TEST"
            })
    void anAddressComesBackAsItWas(String address) throws Exception {
        var mail = mail("Subject: x\r\n\r\n".getBytes(ISO_8859_1));
        mail.setSender(new MailAddress(address));
        mail.setRecipients(Arrays.asList(new MailAddress(address), new MailAddress("second@example.test")));
        MailFile.write(file(), mail);

        var read = MailFile.read(file());
        assertThat(read.getMaybeSender()).isEqualTo(mail.getMaybeSender());
        assertThat(read.getRecipients()).containsExactlyElementsOf(mail.getRecipients());
        assertThat(read.getRecipients().iterator().next().asString()).isEqualTo(new MailAddress(address).asString());
    }

    @Test
    void attributesAndHeadersForRecipientsComeBack() throws Exception {
        var mail = mail("Subject: x\r\n\r\n".getBytes(ISO_8859_1));
        var attribute =
                new Attribute(AttributeName.of("odd name; \u20ac"), AttributeValue.of("value\n\u0000\ud83d\ude00"));
        mail.setAttribute(attribute);
        var header = Header.builder().name("X-A").value("b: c\r\n d").build();
        var recipient = new MailAddress("second@example.test");
        mail.addSpecificHeaderForRecipient(header, recipient);
        MailFile.write(file(), mail);

        var read = MailFile.read(file());
        assertThat(read.getAttribute(attribute.getName())).contains(attribute);
        assertThat(read.getPerRecipientSpecificHeaders().getHeadersForRecipient(recipient))
                .containsExactly(header);
    }

    @Test
    void noByteCanChangeUnnoticed() throws Exception {
        MailFile.write(file(), mail("Subject: x\r\n\r\nhello\r\n".getBytes(ISO_8859_1)));
        var whole = Files.readAllBytes(file());
        for (var i = 0; i < whole.length; i++) {
            var broken = whole.clone();
            broken[i] ^= 1;
            Files.write(file(), broken);
            assertThatThrownBy(() -> MailFile.read(file()))
                    .as("byte %d", i)
                    .isInstanceOf(UnreadableMailException.class)
                    .hasMessageNotContaining("hello");
        }
    }

    @Test
    void aFileThatIsTooShortOrTooLongIsNoticed() throws Exception {
        MailFile.write(file(), mail("Subject: x\r\n\r\nhello\r\n".getBytes(ISO_8859_1)));
        var whole = Files.readAllBytes(file());
        IntStream.range(0, whole.length + 3)
                .filter(length -> length != whole.length)
                .forEach(length -> {
                    write(Arrays.copyOf(whole, length));
                    assertThatThrownBy(() -> MailFile.read(file())).isInstanceOf(UnreadableMailException.class);
                    assertThatThrownBy(() -> MailFile.readEnvelope(file(), any -> new FileInputStream(any.toFile())))
                            .isInstanceOf(UnreadableMailException.class);
                });
    }

    @Test
    void aFileThatIsNotThereIsNoUnreadableMail() {
        assertThatThrownBy(() -> MailFile.read(file())).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void aMessageThatFailsHalfwayLeavesNothingBehindAndTheOldFileUntouched() throws Exception {
        MailFile.write(file(), mail("Subject: first\r\n\r\n".getBytes(ISO_8859_1)));
        var failing = mail(new byte[0]);
        failing.setMessageNoCopy(new MimeMessageWrapper(new FailsHalfway()));

        assertThatThrownBy(() -> MailFile.write(file(), failing)).hasStackTraceContaining("has gone");
        assertThat(folder).isDirectoryContaining("regex:.*one\\.mail").isDirectoryNotContaining("regex:.*\\.tmp");
        assertThat(MailFile.read(file()).getMessage().getSubject()).isEqualTo("first");
    }

    @Test
    void anInterruptedThreadWritesAndReadsAllTheSame() throws Exception {
        Thread.currentThread().interrupt();
        try {
            MailFile.write(file(), mail("Subject: x\r\n\r\n".getBytes(ISO_8859_1)));
            new FolderSync(folder).await();
            assertThat(MailFile.read(file()).getMessage().getSubject()).isEqualTo("x");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private void write(byte[] bytes) {
        try {
            Files.write(file(), bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static MailImpl mail(byte[] message) throws MessagingException {
        var mail = MailImpl.builder()
                .name("mail")
                .sender("sender@example.test")
                .addRecipient("recipient@example.test")
                .state(Mail.DEFAULT)
                .build();
        mail.setMessageNoCopy(new MimeMessageWrapper(new Text("text", message)));
        return mail;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Text(String getSourceId, byte[] bytes) implements MimeMessageSource {
        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the temporary file has gone");
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return read();
        }
    }

    private static final class FailsHalfway implements MimeMessageSource {
        @Override
        public String getSourceId() {
            return "fails";
        }

        @Override
        public InputStream getInputStream() {
            return new SequenceInputStream(new ByteArrayInputStream(new byte[50_000]), new BrokenStream());
        }
    }
}
