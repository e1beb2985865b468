package org.siegel.gateway.queue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.siegel.gateway.mailfile.FolderSync;
import org.siegel.gateway.mailfile.MailFile;
import org.siegel.gateway.mailfile.UnreadableMailException;

/**
 * The files of one queue. Knows no order.
 *
 * <p>Beside the mails there are two folders for those that only a human can help: {@code unreadable} and
 * {@code rejected}. A file moved back from there takes its place again at the next start.
 */
final class QueueFolder implements Closeable {

    private final Path folder;
    private final Path unreadable;
    private final Path rejected;
    private final FolderSync sync;

    QueueFolder(Path folder) throws IOException {
        this.folder = folder;
        this.unreadable = Files.createDirectories(folder.resolve("unreadable"));
        this.rejected = Files.createDirectories(folder.resolve("rejected"));
        this.sync = new FolderSync(folder);
    }

    /** Every mail that was accepted before. What a crash left unfinished was never accepted, and is removed. */
    List<Place> recover() throws IOException {
        var places = new ArrayList<Place>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (name.endsWith(MailFile.UNFINISHED)) {
                    Files.deleteIfExists(file);
                }
                Place.of(name).ifPresent(places::add);
            }
        }
        return places;
    }

    /** Returns when a loss of power can no longer take the mail away. */
    void write(Place place, Mail mail) throws IOException, MessagingException {
        var file = file(place);
        MailFile.write(file, mail);
        try {
            sync.await();
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    MailImpl read(Place place) throws IOException, UnreadableMailException {
        return MailFile.read(file(place));
    }

    MailImpl readEnvelope(Place place) throws IOException, UnreadableMailException {
        return MailFile.readEnvelope(file(place));
    }

    // Not forced to the disk: if the power goes now, the mail comes a second time, which beats not at all.
    void delete(Place place) throws IOException {
        Files.deleteIfExists(file(place));
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
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    private Path file(Place place) {
        return folder.resolve(place.fileName());
    }

    @Override
    public void close() {
        sync.close();
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
