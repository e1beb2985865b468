package org.siegel.gateway.repository;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.inject.Inject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import javax.mail.MessagingException;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.mailet.Mail;
import org.jspecify.annotations.Nullable;
import org.siegel.gateway.mailfile.FolderSync;
import org.siegel.gateway.mailfile.MailFile;
import org.siegel.gateway.mailfile.UnreadableMailException;

/**
 * A mail repository as a folder: one file for a mail, named by its key.
 *
 * <p>{@code store} returns when the mail is on the disk. A mail that cannot be read is never deleted.
 */
public final class DurableMailRepository implements MailRepository {

    private static final String ENDING = ".mail";

    private final Path folder;
    private final FolderSync sync;

    @Inject
    DurableMailRepository(FileSystem files, MailRepositoryUrl url) throws IOException {
        this(files.getFile(url.asString()).toPath());
    }

    DurableMailRepository(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.sync = new FolderSync(folder);
    }

    @Override
    public MailKey store(Mail mail) throws MessagingException {
        var key = MailKey.forMail(mail);
        try {
            MailFile.write(file(key), mail);
            sync.await();
            return key;
        } catch (IOException e) {
            throw new MessagingException(
                    "Mail " + key.asString() + " cannot be written to the repository in " + folder, e);
        }
    }

    @Override
    public @Nullable Mail retrieve(MailKey key) throws MessagingException {
        try {
            return MailFile.read(file(key));
        } catch (FileNotFoundException e) {
            return null;
        } catch (IOException | UnreadableMailException e) {
            throw new MessagingException(
                    "Mail " + key.asString() + " cannot be read from the repository in " + folder, e);
        }
    }

    @Override
    public Iterator<MailKey> list() throws MessagingException {
        return keys().iterator();
    }

    @Override
    public long size() throws MessagingException {
        return keys().size();
    }

    @Override
    public void remove(MailKey key) throws MessagingException {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            throw new MessagingException(
                    "Mail " + key.asString() + " cannot be removed from the repository in " + folder, e);
        }
    }

    @Override
    public void removeAll() throws MessagingException {
        for (var key : keys()) {
            remove(key);
        }
    }

    private List<MailKey> keys() throws MessagingException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .map(name -> new MailKey(URLDecoder.decode(name, UTF_8)))
                    .toList();
        } catch (IOException e) {
            throw new MessagingException("The mail repository in " + folder + " cannot be listed", e);
        }
    }

    private Path file(MailKey key) {
        return folder.resolve(URLEncoder.encode(key.asString(), UTF_8) + ENDING);
    }
}
