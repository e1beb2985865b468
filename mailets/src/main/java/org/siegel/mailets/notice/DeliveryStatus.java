package org.siegel.mailets.notice;

import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.james.core.MailAddress;

/**
 * The part of a notice that machines read (RFC 3464 §2). Seven-bit: words beyond ASCII are encoded as in a header.
 *
 * @param reportingMta the name of this server
 * @param envelopeId   as the sender's software named the transaction (ENVID, RFC 3461 §4), in xtext
 * @param arrival      when the mail came
 * @param mailName     James's name of the mail, for whoever looks into its log
 * @param reason       why the mail came to be returned
 * @param recipients   at least one
 */
record DeliveryStatus(
        String reportingMta,
        Optional<String> envelopeId,
        Optional<Instant> arrival,
        String mailName,
        Reason reason,
        List<Undelivered> recipients) {

    private static final int WIDTH = 76;
    private static final int LONGEST = 500;
    private static final String END = "\r\n";
    private static final Pattern SMTP_REPLY = Pattern.compile("[245]\\d\\d[ -].*");
    private static final Pattern ESCAPED = Pattern.compile("\\+([0-9A-F]{2})");

    DeliveryStatus {
        recipients = List.copyOf(recipients);
    }

    /** The body of the part. */
    String text() {
        StringBuilder text = new StringBuilder();
        envelopeId.ifPresent(id -> field(text, "Original-Envelope-Id", words(decodeXtext(id))));
        field(text, "Reporting-MTA", "dns; " + words(reportingMta));
        arrival.ifPresent(time -> field(text, "Arrival-Date", new MailDateFormat().format(Date.from(time))));
        field(text, "X-Siegel-Reason", reason.configName());
        return recipients.stream().map(this::recipient).collect(Collectors.joining(END, text + END, ""));
    }

    private String recipient(Undelivered undelivered) {
        StringBuilder text = new StringBuilder();
        undelivered.original().ifPresent(address -> field(text, "Original-Recipient", typed(address)));
        field(text, "Final-Recipient", typed(undelivered.recipient()));
        field(text, "Action", reason.action());
        field(text, "Status", undelivered.cause().status());
        undelivered.cause().words().ifPresent(words -> field(text, "Diagnostic-Code", diagnostic(words)));
        field(text, "Final-Log-ID", words(mailName));
        return text.toString();
    }

    private static String diagnostic(String words) {
        return (SMTP_REPLY.matcher(words).matches() ? "smtp; " : "X-Siegel; ") + words(words);
    }

    /** James's addresses are ASCII, but a quoted one may hold a line break. */
    private static String typed(MailAddress address) {
        return "rfc822; " + OneLine.of(address.asString(), LONGEST);
    }

    private static String words(String text) {
        try {
            return MimeUtility.encodeText(OneLine.of(text, LONGEST), "UTF-8", "Q");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("UTF-8 is unknown", e);
        }
    }

    private static String decodeXtext(String xtext) {
        return ESCAPED.matcher(xtext)
                .replaceAll(
                        escape -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16))));
    }

    private static void field(StringBuilder text, String name, String value) {
        List<String> lines = Lines.of((name + ": " + value).replace("\r\n ", " "), WIDTH);
        text.append(String.join(END + " ", lines)).append(END);
    }
}
