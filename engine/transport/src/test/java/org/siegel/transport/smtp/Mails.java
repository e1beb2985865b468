package org.siegel.transport.smtp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Mails and clients for the tests. */
final class Mails {

    static final String[] MODERN = {
        "PIPELINING", "SIZE 10000000", "8BITMIME", "SMTPUTF8", "DSN", "ENHANCEDSTATUSCODES", "STARTTLS"
    };

    static final Mailbox SENDER = new Mailbox("sender@siegel.test");

    private static final Alarms ALARMS = new Alarms();

    private Mails() {}

    /** One character per octet. */
    static OutgoingMessage message(String octets) {
        return message(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    static OutgoingMessage message(byte[] octets) {
        try {
            return OutgoingMessage.examine(() -> new ByteArrayInputStream(octets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OutgoingMessage greetings() {
        return message("Subject: greetings\r\n\r\nhello\r\n");
    }

    static Envelope to(String... recipients) {
        return Envelope.of(SENDER, recipients(Stream.of(recipients)));
    }

    static Envelope toMany(int count) {
        return Envelope.of(SENDER, recipients(IntStream.range(0, count).mapToObj(i -> "r" + i + "@target.test")));
    }

    private static List<Recipient> recipients(Stream<String> addresses) {
        return addresses.map(address -> Recipient.of(new Mailbox(address))).toList();
    }

    static SmtpClient client() {
        return client(SmtpTimeouts.allOf(Duration.ofSeconds(20)));
    }

    static SmtpClient client(Duration each) {
        return client(SmtpTimeouts.allOf(each));
    }

    static SmtpClient client(SmtpTimeouts timeouts) {
        return new SmtpClient("mail.siegel.test", timeouts, LongLines.REFUSE, ALARMS);
    }

    static Alarms alarms() {
        return ALARMS;
    }

    /** A conversation that is ready for mail. */
    static SmtpConversation ready(Sink sink) {
        return ready(sink, client());
    }

    static SmtpConversation ready(Sink sink, SmtpClient client) {
        var conversation = client.over(sink.wire());
        if (conversation.hello(Introduction.EHLO_ONLY) instanceof Failed failed) {
            throw new AssertionError(failed.describe());
        }
        return conversation;
    }

    static List<Outcome> outcomes(Transmission transmission) {
        return transmission.results().stream().map(RecipientResult::outcome).toList();
    }
}
