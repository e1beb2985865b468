package org.siegel.gateway.mailfile;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;

/**
 * The mail files of a folder through which many mails pass, and the emptied files of mails that are done for those that come.
 *
 * <p>To make a file and to delete it costs more than to write and to read it: a file system must find an inode each time,
 * ext4 without a journal even among all that were freed in the last minute. So a file that is done is emptied, gets a name
 * under which nothing that counts is ever found, and is the file of a later mail. That is never done while somebody has the
 * file open: he would go on reading in another's mail. Safe for any number of threads.
 */
public final class MailFiles implements Closeable {

    /** The end of the name of an emptied file. */
    public static final String SPARE = ".spare";

    private final FolderSync sync;
    private final Readers readers = new Readers();
    private final BlockingQueue<Path> spares;

    /**
     * Of this folder, which nobody else writes to.
     *
     * @param mostSpares how many emptied files are kept, at least one
     */
    public MailFiles(Path folder, int mostSpares) {
        this.sync = new FolderSync(folder);
        this.spares = new LinkedBlockingQueue<>(mostSpares);
    }

    /**
     * Returns when a loss of power can no longer take the mail away.
     *
     * @throws IOException if the disk refuses; nothing is left behind then
     * @throws MessagingException if the message cannot be read
     */
    public void write(Path file, Mail mail) throws IOException, MessagingException {
        var spare = spares.poll();
        MailFile.write(spare == null ? MailFile.unfinished(file) : spare, file, mail);
        try {
            sync.await();
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** As {@link MailFile#read(Path)}. */
    public MailImpl read(Path file) throws IOException, UnreadableMailException {
        return MailFile.read(file, readers::open);
    }

    /** As {@link #read}, without looking at the message: for lists. */
    public MailImpl readEnvelope(Path file) throws IOException, UnreadableMailException {
        return MailFile.readEnvelope(file, readers::open);
    }

    /**
     * Removes the mail, if it is there. Not forced to the disk: a loss of power may bring it back.
     *
     * @throws IOException if the disk refuses
     */
    public void delete(Path file) throws IOException {
        var spare = file.resolveSibling(file.getFileName() + SPARE);
        if (spares.remainingCapacity() == 0 || !readers.renameUnlessRead(file, spare)) {
            Files.deleteIfExists(file);
            return;
        }
        if (!isEmptied(spare) || !spares.offer(spare)) {
            Files.deleteIfExists(spare);
        }
    }

    private static boolean isEmptied(Path file) {
        try {
            new FileOutputStream(file.toFile()).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        sync.close();
    }
}
