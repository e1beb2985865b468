package org.siegel.gateway.mailfile;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.apache.james.server.core.MimeMessageSource;

/** The message part of a mail file, read only when somebody asks for it: a mail in hand costs no memory for its text. */
final class MessageInFile implements MimeMessageSource {

    private final Path file;
    private final long length;
    private final Opening opening;

    MessageInFile(Path file, long length, Opening opening) {
        this.file = file;
        this.length = length;
        this.opening = opening;
    }

    Path file() {
        return file;
    }

    @Override
    public String getSourceId() {
        return file.toString();
    }

    // Buffered, because Javamail reads headers byte by byte.
    @Override
    public InputStream getInputStream() throws IOException {
        var in = new BufferedInputStream(opening.open(file));
        try {
            // Read again and not remembered: a repository replaces the file when the mail is stored anew.
            var preamble = Preamble.read(in).orElseThrow(() -> new IOException(file + " is no longer a mail"));
            in.skipNBytes(preamble.envelopeLength());
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public long getMessageSize() {
        return length;
    }
}
