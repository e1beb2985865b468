package org.siegel.james;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.siegel.store.RecipientSecret.Kind;
import org.siegel.store.RecipientSecretStore;
import org.siegel.store.SecretNote;
import org.siegel.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passwords that a command leaves for the gateway, encrypted with the store's key: the file of an embedded database serves one process
 * only, which is the gateway. Whoever may write the folder and read the key may set passwords.
 *
 * @param folder need not exist
 */
public record PasswordNotes(Path folder) {

    private static final Logger LOGGER = LoggerFactory.getLogger(PasswordNotes.class);
    private static final String SET = ".password";
    private static final String REMOVED = ".password-removed";

    /** Leaves one, whole or not at all. */
    public void leave(SecretNote secret) {
        Properties note = new Properties();
        note.setProperty("recipient", secret.recipient());
        note.setProperty("kind", secret.kind().name());
        note.setProperty("id", secret.id());
        note.setProperty("entropy", Integer.toString(secret.entropy()));
        note.setProperty("key", secret.keyId());
        note.setProperty("secret", secret.secret());
        NoteFolder.leave(folder, note, SET);
    }

    /** Leaves word that all of a recipient's secrets of that kind are to be forgotten. */
    public void leaveRemoval(String recipient, Kind kind) {
        Properties note = new Properties();
        note.setProperty("recipient", recipient);
        note.setProperty("kind", kind.name());
        NoteFolder.leave(folder, note, REMOVED);
    }

    /**
     * Takes those that lie there; what is taken is gone. One that cannot be used is set aside, and said.
     *
     * @throws StoreException if the database is away: what was not taken yet lies there still
     */
    public void take(RecipientSecretStore secrets) {
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(folder, "*{" + SET + "," + REMOVED + "}")) {
            for (Path note : notes) {
                take(note, secrets);
            }
        } catch (NoSuchFileException _nobodySetAnything) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void take(Path file, RecipientSecretStore secrets) throws IOException {
        Properties note = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            note.load(in);
        }
        try {
            String recipient = note.getProperty("recipient", "");
            Kind kind = Kind.valueOf(note.getProperty("kind", ""));
            if (file.toString().endsWith(REMOVED)) {
                secrets.remove(recipient, kind);
            } else {
                secrets.adopt(new SecretNote(
                        recipient,
                        kind,
                        note.getProperty("id", ""),
                        Integer.parseInt(note.getProperty("entropy", "0")),
                        note.getProperty("key", ""),
                        note.getProperty("secret", "")));
            }
            Files.delete(file);
        } catch (StoreException e) {
            if (e.mayPass()) {
                throw e; // the database is away: the note stays, and is taken when it is back
            }
            setAside(file, e);
        } catch (IllegalArgumentException e) {
            setAside(file, e);
        }
    }

    private static void setAside(Path file, RuntimeException why) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".unusable");
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        LOGGER.error("The note {} set no password: {}. Give the command again", aside, why.getMessage());
    }
}
