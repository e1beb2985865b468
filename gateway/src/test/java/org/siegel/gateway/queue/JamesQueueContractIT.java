package org.siegel.gateway.queue;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.james.queue.api.DelayedManageableMailQueueContract;
import org.apache.james.queue.api.DelayedPriorityMailQueueContract;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueFactoryContract;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.queue.api.ManageableMailQueueFactoryContract;
import org.apache.james.queue.api.PriorityManageableMailQueueContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** What James demands of every queue: its own contract tests, unchanged. */
class JamesQueueContractIT {

    @TempDir
    private Path folder;

    private FileMailQueueFactory queues;

    @BeforeEach
    void open() throws Exception {
        queues = TestMails.open(folder);
    }

    @AfterEach
    void close() {
        queues.drain(Duration.ZERO);
        queues.close();
    }

    @Nested
    class OfAQueue
            implements DelayedManageableMailQueueContract,
                    PriorityManageableMailQueueContract,
                    DelayedPriorityMailQueueContract {

        @Override
        public MailQueue getMailQueue() {
            return getManageableMailQueue();
        }

        @Override
        public ManageableMailQueue getManageableMailQueue() {
            return queues.createQueue(MailQueueName.of("outgoing"));
        }
    }

    @Nested
    class OfAFactory
            implements MailQueueFactoryContract<FileMailQueue>, ManageableMailQueueFactoryContract<FileMailQueue> {

        @Override
        public MailQueueFactory<FileMailQueue> getMailQueueFactory() {
            return queues;
        }
    }
}
