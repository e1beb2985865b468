package org.siegel.james;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;

/** Where commands leave notes for the gateway. */
final class NoteFolder {

    private NoteFolder() {}

    /**
     * Leaves one, whole or not at all.
     *
     * @param folder need not exist
     * @param suffix of its name, by which it is found
     * @throws IllegalArgumentException if that is not possible; says what to do
     */
    static void leave(Path folder, Properties note, String suffix) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path draft = Files.createTempFile(folder, "note-", ".draft");
            StringWriter text = new StringWriter();
            note.store(text, null);
            Files.writeString(draft, text.toString());
            Files.move(draft, draft.resolveSibling(draft.getFileName() + suffix), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Cannot leave a note for the gateway in " + folder
                            + " (confirmations.folder in siegel.properties): " + e
                            + ". Run the command as the user that runs the gateway.",
                    e);
        }
    }
}
