package org.siegel.testing.smtp;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message that the server took responsibility for.
 *
 * @param connection the number of its {@link SinkConnection}
 * @param helo what the client called itself
 * @param sender the reverse-path; empty text for the null sender
 * @param senderParameters of MAIL, as sent, such as {@code SIZE=1000}
 * @param tls empty if it came in clear
 * @param user who authenticated, if anybody did
 * @param localAddress the server's own address
 * @param at by the server's clock
 */
public record Received(
        long connection,
        String helo,
        String sender,
        List<String> senderParameters,
        List<Recipient> recipients,
        Body body,
        Optional<TlsFacts> tls,
        Optional<String> user,
        InetAddress localAddress,
        Instant at) {
    public Received {
        senderParameters = List.copyOf(senderParameters);
        recipients = List.copyOf(recipients);
    }

    /** The addresses of all recipients, in their order. */
    public List<String> recipientAddresses() {
        return recipients.stream().map(Recipient::address).toList();
    }
}
