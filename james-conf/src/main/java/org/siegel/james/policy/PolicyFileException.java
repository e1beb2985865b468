package org.siegel.james.policy;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The policy file cannot be used. The message names file, line and what to do. */
public final class PolicyFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PolicyFileException(Path file, int line, String problem, @Nullable Throwable cause) {
        super(
                file + (line > 0 ? ", line " + line : "") + ": " + problem + ". Siegel does not start with it;"
                        + " correct the file and start again.",
                cause);
    }
}
