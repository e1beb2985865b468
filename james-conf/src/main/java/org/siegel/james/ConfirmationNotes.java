package org.siegel.james;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;
import org.siegel.policy.DomainName;
import org.siegel.policy.TransportGrade;
import org.siegel.transport.downgrade.GradeWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Confirmations of lower grades that a command leaves for the gateway: the file of an embedded database serves one process
 * only, which is the gateway. Whoever may write the folder may confirm.
 *
 * @param folder need not exist
 */
public record ConfirmationNotes(Path folder) {

    private static final Logger LOGGER = LoggerFactory.getLogger(ConfirmationNotes.class);
    private static final String NOTE = ".confirmed";

    /**
     * Leaves one, whole or not at all.
     *
     * @param by who confirms it
     */
    public void leave(DomainName domain, TransportGrade lower, String by) {
        Properties note = new Properties();
        note.setProperty("domain", domain.ascii());
        note.setProperty("grade", lower.configName());
        note.setProperty("by", by);
        NoteFolder.leave(folder, note, NOTE);
    }

    /** Takes those that lie there; what is taken is gone. */
    void take(GradeWatch watch) {
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(folder, "*" + NOTE)) {
            for (Path note : notes) {
                take(note, watch);
                Files.delete(note);
            }
        } catch (NoSuchFileException _nobodyConfirmedAnything) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void take(Path file, GradeWatch watch) throws IOException {
        Properties note = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            note.load(in);
        }
        try {
            DomainName domain = DomainName.of(note.getProperty("domain", ""));
            TransportGrade lower = TransportGrade.fromConfigName(note.getProperty("grade", ""));
            if (!watch.confirm(domain, lower, note.getProperty("by", "somebody"))) {
                LOGGER.warn(
                        "The confirmation that {} is reached at '{}' comes too late: that is not what it is reached at now",
                        domain,
                        lower.configName());
            }
        } catch (IllegalArgumentException e) {
            LOGGER.warn("The note {} confirms nothing: {}", file, e.getMessage());
        }
    }
}
