package org.siegel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.mime4j.dom.Header;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.dom.field.AddressListField;
import org.apache.james.mime4j.dom.field.MailboxListField;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;

/** The recipients that a message names in its header; the envelope of a real mail may have others. */
final class Recipients {

    private Recipients() {}

    /** The addresses in To, Cc and Bcc, each once. */
    static List<String> in(Path file) throws IOException {
        Header header = header(file);
        return Stream.of("To", "Cc", "Bcc")
                .flatMap(name -> header.getFields(name).stream())
                .filter(AddressListField.class::isInstance)
                .flatMap(field -> ((AddressListField) field).getAddressList().flatten().stream())
                .map(Mailbox::getAddress)
                .distinct()
                .toList();
    }

    /** The first address in From. */
    static Optional<String> sender(Path file) throws IOException {
        return header(file).getFields("From").stream()
                .filter(MailboxListField.class::isInstance)
                .map(MailboxListField.class::cast)
                .filter(field -> field.getMailboxList() != null)
                .flatMap(field -> field.getMailboxList().stream())
                .map(Mailbox::getAddress)
                .findFirst();
    }

    private static Header header(Path file) throws IOException {
        DefaultMessageBuilder builder = new DefaultMessageBuilder();
        builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
        try (InputStream in = Files.newInputStream(file)) {
            return builder.parseHeader(in);
        }
    }
}
