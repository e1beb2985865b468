package org.siegel.matchers;

import jakarta.mail.MessagingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a disk that takes nothing, such as a full one. What was done about a mail so far would be done again otherwise, and be it a
 * delivery; or the mail would lie where only an administrator gets it out again. Meanwhile it stays where it is kept.
 */
public final class FullDisk {

    private static final Logger LOGGER = LoggerFactory.getLogger(FullDisk.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** A disk that is broken is not waited for for ever. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);

    /** The operating system's words, which are German on a German one: full, quota used up, not to be written at all. */
    private static final Pattern WORDS =
            Pattern.compile("No space left|Disk quota|Read-only file|kein Speicherplatz|Plattenplatz|nur lesbar");

    private FullDisk() {}

    /** Whether a failure came of a disk that takes nothing, as far as its words tell, and not of what was to be written. */
    public static boolean isMeant(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    && WORDS.matcher(String.valueOf(cause.getMessage())).find()) {
                return true;
            }
        }
        return false;
    }

    /** What needs the disk; done again from the beginning if the disk failed. */
    @FunctionalInterface
    public interface Step {
        void take() throws MessagingException;
    }

    /**
     * Takes the step as soon as the disk lets it.
     *
     * @param mailName for the log
     * @throws MessagingException if it fails for another reason, the disk fails for an hour, or the thread is interrupted
     */
    public static void outlast(String mailName, Step step) throws MessagingException {
        long begin = System.nanoTime();
        long complained = begin - BETWEEN_COMPLAINTS.toNanos();
        while (true) {
            try {
                step.take();
                return;
            } catch (MessagingException e) {
                long now = System.nanoTime();
                Optional<IOException> said = ofDisk(e);
                boolean isOver = now - begin >= PATIENCE.toNanos();
                if (said.isEmpty() || isOver || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                if (now - complained >= BETWEEN_COMPLAINTS.toNanos()) {
                    complained = now;
                    LOGGER.error(
                            "Mail {} goes on when the disk lets it: {}",
                            mailName,
                            said.get().getMessage());
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** What the disk said; empty if it was not the disk. A file that is not there will not be there later. */
    private static Optional<IOException> ofDisk(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException said) {
                boolean isMissing = said instanceof NoSuchFileException
                        || (said instanceof FileNotFoundException
                                && String.valueOf(said.getMessage()).contains("No such file"));
                return isMissing ? Optional.empty() : Optional.of(said);
            }
        }
        return Optional.empty();
    }
}
