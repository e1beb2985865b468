package org.siegel.transport.smtp;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long each step may take, from its first octet to its last. All positive.
 *
 * @param greeting until the greeting is complete
 * @param hello EHLO and HELO
 * @param startTls until the reply to STARTTLS; the TLS handshake is the caller's
 * @param mail MAIL FROM
 * @param recipient each RCPT TO
 * @param data DATA
 * @param block each piece of at most 32 KiB that we write
 * @param endOfData from the final dot to the reply; a short time makes duplicates
 * @param transaction from MAIL FROM to the final dot, so that a peer just fast enough for every single step cannot
 *     hold us for days
 * @param reset RSET
 * @param quit QUIT and the end of TLS
 */
public record SmtpTimeouts(
        Duration greeting,
        Duration hello,
        Duration startTls,
        Duration mail,
        Duration recipient,
        Duration data,
        Duration block,
        Duration endOfData,
        Duration transaction,
        Duration reset,
        Duration quit) {

    /** The times of RFC 5321 §4.5.3.2; where it gives none (STARTTLS, RSET, QUIT, the whole), our own. */
    public static final SmtpTimeouts STANDARD = new SmtpTimeouts(
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            Duration.ofMinutes(3),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5));

    public SmtpTimeouts {
        Stream.of(greeting, hello, startTls, mail, recipient, data, block, endOfData, transaction, reset, quit)
                .forEach(SmtpTimeouts::requirePositive);
    }

    /** The same time for every step, {@code transaction} included. */
    public static SmtpTimeouts allOf(Duration each) {
        return new SmtpTimeouts(each, each, each, each, each, each, each, each, each, each, each);
    }

    Duration forReplyTo(Stage stage) {
        return switch (stage) {
            case GREETING -> greeting;
            case BEFORE_SENDING, EHLO, AUTH -> hello;
            case STARTTLS -> startTls;
            case RESET -> reset;
            case MAIL -> mail;
            case RCPT -> recipient;
            case DATA -> data;
            case CONTENT -> block;
            case END_OF_DATA -> endOfData;
        };
    }

    private static void requirePositive(Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("An SMTP timeout must be longer than zero, not " + time);
        }
    }
}
