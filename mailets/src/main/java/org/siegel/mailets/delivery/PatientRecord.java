package org.siegel.mailets.delivery;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.mailet.Mail;
import org.siegel.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records an attempt that is over. A database that is away for a moment is waited for: a mail that went and is nowhere recorded
 * would go a second time. Meanwhile it keeps its place in its lane, and so not many more go.
 */
final class PatientRecord {

    private static final Logger LOGGER = LoggerFactory.getLogger(PatientRecord.class);
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);

    private final AttemptLog log;
    private final Duration patience;
    private final Duration pause;

    PatientRecord(AttemptLog log) {
        this(log, PATIENCE, PAUSE);
    }

    PatientRecord(AttemptLog log, Duration patience, Duration pause) {
        this.log = log;
        this.patience = patience;
        this.pause = pause;
    }

    /** @throws StoreException if it cannot be recorded for long, or never */
    void write(Mail mail, List<AttemptLog.Entry> entries) throws MessagingException {
        long begin = System.nanoTime();
        long complained = begin - BETWEEN_COMPLAINTS.toNanos();
        while (true) {
            try {
                log.append(mail, entries);
                return;
            } catch (StoreException e) {
                long now = System.nanoTime();
                boolean isOver = now - begin >= patience.toNanos();
                if (isOver || !e.mayPass() || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                if (now - complained >= BETWEEN_COMPLAINTS.toNanos()) {
                    complained = now;
                    LOGGER.warn(
                            "What became of mail {} is recorded when the database is back: {}",
                            mail.getName(),
                            e.getMessage());
                }
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }
}
