package org.siegel.transport.smtp;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The commands for one mail to one server, without line ends. A parameter stands in them only where the server offered
 * its extension.
 */
record Commands(Preflight server, Envelope envelope, MessageFacts facts) {

    String mail() {
        var command = new StringBuilder("MAIL FROM:<")
                .append(envelope.sender().map(Mailbox::address).orElse(""))
                .append('>');
        if (server.offers(Extension.SIZE)) {
            command.append(" SIZE=").append(facts.octets());
        }
        if (facts.eightBit() && server.offers(Extension.EIGHT_BIT_MIME)) {
            command.append(" BODY=8BITMIME");
        }
        if (needsSmtpUtf8() && server.offers(Extension.SMTPUTF8)) {
            command.append(" SMTPUTF8");
        }
        if (envelope.requireTls() && server.mayRequireTls()) {
            command.append(" REQUIRETLS");
        }
        if (server.offers(Extension.DSN)) {
            envelope.returnContent()
                    .ifPresent(content -> command.append(" RET=").append(content));
            envelope.envelopeId().ifPresent(id -> command.append(" ENVID=").append(XText.encode(id)));
        }
        return command.toString();
    }

    String recipient(Recipient recipient) {
        String command = "RCPT TO:<" + recipient.mailbox().address() + ">";
        return server.offers(Extension.DSN) ? command + wishes(recipient) : command;
    }

    private static String wishes(Recipient recipient) {
        String notify = recipient.notifyOn().isEmpty()
                ? ""
                : recipient.notifyOn().stream()
                        .sorted(Comparator.naturalOrder())
                        .map(Notify::name)
                        .collect(Collectors.joining(",", " NOTIFY=", ""));
        Optional<String> original = recipient.original().map(OriginalRecipient::encoded);
        return notify + original.map(encoded -> " ORCPT=" + encoded).orElse("");
    }

    private boolean needsSmtpUtf8() {
        return facts.eightBitHeader()
                || envelope.sender().filter(Mailbox::needsSmtpUtf8).isPresent()
                || envelope.recipients().stream().anyMatch(r -> r.mailbox().needsSmtpUtf8());
    }
}
