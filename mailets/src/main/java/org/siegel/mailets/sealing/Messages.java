package org.siegel.mailets.sealing;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedFileInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Messages in files, as James takes them. */
public final class Messages {

    private static final int SMALL = 1024 * 1024;

    private Messages() {}

    /** A big one stays in its file until James has copied it. */
    public static MimeMessage read(Path file) throws IOException, MessagingException {
        Session session = Session.getInstance(new Properties());
        return Files.size(file) <= SMALL
                ? new MimeMessage(session, new ByteArrayInputStream(Files.readAllBytes(file)))
                : new MimeMessage(session, new SharedFileInputStream(file.toFile()));
    }
}
