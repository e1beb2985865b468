package org.siegel.gateway.mailfile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import javax.mail.MessagingException;
import org.apache.james.server.core.MailHeaders;
import org.apache.james.server.core.MimeMessageSource;
import org.apache.james.server.core.MimeMessageWrapper;

/**
 * A message that goes out byte for byte as it came in, as long as nobody changes it; and if only its headers are changed,
 * with the body as it came.
 *
 * <p>James's own wrapper writes every header anew, in US-ASCII: an umlaut that a mail program left unencoded becomes a
 * question mark, and a signature over the header (RFC 6376) breaks although no mailet touched it.
 */
final class FaithfulMessage extends MimeMessageWrapper {

    FaithfulMessage(MimeMessageSource source) {
        super(source);
    }

    @Override
    public InputStream getMessageInputStream() throws MessagingException {
        if (isModified()) {
            return super.getMessageInputStream();
        }
        try {
            return source.getInputStream();
        } catch (IOException e) {
            throw new MessagingException("The message cannot be read from its file", e);
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // one stream for both parts, or two
    public void writeTo(OutputStream headers, OutputStream body, String[] ignored, boolean load)
            throws IOException, MessagingException {
        if (isBodyModified() || headers != body || (ignored != null && ignored.length > 0)) {
            super.writeTo(headers, body, ignored, load);
        } else if (isModified()) {
            writeWithChangedHeaders(body);
        } else {
            try (var in = source.getInputStream()) {
                in.transferTo(body);
            }
        }
    }

    // Javamail reads a header byte as the character of the same number, so that is how it has to be written.
    private void writeWithChangedHeaders(OutputStream out) throws IOException, MessagingException {
        if (!saved) {
            saveChanges();
        }
        try (var in = source.getInputStream()) {
            new MailHeaders(in);
            for (var line : Collections.list(getAllHeaderLines())) {
                out.write((line + "\r\n").getBytes(ISO_8859_1));
            }
            out.write("\r\n".getBytes(ISO_8859_1));
            in.transferTo(out);
        }
    }
}
