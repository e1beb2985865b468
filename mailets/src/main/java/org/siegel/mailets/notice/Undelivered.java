package org.siegel.mailets.notice;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.core.MailAddress;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.Mail;
import org.siegel.matchers.Failures;
import org.siegel.matchers.Failures.Failure;

/**
 * One recipient who did not get the mail.
 *
 * @param recipient in the envelope
 * @param original  as the sender named the recipient (ORCPT, RFC 3461 §4)
 * @param cause     why
 */
record Undelivered(MailAddress recipient, Optional<MailAddress> original, Cause cause) {

    private static final int LONGEST_WORDS = 500;
    private static final Pattern STATUS_OF_FAILURE = Pattern.compile("[45]\\.\\d{1,3}\\.\\d{1,3}");

    /**
     * Why; recipients with equal causes are told of together.
     *
     * @param status enhanced status code of class 4 or 5
     * @param words  what was noted, one line; empty if nothing was
     */
    record Cause(String status, Optional<String> words) {}

    /** What is known of the recipient's failure; {@code reason} stands in for what was not noted. */
    static Undelivered of(Mail mail, MailAddress recipient, Reason reason) {
        Optional<Failure> noted = Failures.of(mail, recipient);
        String status = noted.map(Failure::status)
                .filter(code -> STATUS_OF_FAILURE.matcher(code).matches())
                .orElse(reason.status());
        Optional<String> words =
                noted.map(failure -> OneLine.of(failure.words(), LONGEST_WORDS)).filter(line -> !line.isEmpty());
        Optional<MailAddress> original = parameters(mail, recipient).flatMap(RecipientDsnParameters::getOrcptParameter);
        return new Undelivered(recipient, original, new Cause(status, words));
    }

    /** Whether the sender wants to hear of it (NOTIFY, RFC 3461 §4): yes, unless it says otherwise. */
    static boolean isWanted(Mail mail, MailAddress recipient, Reason reason) {
        Notify event = switch (reason) {
            case DELAYED -> Notify.DELAY;
            case RELAYED -> Notify.SUCCESS;
            case UNDELIVERABLE, POLICY_REFUSED, SEALING_FAILED, TRANSPORT_NOT_SECURE, HOLD_REFUSED, HOLD_EXPIRED ->
                Notify.FAILURE;
        };
        return parameters(mail, recipient)
                .flatMap(RecipientDsnParameters::getNotifyParameter)
                .map(events -> events.contains(event))
                .orElse(true);
    }

    private static Optional<RecipientDsnParameters> parameters(Mail mail, MailAddress recipient) {
        return mail.dsnParameters()
                .map(DsnParameters::getRcptParameters)
                .flatMap(all -> Optional.ofNullable(all.get(recipient)));
    }
}
