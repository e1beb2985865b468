package org.siegel.transport.tlsrpt;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.siegel.transport.txt.TxtFields;
import org.siegel.transport.txt.TxtReader;

/** What the TXT record at {@code _smtp._tls} says (RFC 8460 §3). */
public sealed interface TlsRptRecord {

    /**
     * Reports are wanted.
     *
     * @param mailboxes {@code mailto:} addresses to send them to, as URIs
     * @param uploads   {@code https:} addresses to post them to; together with the mailboxes at least one
     */
    record Wanted(List<URI> mailboxes, List<URI> uploads) implements TlsRptRecord {
        public Wanted {
            mailboxes = List.copyOf(mailboxes);
            uploads = List.copyOf(uploads);
        }
    }

    /** None are wanted. */
    record Absent() implements TlsRptRecord {}

    /** Nobody knows: it could not be looked up. */
    record Unknown(String reason) implements TlsRptRecord {}

    /** What there is counts as none. */
    record Malformed(String reason) implements TlsRptRecord {}

    /**
     * Reads it from the TXT records of the name, each with its strings joined. Addresses of other kinds than mail and
     * HTTPS are left aside, because later versions may bring them.
     */
    static TlsRptRecord of(List<String> texts) {
        TxtReader reader = new TxtReader(
                "v=TLSRPTv1",
                field -> field.name().equals("rua") || field.value().indexOf('=') < 0);
        return switch (reader.read(texts)) {
            case TxtFields.Absent() -> new Absent();
            case TxtFields.Malformed(var reason) -> new Malformed(reason);
            case TxtFields.Fields fields -> {
                List<String> rua = fields.named("rua");
                yield rua.size() == 1
                        ? addresses(rua.getFirst())
                        : new Malformed(
                                "the TXT record with v=TLSRPTv1 has " + (rua.isEmpty() ? "no rua" : "several rua"));
            }
        };
    }

    private static TlsRptRecord addresses(String rua) {
        List<URI> mailboxes = new ArrayList<>();
        List<URI> uploads = new ArrayList<>();
        for (String text : Arrays.asList(rua.split(",", -1))) {
            Optional<URI> uri = uri(text);
            if (uri.isEmpty()) {
                return new Malformed("rua has an entry that is not a URI");
            }
            switch (uri.get().getScheme().toLowerCase(Locale.ROOT)) {
                case "mailto" -> mailboxes.add(uri.get());
                case "https" -> uploads.add(uri.get());
                default -> {
                    // of a kind that nobody knows yet
                }
            }
        }
        return mailboxes.isEmpty() && uploads.isEmpty()
                ? new Malformed("rua has no mailto: and no https: address")
                : new Wanted(mailboxes, uploads);
    }

    /** A comma, an exclamation mark and a semicolon in it would be percent-encoded (RFC 8460 §3). */
    private static Optional<URI> uri(String text) {
        try {
            URI uri = new URI(text);
            boolean isComplete = uri.getScheme() != null
                    && text.indexOf('!') < 0
                    && (!uri.getScheme().equalsIgnoreCase("mailto")
                            || uri.getSchemeSpecificPart().indexOf('@') > 0)
                    && (!uri.getScheme().equalsIgnoreCase("https") || uri.getHost() != null);
            return isComplete ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException _notOne) {
            return Optional.empty();
        }
    }
}
