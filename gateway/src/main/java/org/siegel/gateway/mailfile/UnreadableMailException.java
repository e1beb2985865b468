package org.siegel.gateway.mailfile;

import java.io.Serial;
import java.nio.file.Path;

/** The file is there and could be read, but it is not a mail as {@link MailFile} writes it. */
public final class UnreadableMailException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    UnreadableMailException(Path file, String why) {
        super(file + " is not a readable mail: " + why);
    }

    UnreadableMailException(Path file, String why, Throwable cause) {
        super(file + " is not a readable mail: " + why, cause);
    }
}
