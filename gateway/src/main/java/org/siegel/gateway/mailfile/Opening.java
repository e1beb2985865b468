package org.siegel.gateway.mailfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** How a file is opened: never by a channel, because an interrupt of the reading thread must not close the file under it. */
@FunctionalInterface
interface Opening {

    /** Opens it at its beginning. */
    InputStream open(Path file) throws IOException;
}
