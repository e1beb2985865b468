package org.siegel.gateway.queue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.siegel.gateway.mailfile.MailFile;
import org.siegel.gateway.mailfile.MailFiles;
import org.siegel.gateway.mailfile.UnreadableMailException;

/**
 * The files of one queue. Knows no order.
 *
 * <p>Beside the mails there are two folders for those that only a human can help: {@code unreadable} and
 * {@code rejected}. A file moved back from there takes its place again at the next start.
 */
final class QueueFolder implements Closeable {

    /** As many mails as come within seconds: their files are made once. */
    private static final int MOST_SPARES = 4_096;

    private final Path folder;
    private final Path unreadable;
    private final Path rejected;
    private final MailFiles files;

    QueueFolder(Path folder) throws IOException {
        this.folder = folder;
        this.unreadable = Files.createDirectories(folder.resolve("unreadable"));
        this.rejected = Files.createDirectories(folder.resolve("rejected"));
        this.files = new MailFiles(folder, MOST_SPARES);
    }

    /** Every mail that was accepted before. What a crash left unfinished was never accepted, and is removed. */
    List<Place> recover() throws IOException {
        var places = new ArrayList<Place>();
        try (var found = Files.newDirectoryStream(folder)) {
            for (var file : found) {
                var name = file.getFileName().toString();
                if (name.endsWith(MailFile.UNFINISHED) || name.endsWith(MailFiles.SPARE)) {
                    Files.deleteIfExists(file);
                }
                Place.of(name).ifPresent(places::add);
            }
        }
        return places;
    }

    /** Returns when a loss of power can no longer take the mail away. */
    void write(Place place, Mail mail) throws IOException, MessagingException {
        files.write(file(place), mail);
    }

    MailImpl read(Place place) throws IOException, UnreadableMailException {
        return files.read(file(place));
    }

    MailImpl readEnvelope(Place place) throws IOException, UnreadableMailException {
        return files.readEnvelope(file(place));
    }

    /** When the mail was put into the queue, by the clock of that time; empty if the disk does not tell. */
    Optional<Long> writtenAt(Place place) {
        try {
            return Optional.of(Files.getLastModifiedTime(file(place)).toMillis());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    // Not forced to the disk: if the power goes now, the mail comes a second time, which beats not at all.
    void delete(Place place) throws IOException {
        files.delete(file(place));
    }

    void rename(Place from, Place to) throws IOException {
        Files.move(file(from), file(to), StandardCopyOption.ATOMIC_MOVE);
    }

    Path setAsideUnreadable(Place place) throws IOException {
        return Files.move(file(place), unreadable.resolve(place.fileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    Path setAsideRejected(Place place) throws IOException {
        return Files.move(file(place), rejected.resolve(place.fileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** How many mails only a human can help. */
    long setAside() throws IOException {
        return count(unreadable) + count(rejected);
    }

    private static long count(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.count();
        }
    }

    private Path file(Place place) {
        return folder.resolve(place.fileName());
    }

    @Override
    public void close() {
        files.close();
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
