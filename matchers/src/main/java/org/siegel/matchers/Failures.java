package org.siegel.matchers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;

/** Why a mail was not delivered to which recipient, noted on the mail for the notice to its sender. */
public final class Failures {

    private static final RecipientNotes NOTES = new RecipientNotes("siegel.failures");

    /**
     * Why.
     *
     * @param status enhanced status code, such as {@code 5.1.10} (RFC 3463)
     * @param words  for the sender; plain text, one line
     */
    public record Failure(String status, String words) {}

    private Failures() {}

    /** Notes, in the place of anything noted before. */
    public static void note(Mail mail, Map<MailAddress, Failure> failures) {
        Map<MailAddress, String> lines = new LinkedHashMap<>();
        failures.forEach((recipient, failure) -> lines.put(recipient, failure.status() + "\t" + failure.words()));
        NOTES.write(mail, lines);
    }

    /** What was noted for the recipient. */
    public static Optional<Failure> of(Mail mail, MailAddress recipient) {
        return NOTES.read(mail, recipient)
                .map(line -> line.split("\t", 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> new Failure(parts[0], parts[1]));
    }
}
