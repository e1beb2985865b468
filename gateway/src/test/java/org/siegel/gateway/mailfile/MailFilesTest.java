package org.siegel.gateway.mailfile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageSource;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFilesTest {

    private static final int MOST_SPARES = 3;

    @TempDir
    private Path folder;

    private MailFiles files;

    @BeforeEach
    void open() {
        files = new MailFiles(folder, MOST_SPARES);
    }

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void theFileOfAMailThatIsDoneIsEmptyUntilItIsThatOfTheNext() throws Exception {
        files.write(file("first"), mail("first"));
        var key = key(file("first"));
        files.delete(file("first"));

        assertThat(file("first")).doesNotExist();
        assertThat(file("first" + MailFiles.SPARE)).isEmptyFile();

        files.write(file("second"), mail("second"));

        assertThat(key(file("second"))).isEqualTo(key);
        assertThat(names()).containsExactly("second");
        assertThat(text(files.read(file("second")))).isEqualTo("second");
    }

    @Test
    void aFileThatSomebodyReadsIsNotUsedAgain() throws Exception {
        files.write(file("first"), mail("first"));
        var mail = files.read(file("first"));
        try (var begun = message(mail)) {
            begun.read();
            files.delete(file("first"));
            files.write(file("second"), mail("second"));

            assertThat(new String(begun.readAllBytes(), ISO_8859_1)).endsWith("first");
        }
        assertThat(names()).containsExactly("second");
        assertThatThrownBy(() -> message(mail)).hasRootCauseInstanceOf(FileNotFoundException.class);
    }

    @Test
    void onlySoManyAreKept() throws Exception {
        for (var i = 0; i < MOST_SPARES + 2; i++) {
            files.write(file("mail" + i), mail("mail" + i));
        }
        for (var i = 0; i < MOST_SPARES + 2; i++) {
            files.delete(file("mail" + i));
        }

        assertThat(names()).hasSize(MOST_SPARES).allMatch(name -> name.endsWith(MailFiles.SPARE));
    }

    @Test
    void deletingWhatIsNotThereIsNoFault() throws Exception {
        files.delete(file("nothing"));

        assertThat(names()).isEmpty();
    }

    @Test
    void manyAtOnceReadNothingButTheirOwn() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var running = new ArrayList<Future<?>>();
            for (var thread = 0; thread < 8; thread++) {
                var own = thread;
                running.add(threads.submit(() -> {
                    passThrough(own);
                    return null;
                }));
            }
            for (var one : running) {
                one.get();
            }
        }
        assertThat(names()).allMatch(name -> name.endsWith(MailFiles.SPARE)).hasSizeLessThanOrEqualTo(MOST_SPARES);
    }

    // Reads on while the mail is removed and others come.
    private void passThrough(int thread) throws Exception {
        var random = new SplittableRandom(thread);
        for (var i = 0; i < 100; i++) {
            var text = (thread + "/" + i + " ").repeat(1 + random.nextInt(8_000));
            var file = file(thread + "-" + i);
            files.write(file, mail(text));
            try (var begun = message(files.read(file))) {
                var head = begun.readNBytes(random.nextInt(100));
                var isDeletedFirst = random.nextBoolean();
                if (isDeletedFirst) {
                    files.delete(file);
                }
                var rest = begun.readAllBytes();
                assertThat(new String(head, ISO_8859_1) + new String(rest, ISO_8859_1))
                        .endsWith(text);
            }
            files.delete(file);
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private Object key(Path file) throws Exception {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private Iterable<String> names() throws Exception {
        try (var all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String text(Mail mail) throws Exception {
        try (var in = message(mail)) {
            return new String(in.readAllBytes(), ISO_8859_1).replaceFirst("(?s).*\r\n\r\n", "");
        }
    }

    private static MailImpl mail(String text) throws Exception {
        var mail = MailImpl.builder()
                .name("mail")
                .sender("sender@example.test")
                .addRecipient("recipient@example.test")
                .build();
        mail.setMessageNoCopy(new MimeMessageWrapper(new Text(("Subject: x\r\n\r\n" + text).getBytes(ISO_8859_1))));
        return mail;
    }

    private static InputStream message(Mail mail) throws Exception {
        return ((MimeMessageWrapper) mail.getMessage()).getMessageInputStream();
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Text(byte[] bytes) implements MimeMessageSource {
        @Override
        public String getSourceId() {
            return "text";
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public long getMessageSize() {
            return bytes.length;
        }
    }
}
