package org.siegel.gateway.queue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.james.metrics.api.NoopGaugeRegistry;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageSource;
import org.apache.james.server.core.MimeMessageWrapper;

/** Mails and queues as the tests need them. */
final class TestMails {

    private TestMails() {}

    static MailImpl mail(String name) throws Exception {
        return mail(name, "Subject: " + name + "\r\n\r\nhello\r\n");
    }

    static MailImpl mail(String name, String text) throws Exception {
        var mail = MailImpl.builder()
                .name(name)
                .sender("sender@sender.test")
                .addRecipient("recipient@recipient.test")
                .build();
        mail.setMessageNoCopy(new MimeMessageWrapper(new Text(name, text.getBytes(ISO_8859_1))));
        return mail;
    }

    static FileMailQueueFactory open(Path folder) throws Exception {
        return open(folder, Clock.systemUTC());
    }

    static FileMailQueueFactory open(Path folder, Clock clock) throws Exception {
        return new FileMailQueueFactory(
                folder,
                clock,
                new RawMailQueueItemDecoratorFactory(),
                new RecordingMetricFactory(),
                new NoopGaugeRegistry());
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Text(String getSourceId, byte[] bytes) implements MimeMessageSource {
        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
